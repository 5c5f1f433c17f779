import { describe, expect, it } from 'vitest';
import type { AgentBranch, Alert, SessionAnswer, SessionRow, Tally } from '../../../src/api/types';
import { loopsOf } from '../../../src/views/agents/loops';
import { branches, joined, pressed, treeLines } from '../../../src/views/agents/tree';
import { call } from '../calls/rows';

const tally = (requests: number, nano: number | null): Tally => ({ requests, errors: 0, unpriced: 0, tokens_in: requests * 10, tokens_out: requests, cache_read_tokens: 0, cost_nano: nano }) as Tally;
const agent = (key: string, parent: string | null, nano: number | null, calls: string[] = [], requests = calls.length): AgentBranch => ({ key, name: key, parent, total: tally(requests, nano), calls: calls.map((id) => call(id)) });
const session = (...agents: AgentBranch[]): SessionAnswer => ({ session: 'S', first_at: '2026-11-29T10:00:00Z', last_at: '2026-11-29T11:00:00Z', total: tally(9, 900), agents });
const small = () => session(agent('main', null, 100, ['m1', 'm2']), agent('sub', 'main', 300, ['s1'], 3), agent('', null, 50, ['x1']));

describe('agents in a tree', () => {
  it('stand beneath the agent that called them, whose figures include theirs', () => {
    const [main, other] = branches(small().agents);
    expect(main!.beneath.map((branch) => branch.agent.key)).toEqual(['sub']);
    expect(main!.whole).toMatchObject({ costNano: 400, requests: 5 });
    expect(other!.agent.key).toBe('');
  });

  it('have an unknown cost only where none of them is known', () => {
    expect(branches([agent('main', null, null), agent('sub', 'main', 7)])[0]!.whole.costNano).toBe(7);
    expect(branches([agent('main', null, null), agent('sub', 'main', null)])[0]!.whole.costNano).toBeNull();
  });

  it('stand at the top where their parent is not there, or is beneath them', () => {
    expect(branches([agent('a', 'gone', 1)]).map((branch) => branch.agent.key)).toEqual(['a']);
    const looped = branches([agent('a', 'b', 1), agent('b', 'a', 2), agent('c', 'c', 3)]);
    expect(looped.flatMap((branch) => [branch.agent.key, ...branch.beneath.map((one) => one.agent.key)]).sort()).toEqual(['a', 'b', 'c']);
  });
});

describe('the lines of the tree', () => {
  it('are the session, agents and turns, and how many turns came before', () => {
    expect(treeLines(small(), new Set()).map((line) => `${line.level} ${line.id}`)).toEqual(['1 session', '2 agent main', '3 agent sub', '4 earlier sub', '4 call s1', '3 call m1', '3 call m2', '2 agent ', '3 call x1']);
  });

  it('are not those beneath what is closed', () => {
    expect(treeLines(small(), new Set(['agent main'])).map((line) => line.id)).toEqual(['session', 'agent main', 'agent ', 'call x1']);
    expect(treeLines(small(), new Set(['session']))).toHaveLength(1);
  });

  it('are walked, opened and closed by the arrow keys', () => {
    const lines = treeLines(small(), new Set(['agent sub']));
    expect(pressed('ArrowDown', lines, 'session')).toEqual({ current: 'agent main', turn: false });
    expect(pressed('ArrowRight', lines, 'agent sub')).toEqual({ current: 'agent sub', turn: true });
    expect(pressed('ArrowRight', lines, 'agent main')).toEqual({ current: 'agent sub', turn: false });
    expect(pressed('ArrowLeft', lines, 'call m1')).toEqual({ current: 'agent main', turn: false });
    expect(pressed('ArrowLeft', lines, 'agent main')).toEqual({ current: 'agent main', turn: true });
    expect(pressed('End', lines, 'session')).toEqual({ current: 'call x1', turn: false });
    expect(pressed('ArrowUp', lines, 'session')).toEqual({ current: 'session', turn: false });
    expect(pressed('x', lines, 'session')).toBeNull();
  });
});

describe('loops', () => {
  const alert = (changes: Partial<Alert>): Alert => ({ id: '1', type: 'repetition', severity: 'warning', message: 'The same again.', key: 'session S', at: '', data: {}, ...changes });

  it('mark the session, the agent or the turn that an alert is about', () => {
    const found = loopsOf(small(), [alert({}), alert({ key: 'session S, agent sub' }), alert({ key: 'agent other', data: { call: 'm2' } })]);
    expect(found.session).toBe('The same again.');
    expect([...found.agents.keys()].sort()).toEqual(['main', 'sub']);
    expect(found.calls.has('m2')).toBe(true);
  });

  it('are not what other alerts tell of, nor those of other sessions', () => {
    const found = loopsOf(small(), [alert({ type: 'budget_breach' }), alert({ key: 'session T' }), alert({ key: 'session T, agent sub' })]);
    expect([found.session, found.agents.size]).toEqual([null, 0]);
  });
});

it('joins pages without a session twice', () => {
  const row = (session: string) => ({ session }) as SessionRow;
  expect(joined([row('a'), row('b')], [row('b'), row('c')]).map((one) => one.session)).toEqual(['a', 'b', 'c']);
});
