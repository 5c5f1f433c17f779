import { useEffect, useRef, useState } from 'preact/hooks';
import type { SessionAnswer } from '../../api/types';
import { exactMoney, money } from '../../format/money';
import { compact, count, share } from '../../format/number';
import { duration, fullMoment, shortMoment } from '../../format/time';
import { callLink } from '../../state/links';
import { go, href } from '../../state/place';
import { Badge } from '../../ui/badge';
import { Cost } from '../../ui/cost';
import { Icon } from '../../ui/icon';
import { Status, Tries } from '../calls/cells';
import type { Loops } from './loops';
import { callFigures, closedAtFirst, figures, pressed, treeLines, type Figures, type TreeLine } from './tree';

/** A session's cost by agent and turn, as a tree that opens and closes with the arrow keys. */
export function CostTree({ session, loops }: { session: SessionAnswer; loops: Loops }) {
  const [closed, setClosed] = useState<ReadonlySet<string>>(() => closedAtFirst(session));
  const [current, setCurrent] = useState('session');
  const table = useRef<HTMLTableElement>(null);
  const moved = useRef(false);
  const lines = treeLines(session, closed);
  const focusable = lines.some((line) => line.id === current) ? current : 'session';
  const turn = (id: string) => setClosed((before) => (before.has(id) ? new Set([...before].filter((one) => one !== id)) : new Set([...before, id])));
  useEffect(() => {
    if (moved.current) {
      moved.current = false;
      table.current?.querySelector<HTMLElement>('tr[tabindex="0"]')?.focus();
    }
  }, [current]);
  const press = (event: KeyboardEvent) => {
    const line = lines.find((one) => one.id === focusable);
    if (event.key === 'Enter' && line && event.target instanceof HTMLTableRowElement) {
      const to = target(line, session.session);
      to === null ? turn(line.id) : go(to);
      return;
    }
    const done = pressed(event.key, lines, focusable);
    if (done) {
      event.preventDefault();
      moved.current = done.current !== current;
      setCurrent(done.current);
      if (done.turn) {
        turn(done.current);
      }
    }
  };
  return (
    <div class="table-box">
      <table ref={table} role="treegrid" class="tree" aria-label={`Cost tree of session ${session.session}`} onKeyDown={press}>
        <thead>
          <tr>
            <th scope="col">Agent or turn</th>
            <th scope="col" class="share-column">
              Share of cost
            </th>
            <th scope="col" class="number">
              Cost
            </th>
            <th scope="col" class="number wide">
              Calls
            </th>
            <th scope="col" class="number wide">
              In
            </th>
            <th scope="col" class="number wide">
              Out
            </th>
            <th scope="col" class="number wide">
              Cache hits
            </th>
            <th scope="col" class="number last">
              Duration
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.id} class={`tree-${line.what.kind}`} aria-level={line.level} aria-posinset={line.place} aria-setsize={line.of} aria-expanded={line.open ?? undefined} tabIndex={line.id === focusable ? 0 : -1} onFocus={() => setCurrent(line.id)}>
              <td class="tree-name">
                <span style={{ '--depth': line.level - 1 }}>
                  {line.open !== null ? (
                    <button type="button" class="tree-turn" tabIndex={-1} aria-label={line.open ? 'Close' : 'Open'} onClick={() => turn(line.id)}>
                      <Icon name={line.open ? 'down' : 'right'} size={13} />
                    </button>
                  ) : (
                    <i class="tree-leaf" />
                  )}
                  <Name line={line} session={session.session} loops={loops} />
                </span>
              </td>
              <Cells of={shown(line, session)} whole={session.total.cost_nano} ms={span(line, session)} turns={line.what.kind !== 'call'} />
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Where a line leads; null where it opens and closes instead. */
function target({ what }: TreeLine, session: string): string | null {
  return what.kind === 'call' ? callLink(what.call.id) : what.kind === 'earlier' ? href('/calls', { session, agent: what.agent.name }) : null;
}

function shown({ what }: TreeLine, session: SessionAnswer): Figures | null {
  return what.kind === 'session' ? figures(session.total) : what.kind === 'agent' ? what.branch.whole : what.kind === 'call' ? callFigures(what.call) : null;
}

/** How long a turn took, or from an agent's first shown turn to the end of its last. */
function span({ what }: TreeLine, session: SessionAnswer): number | null {
  if (what.kind === 'call') {
    return what.call.total_ms;
  }
  if (what.kind === 'session') {
    return Date.parse(session.last_at) - Date.parse(session.first_at);
  }
  const calls = what.kind === 'agent' ? what.branch.agent.calls : [];
  return calls.length === 0 ? null : Math.max(...calls.map((call) => Date.parse(call.at) + call.total_ms)) - Math.min(...calls.map((call) => Date.parse(call.at)));
}

function Name({ line, session, loops }: { line: TreeLine; session: string; loops: Loops }) {
  const { what } = line;
  const to = target(line, session);
  if (what.kind === 'session') {
    return (
      <>
        <b>Whole session</b> {loops.session && <Loop says={loops.session} />}
      </>
    );
  }
  if (what.kind === 'agent') {
    const { agent, beneath } = what.branch;
    const loop = loops.agents.get(agent.key);
    return (
      <>
        <b title={agent.name === agent.key ? agent.name : `${agent.name}, recorded as ${agent.key}`}>{agent.name || 'no agent'}</b>
        {beneath.length > 0 && <span class="muted" title={exactMoney(agent.total.cost_nano)}>with those it called; {money(agent.total.cost_nano)} its own</span>}
        {loop && <Loop says={loop} />}
      </>
    );
  }
  if (what.kind === 'earlier') {
    return (
      <a href={to!} tabIndex={-1}>
        {count(what.count)} earlier {what.count === 1 ? 'turn' : 'turns'}
      </a>
    );
  }
  const { call } = what;
  const loop = loops.calls.get(call.id);
  return (
    <>
      <a href={to!} tabIndex={-1} title={fullMoment(call.at)}>
        {shortMoment(call.at)}
      </a>
      <span class="tree-model" title={call.model ?? undefined}>{call.model || call.model_requested || call.endpoint}</span>
      {call.outcome !== 'answered' && <Status of={call} />}
      {call.attempts > 1 && <Tries of={call} />}
      {loop && <Loop says={loop} />}
    </>
  );
}

const Loop = ({ says }: { says: string }) => (
  <Badge tone="bad" title={says}>
    loop
  </Badge>
);

function Cells({ of, whole, ms, turns }: { of: Figures | null; whole: number | null; ms: number | null; turns: boolean }) {
  if (of === null) {
    return ['share-column', 'number', 'number wide', 'number wide', 'number wide', 'number wide', 'number last'].map((name, index) => <td key={index} class={name} />);
  }
  const part = of.costNano !== null && whole ? of.costNano / whole : null;
  return (
    <>
      <td class="share-column">
        {part !== null && (
          <span class="share">
            <i aria-hidden="true">
              <i style={{ width: `${Math.max(0, Math.min(100, part * 100))}%` }} />
            </i>
            {share(of.costNano!, whole!)}
          </span>
        )}
      </td>
      <td class="number">
        <Cost of={{ cost_nano: of.costNano, unpriced: of.unpriced, estimated: false }} />
      </td>
      <td class="number wide">{turns ? count(of.requests) : ''}</td>
      <td class="number wide" title={count(of.tokensIn)}>
        {compact(of.tokensIn)}
      </td>
      <td class="number wide" title={count(of.tokensOut)}>
        {compact(of.tokensOut)}
      </td>
      <td class="number wide">{share(of.cacheRead, of.tokensIn)}</td>
      <td class="number last">{duration(ms)}</td>
    </>
  );
}
