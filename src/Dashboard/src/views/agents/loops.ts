import type { AgentBranch, Alert, SessionAnswer } from '../../api/types';

/** Loops that alerts tell of: the calls that set one off, and the agents and the session that one is about. */
export interface Loops {
  session: string | null;
  agents: ReadonlyMap<string, string>;
  calls: ReadonlyMap<string, string>;
}

const kinds = new Set(['repetition', 'velocity']);

/** Of all alerts those of loops in this session, with what each says. They are about `session ID`, or `session ID, agent NAME`. */
export function loopsOf(session: SessionAnswer, alerts: readonly Alert[]): Loops {
  const loops = alerts.filter((alert) => kinds.has(alert.type));
  const calls = new Map(loops.map((alert) => [String(alert.data.call ?? ''), alert.message]));
  const keys = new Map(loops.map((alert) => [alert.key, alert.message]));
  const own = `session ${session.session}`;
  const said = (agent: AgentBranch) => keys.get(`${own}, agent ${agent.key}`) ?? keys.get(`${own}, agent ${agent.name}`) ?? agent.calls.map((call) => calls.get(call.id)).find((message) => message !== undefined);
  return {
    session: keys.get(own) ?? null,
    agents: new Map(session.agents.flatMap((agent) => (said(agent) === undefined ? [] : [[agent.key, said(agent)!] as const]))),
    calls,
  };
}
