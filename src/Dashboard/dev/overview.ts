import type { BudgetsAnswer, ErrorsAnswer, SeriesAnswer, SeriesRow, Spend, StatsAnswer, StatsRow, SummaryAnswer, Tally } from '../src/api/types.ts';
import { get, type FakeAnswer } from './answers.ts';
import { noise, stretch, tally, total } from './made-up.ts';

const hostile = '<img src=x onerror=alert(1)>';

const models: readonly [model: string, provider: string, weight: number, priced: boolean][] = [
  ['claude-sonnet-4-5', 'anthropic', 42, true],
  ['claude-opus-4-6', 'anthropic', 30, true],
  ['gpt-5', 'openai', 11, true],
  ['gemini-2.5-pro', 'google', 7, true],
  ['claude-haiku-4-5', 'anthropic', 4, true],
  ['gpt-4o-mini', 'openai', 1, true],
  ['accounts/fireworks/models/llama-v3p3-70b-instruct-turbo-with-a-very-long-name-indeed', 'my-vllm', 3, false],
  [hostile, 'openrouter', 0.4, true],
  ['gemini-2.5-flash', 'google', 0.6, true],
  ['deepseek-r2', 'deepseek', 0.3, true],
];
const agents = ['claude-code', 'release-notes', 'nightly-review', hostile, 'sub-agent of a very long parent name: explore the repository', ''];
const keysOf: Record<string, readonly string[]> = { model: models.map(([model]) => model), provider: [...new Set(models.map(([, provider]) => provider))], agent: agents };

/** RELAYPLANE_PAGE_EMPTY=1 shows a ledger without a call, until the first is tried. */
let empty = process.env.RELAYPLANE_PAGE_EMPTY === '1';

function row(key: string, index: number, steps: number): SeriesRow {
  const cost = Array.from({ length: steps }, (_, step) => Math.round((3e8 / (index + 1) ** 1.6) * Math.max(0, Math.sin((step / steps) * 9 + 1) + 0.6) * noise(key + step)));
  const requests = cost.map((nano, step) => Math.round(nano / 2e7 + 4 * noise(`r${key}${step}`)));
  const unpriced = key.startsWith('accounts/');
  return {
    key,
    requests,
    errors: requests.map((number) => Math.floor(number / 90)),
    unpriced: requests.map((number) => (unpriced ? number : 0)),
    tokens_in: requests.map((number) => number * 8400),
    tokens_out: requests.map((number) => number * 610),
    cache_read_tokens: requests.map((number) => number * 6900),
    cost_nano: unpriced ? cost.map(() => 0) : cost,
  };
}

const spend = (since: string, weight: number): Spend => ({ since, requests: Math.round(weight * 61), unpriced: weight > 100 ? 183 : 0, cost_usd: weight * 1.2345, cost_nano: Math.round(weight * 1.234567891e9) });

const summary = (url: URL): SummaryAnswer => {
  const { since, until, zone } = stretch(url);
  const zero: Tally = { ...tally(0), requests: 0, errors: 0, cost_nano: null, cost_usd: null, tokens_in: 0, tokens_out: 0, p50_ms: null, p95_ms: null, p99_ms: null };
  return {
    at: new Date().toISOString(),
    version: '0.6.0',
    uptime_seconds: 86_400,
    since,
    until: null,
    zone,
    today: empty ? { since, requests: 0, unpriced: 0, cost_nano: null, cost_usd: null } : spend(since, 11),
    week: spend(since, 312),
    month: spend(since, 1_020),
    total: empty ? zero : { ...tally(total(url)), unpriced: 186 },
    before: empty ? null : tally(total(url) * 0.89),
    other_requests: 212,
    absorbed: { calls: 128, rate_limited: 97, overloaded: 21, faulted: 7, timed_out: 3, waited_calls: 312, waited_ms: 842_000, fallbacks: 12, seen: 0 },
    first_call_at: empty ? null : new Date(Date.parse(until) - 40 * 86_400_000).toISOString(),
    last_call_at: empty ? null : until,
    ledger: { written: 9000, pending: 0, lost: 0, last_error: null },
    gateway: { status: 'ok', reason: null, open: 3, waiting: 1, calls: 9000, failed: 41 },
  };
};

