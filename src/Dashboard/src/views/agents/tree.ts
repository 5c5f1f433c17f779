import type { AgentBranch, CallRow, SessionAnswer, SessionRow, Tally } from '../../api/types';

/** The figures of a line of the tree. */
export interface Figures {
  requests: number;
  errors: number;
  unpriced: number;
  tokensIn: number;
  tokensOut: number;
  cacheRead: number;
  costNano: number | null;
}

/** An agent with those that it called. */
export interface Branch {
  agent: AgentBranch;
  /** Its own calls and those of all agents beneath it. */
  whole: Figures;
  beneath: readonly Branch[];
}

/** A line of the tree as it is drawn. */
export interface TreeLine {
  id: string;
  level: number;
  /** Where it stands among its siblings, from 1, and how many those are. */
  place: number;
  of: number;
  parent: string | null;
  /** Whether its children are shown; null where it has none. */
  open: boolean | null;
  what: { kind: 'session' } | { kind: 'agent'; branch: Branch } | { kind: 'call'; call: CallRow } | { kind: 'earlier'; agent: AgentBranch; count: number };
}

/** The agents of a session by who called whom. Where a parent is not there, or the line of parents bites its tail, an agent stands at the top. */
export function branches(agents: readonly AgentBranch[]): Branch[] {
  const byKey = new Map(agents.map((agent) => [agent.key, agent]));
  const rootOf = (agent: AgentBranch): boolean => {
    const seen = new Set([agent.key]);
    for (let at = agent.parent; at !== null && byKey.has(at); at = byKey.get(at)!.parent) {
      if (seen.has(at)) {
        return true;
      }
      seen.add(at);
    }
    return agent.parent === null || !byKey.has(agent.parent);
  };
  const roots = new Set(agents.filter(rootOf));
  const grow = (agent: AgentBranch): Branch => {
    const beneath = agents.filter((other) => other.parent === agent.key && !roots.has(other)).map(grow).sort(costliest);
    return { agent, beneath, whole: beneath.map((branch) => branch.whole).reduce(sum, figures(agent.total)) };
  };
  return [...roots].map(grow).sort(costliest);
}

const costliest = (one: Branch, other: Branch): number => (other.whole.costNano ?? -1) - (one.whole.costNano ?? -1);

/** The figures of many calls. */
export const figures = (tally: Tally): Figures => ({ requests: tally.requests, errors: tally.errors, unpriced: tally.unpriced, tokensIn: tally.tokens_in, tokensOut: tally.tokens_out, cacheRead: tally.cache_read_tokens, costNano: tally.cost_nano });

/** The figures of one call. */
export const callFigures = (call: CallRow): Figures => ({ requests: 1, errors: call.outcome === 'answered' ? 0 : 1, unpriced: call.unpriced, tokensIn: call.tokens_in, tokensOut: call.tokens_out, cacheRead: call.cache_read_tokens, costNano: call.cost_nano });

function sum(one: Figures, other: Figures): Figures {
  return {
    requests: one.requests + other.requests,
    errors: one.errors + other.errors,
    unpriced: one.unpriced + other.unpriced,
    tokensIn: one.tokensIn + other.tokensIn,
    tokensOut: one.tokensOut + other.tokensOut,
    cacheRead: one.cacheRead + other.cacheRead,
    costNano: one.costNano === null && other.costNano === null ? null : (one.costNano ?? 0) + (other.costNano ?? 0),
  };
}

/** Turns beyond which agents that called no other begin closed. */
const many = 40;

/** What is closed before anybody opened or closed anything: in a large session the turns of the outermost agents. */
export function closedAtFirst(session: SessionAnswer): Set<string> {
  const turns = session.agents.reduce((sum, agent) => sum + agent.calls.length, 0);
  const parents = new Set(session.agents.map((agent) => agent.parent));
  const leaves = session.agents.filter((agent) => !parents.has(agent.key));
  return new Set(turns > many && session.agents.length > 1 ? leaves.map((agent) => `agent ${agent.key}`) : []);
}

/** The lines that are seen while some are closed: the session, its agents with sub-agents within them, and their turns in order. */
export function treeLines(session: SessionAnswer, closed: ReadonlySet<string>): TreeLine[] {
  const lines: TreeLine[] = [];
  const put = (id: string, level: number, place: number, of: number, parent: string | null, hasChildren: boolean, what: TreeLine['what']): boolean => {
    const open = hasChildren ? !closed.has(id) : null;
    lines.push({ id, level, place, of, parent, open, what });
    return open === true;
  };
  const putAgent = (branch: Branch, level: number, place: number, of: number, parent: string): void => {
    const { agent, beneath } = branch;
    const id = `agent ${agent.key}`;
    const earlier = agent.total.requests - agent.calls.length;
    const children = beneath.length + agent.calls.length + (earlier > 0 ? 1 : 0);
    if (!put(id, level, place, of, parent, children > 0, { kind: 'agent', branch })) {
      return;
    }
    let at = 0;
    beneath.forEach((child) => putAgent(child, level + 1, ++at, children, id));
    if (earlier > 0) {
      put(`earlier ${agent.key}`, level + 1, ++at, children, id, false, { kind: 'earlier', agent, count: earlier });
    }
    agent.calls.forEach((call) => put(`call ${call.id}`, level + 1, ++at, children, id, false, { kind: 'call', call }));
  };
  const top = branches(session.agents);
  if (put('session', 1, 1, 1, null, top.length > 0, { kind: 'session' })) {
    top.forEach((branch, index) => putAgent(branch, 2, index + 1, top.length, 'session'));
  }
  return lines;
}

/** What a key does to a tree: another line becomes the current one, or the current one opens or closes. */
export function pressed(key: string, lines: readonly TreeLine[], current: string): { current: string; turn: boolean } | null {
  const at = Math.max(0, lines.findIndex((line) => line.id === current));
  const line = lines[at];
  const to = (index: number) => ({ current: lines[Math.max(0, Math.min(lines.length - 1, index))]!.id, turn: false });
  if (!line) {
    return null;
  }
  switch (key) {
    case 'ArrowDown':
      return to(at + 1);
    case 'ArrowUp':
      return to(at - 1);
    case 'Home':
      return to(0);
    case 'End':
      return to(lines.length - 1);
    case 'ArrowRight':
      return line.open === false ? { current: line.id, turn: true } : line.open ? to(at + 1) : null;
    case 'ArrowLeft':
      return line.open ? { current: line.id, turn: true } : line.parent === null ? null : { current: line.parent, turn: false };
    default:
      return null;
  }
}

/** Pages put together; a session that moved from one to the other between two questions is there once. */
export function joined(first: readonly SessionRow[], further: readonly SessionRow[]): SessionRow[] {
  const known = new Set<string>();
  return [...first, ...further].filter((row) => !known.has(row.session) && known.add(row.session));
}
