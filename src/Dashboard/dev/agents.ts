import type { AgentRow, AgentsAnswer, Alert, CallRow, SessionAnswer, SessionsAnswer, StatsAnswer, Tally } from '../src/api/types.ts';
import type { FakeAnswer } from './answers.ts';
import { calls, sessions } from './made-calls.ts';

/** The sums over some calls. */
function tally(of: readonly CallRow[]): Tally {
  const sum = (value: (call: CallRow) => number) => of.reduce((total, call) => total + value(call), 0);
  const times = of.map((call) => call.total_ms).sort((one, other) => one - other);
  const at = (share: number) => times[Math.floor(share * (times.length - 1))] ?? null;
  const priced = of.some((call) => call.cost_nano !== null);
  const nano = sum((call) => call.cost_nano ?? 0);
  return {
    requests: of.length, errors: of.filter((call) => call.outcome !== 'answered').length, attempts: sum((call) => call.attempts), runs: of.length,
    unpriced: sum((call) => call.unpriced), estimated: 0, tokens_in: sum((call) => call.tokens_in), tokens_out: sum((call) => call.tokens_out),
    cache_read_tokens: sum((call) => call.cache_read_tokens), cache_write_tokens: 0, cache_write_5m_tokens: 0, cache_write_1h_tokens: 0, reasoning_tokens: 0,
    cost_usd: priced ? nano / 1e9 : null, cost_nano: priced ? nano : null, cache_saved_usd: 0, cache_saved_nano: 0, routing_saved_usd: 0, routing_saved_nano: 0,
    fallback_usd: 0, fallback_nano: 0, p50_ms: at(0.5), p95_ms: at(0.95), p99_ms: at(0.99),
  };
}

const names = new Map<string, string>([['main', 'Main agent']]);
const parents: Record<string, string> = { 'code-reviewer': 'main', tester: 'code-reviewer', researcher: 'main' };

function grouped(of: readonly CallRow[], key: (call: CallRow) => string): [string, CallRow[]][] {
  const groups = new Map<string, CallRow[]>();
  for (const call of of) {
    groups.set(key(call), [...(groups.get(key(call)) ?? []), call]);
  }
  return [...groups];
}

const agents = (): AgentsAnswer => ({
  agents: grouped(calls, (call) => call.agent ?? '').map(([key, own]): AgentRow => ({ key, name: names.get(key) ?? key, loops: key === 'tester' ? 3 : 0, ...tally(own) })),
});

function sessionRows(url: URL): SessionsAnswer {
  const from = Number(url.searchParams.get('cursor') ?? 0);
  const rows = sessions.map((session) => {
    const own = calls.filter((call) => call.session === session);
    return { session, first_at: own.at(-1)?.at ?? '', last_at: own[0]?.at ?? '', agents: [...new Set(own.map((call) => call.agent ?? ''))].filter((name) => name !== ''), ...tally(own) };
  });
  const costly = url.searchParams.get('order') === 'cost';
  rows.sort((one, other) => (costly ? (other.cost_nano ?? 0) - (one.cost_nano ?? 0) : other.last_at.localeCompare(one.last_at)));
  return { sessions: rows.slice(from, from + 8), next: from + 8 < rows.length ? String(from + 8) : null };
}

function session(url: URL): unknown {
  const name = url.searchParams.get('name') ?? '';
  const own = calls.filter((call) => call.session === name);
  if (own.length === 0) {
    return { status: 404, body: { error: { message: `No calls of the session ${name} are in the ledger.` } } };
  }
  const branches = grouped(own, (call) => call.agent ?? '').map(([key, all]) => ({ key, name: names.get(key) ?? key, parent: parents[key] ?? null, total: tally(all), calls: all.slice(0, 30).toReversed() }));
  return { session: name, first_at: own.at(-1)!.at, last_at: own[0]!.at, total: tally(own), agents: branches } satisfies SessionAnswer;
}

function stats(url: URL): StatsAnswer {
  const by = (url.searchParams.get('by') ?? 'model') as 'model';
  const rows = grouped(calls, (call) => String(call[by] ?? '')).map(([key, own]) => ({ key, ...tally(own) }));
  return { since: calls.at(-1)!.at, zone: 'UTC', by, rows: rows.sort((one, other) => other.requests - one.requests), total: tally(calls), other_requests: 0 };
}

const loop = (): Alert[] => calls.filter((call) => call.agent === 'tester' && call.session !== null).slice(0, 4).map((call, index) => ({ id: `a${index}`, type: 'repetition', severity: 'warning', message: 'The same tool call came back with the same result 6 times.', key: `session ${call.session}, agent tester`, at: call.at, data: { call: call.id, calls: 6 } }));

const get = (path: string, reply: (url: URL) => unknown): FakeAnswer => ({ fits: (method, asked) => method === 'GET' && asked === path, reply });

/** Agents, sessions, and the sums by one of them. */
export const agentAnswers: FakeAnswer[] = [
  get('/api/agents', agents),
  get('/api/sessions', sessionRows),
  get('/api/session', session),
  get('/api/stats', stats),
  get('/api/alerts', () => ({ alerts: loop() })),
  { fits: (method, path) => method === 'POST' && path === '/api/agents/rename', reply: () => undefined },
];