const series = (url: URL): SeriesAnswer => {
  const { since, until, zone, step_seconds, starts } = stretch(url);
  const by = url.searchParams.get('by') ?? 'model';
  const keys = keysOf[by] ?? [];
  const rows = keys.map((key, index) => row(key, index, starts.length));
  return { since, until, zone, by, step_seconds, starts, rows: rows.slice(0, 8), rest: rows.length > 8 ? { ...rows[8]!, key: '' } : null };
};

const stats = (url: URL): StatsAnswer => {
  const { since, zone } = stretch(url);
  const by = url.searchParams.get('by') ?? 'model';
  const rows: StatsRow[] = by === 'agent'
    ? agents.map((key, index) => ({ key, agent: key, ...tally(60 / (index + 1) ** 1.5) }))
    : models.map(([model, provider, weight, priced]) => ({ key: by === 'model' ? model : `${provider}, ${model}`, model, provider, ...tally(weight, priced) }));
  return { since, zone, by, rows: rows.slice(0, Number(url.searchParams.get('limit') ?? 100)), total: tally(total(url)), other_requests: 212 };
};

const errors = (url: URL): ErrorsAnswer => ({
  errors: [
    ['rate_limited', 'anthropic', 'claude-sonnet-4-5', 429, 'This request would exceed your rate limit of 400,000 input tokens per minute.'],
    ['overloaded', 'anthropic', 'claude-opus-4-6', 529, 'Overloaded'],
    ['timed_out', 'my-vllm', models[6]![0], null, 'No token within 30 s.'],
    ['faulted', 'openrouter', hostile, 502, hostile],
    ['rejected', 'openai', 'gpt-5', 400, "Invalid 'max_output_tokens': integer below minimum value."],
  ].map(([verdict, provider, model, status, error], index) => ({ at: new Date(Date.now() - 41_000 * (index + 1) ** 3).toISOString(), call: `019ac0de-${index}`, provider: String(provider), model: String(model), key: 'main', verdict: String(verdict), status: status === null ? null : Number(status), request_id: 'req_011CV', error: String(error) })).slice(0, Number(url.searchParams.get('limit') ?? 50)),
});

const budgets = (): BudgetsAnswer => ({
  at: new Date().toISOString(),
  enabled: true,
  window: 'calendar',
  timeZone: 'Europe/Berlin',
  waiting: 0,
  unpriced: 3,
  terms: 'a',
  budgets: [
    { name: 'daily', key: 'budget.dailyUsd', of: null, unit: 'usd', limit: 20, spent: 13.58, reserved: 0.4, percent: 67.9, resetsAt: new Date(Date.now() + 4e7).toISOString(), onBreach: 'block' },
    { name: 'monthly', key: 'budget.monthlyUsd', of: null, unit: 'usd', limit: 1500, spent: 1259.25, reserved: 0.4, percent: 83.95, resetsAt: new Date(Date.now() + 4e8).toISOString(), onBreach: 'warn' },
    { name: 'agent nightly-* daily', key: 'budget.agents.nightly-*.dailyUsd', of: 'nightly-review', unit: 'usd', limit: 1, spent: 1.02, reserved: 0, percent: 102, resetsAt: new Date(Date.now() + 4e7).toISOString(), onBreach: 'downgrade' },
    { name: 'hourly tokens', key: 'budget.hourlyTokens', of: null, unit: 'tokens', limit: 4_000_000, spent: 812_345, reserved: 20_000, percent: 20.3, resetsAt: new Date(Date.now() + 1e6).toISOString(), onBreach: 'block' },
  ],
});

/** The overview and the first visit. */
export const overviewAnswers: FakeAnswer[] = [
  get('/api/summary', summary),
  get('/api/series', series),
  get('/api/stats', stats),
  get('/api/errors', errors),
  get('/api/budgets', budgets),
  {
    fits: (method, path) => method === 'POST' && path === '/api/try',
    reply: () => {
      empty = false;
      return { call: '019ac0de-7e57-7000-8000-000000000001', status: 200, text: `Hello! You said: "Hello". ${hostile}`, total_ms: 41.27 };
    },
  },
];
