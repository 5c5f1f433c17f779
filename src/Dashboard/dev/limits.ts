import type { AlertsAnswer, BudgetLine, BudgetsAnswer, ErrorsAnswer, LimitsAnswer, ProvidersAnswer } from '../src/api/types.ts';
import { get, type FakeAnswer } from './answers.ts';

const ago = (seconds: number): string => new Date(Date.now() - seconds * 1000).toISOString();
const ahead = (seconds: number): string => ago(-seconds);
const long = 'meta-llama/Llama-3.3-70B-Instruct-with-a-name-that-goes-on-and-on-and-on-FP8-dynamic';
const evil = '<img src=x onerror=alert(1)>';
const started = Date.now();
const held = new Set<string>();

/** Goes up and down, so that something moves. */
const swing = (low: number, high: number, seconds: number): number => low + (high - low) * (0.5 + 0.5 * Math.sin((2 * Math.PI * Date.now()) / (seconds * 1000)));

function providers(): ProvidersAnswer {
  const line = (name: string, base_url: string, labels: string[], keyless: boolean, in_flight: number, state: string | null) => ({ name, base_url, keyless, in_flight, held: held.has(name), state, keys: labels.map((label) => ({ label, held: held.has(`${name} ${label}`), in_flight: Math.ceil(in_flight / labels.length) })) });
  return {
    providers: [
      line('anthropic', 'https://api.anthropic.com/v1', ['team-a', 'team-b'], false, 7, 'open'),
      line('openai', 'https://api.openai.com/v1', ['default'], false, 0, 'exhausted'),
      line('google', 'https://generativelanguage.googleapis.com/v1beta', ['default'], false, 1, 'cooling'),
      line('my-vllm', 'http://localhost:8000/v1', [], true, 2, 'open'),
      line('groq', 'https://api.groq.com/openai/v1', ['default'], false, 0, null),
      line(evil, 'https://evil.example/v1', [], false, 0, null),
    ],
  };
}

export function limits(): LimitsAnswer {
  const waiting = Math.round(swing(2, 14, 20));
  const lane = (provider: string, key: string, of: string, more: Partial<LimitsAnswer['lanes'][number]> = {}) => ({ provider, key, class: of, state: held.has(provider) || held.has(`${provider} ${key}`) ? 'held' : 'open', until: null, reason: null, limits: [], blind: false, inFlight: 0, calls: 0, rateLimited: 0, ...more });
  const bars = (requests: number, input: number, output: number, fill: number) => [
    { kind: 'requests', perMinute: requests, level: requests * fill, capacity: requests },
    { kind: 'inputTokens', perMinute: input, level: input * (fill - 0.1), capacity: input },
    { kind: 'outputTokens', perMinute: output, level: output * Math.min(1, fill + 0.2), capacity: output },
  ];
  const none = { calls: 0, meanSeconds: 0, longestSeconds: 0 };
  return {
    at: new Date().toISOString(),
    clientRateLimited: 0,
    upstreamRateLimited: 4,
    unsettled: 10,
    lanes: [
      lane('anthropic', 'team-a', 'claude-sonnet-4', { limits: bars(4000, 2_000_000, 400_000, swing(0.2, 0.7, 12)), inFlight: 3, calls: 18_233 }),
      lane('anthropic', 'team-b', 'claude-sonnet-4', { state: 'paused', until: ahead(23), reason: 'overloaded_error: Overloaded', limits: bars(1000, 400_000, 80_000, 0.1), inFlight: 1, calls: 4120, rateLimited: 3 }),
      lane('anthropic', 'team-a', 'claude-haiku-4-5', { limits: bars(4000, 4_000_000, 800_000, 0.95), calls: 122 }),
      lane('google', 'default', 'gemini-2.5-flash', { state: 'cooling', until: new Date(started + 95_000).toISOString(), reason: '503: The model is overloaded. Please try again later.', blind: true, limits: [{ kind: 'requests', perMinute: 180, level: 90, capacity: 180 }], calls: 377, rateLimited: 1 }),
      lane('openai', 'default', 'gpt-4o', { state: 'exhausted', until: ahead(3 * 3600), reason: 'insufficient_quota: You exceeded your current quota, please check your plan and billing details.', calls: 904 }),
      lane('my-vllm', 'client', long, { inFlight: 2, calls: 210 }),
    ],
    queues: [
      { provider: 'anthropic', class: 'claude-sonnet-4', keys: ['team-a', 'team-b'], waiting, tokens: waiting * 21_000, expectedWaitSeconds: waiting * 0.9, waitsFor: 'inputTokens', demand: 1.42, waited: { calls: 133, meanSeconds: 4.1, longestSeconds: 31 } },
      { provider: 'anthropic', class: 'claude-haiku-4-5', keys: ['team-a'], waiting: 0, tokens: 0, expectedWaitSeconds: 0, waitsFor: null, demand: 0.08, waited: none },
      { provider: 'google', class: 'gemini-2.5-flash', keys: ['default'], waiting: 1, tokens: 900, expectedWaitSeconds: null, waitsFor: 'cooldown', demand: 0.3, waited: { calls: 2, meanSeconds: 61, longestSeconds: 94 } },
      { provider: 'openai', class: 'gpt-4o', keys: ['default'], waiting: 0, tokens: 0, expectedWaitSeconds: null, waitsFor: null, demand: null, waited: none },
      { provider: 'my-vllm', class: long, keys: ['client'], waiting: 0, tokens: 0, expectedWaitSeconds: 0, waitsFor: null, demand: null, waited: none },
    ],
  };
}

const errors: ErrorsAnswer = {
  errors: [
    { at: ago(14), call: '019ab1c2d3e4f5061728394a5b6c7d8e', provider: 'anthropic', model: 'claude-sonnet-4-5', key: 'team-b', verdict: 'overloaded', status: 529, request_id: 'req_011CVJx8a9mB2', error: 'overloaded_error: Overloaded' },
    { at: ago(70), call: '019ab1c2d3e4f5061728394a5b6c7d8f', provider: 'anthropic', model: 'claude-sonnet-4-5', key: 'team-b', verdict: 'rate_limited', status: 429, request_id: 'req_011CVJx8a9mB1', error: 'rate_limit_error: This request would exceed your organization’s rate limit of 400,000 input tokens per minute' },
    { at: ago(340), call: '019ab1c2d3e4f5061728394a5b6c7d90', provider: 'google', model: 'gemini-2.5-flash', key: 'default', verdict: 'timed_out', status: null, request_id: null, error: 'no first token within 60 s' },
    { at: ago(90_000), call: '019ab1c2d3e4f5061728394a5b6c7d91', provider: 'my-vllm', model: long, key: null, verdict: 'faulted', status: 500, request_id: null, error: `${evil} internal error` },
  ],
};

export function budgets(): BudgetsAnswer {
  const line = (name: string, key: string, of: string | null, limit: number, spent: number, reserved: number, seconds: number | null, onBreach = 'block', unit: BudgetLine['unit'] = 'usd') => ({ name, key, of, unit, limit, spent, reserved, percent: Math.round((10_000 * spent) / limit) / 100, resetsAt: seconds === null ? null : ahead(seconds), onBreach });
  return {
    at: new Date().toISOString(),
    enabled: true,
    window: 'calendar',
    timeZone: 'Europe/Berlin',
    waiting: 1,
    unpriced: 3,
    terms: 'x',
    budgets: [
      line('per request', 'budget.perRequestUsd', null, 2, 0, 0, null),
      line('daily', 'budget.dailyUsd', null, 20, swing(15.9, 16.6, 30), swing(0.1, 1.2, 7), 7.4 * 3600),
      line('monthly', 'budget.monthlyUsd', null, 300, 121.402917, 0.4, 9 * 86_400),
      line('daily tokens', 'budget.dailyTokens', null, 40_000_000, 18_220_113, 180_000, 7.4 * 3600, 'warn', 'tokens'),
      line('agent nightly-* daily', 'budget.agents.nightly-*.dailyUsd', 'nightly-docs', 1, 1.0031, 0, 7.4 * 3600, 'downgrade'),
      line('agent nightly-* daily', 'budget.agents.nightly-*.dailyUsd', 'nightly-tests', 1, 0.42, 0.05, 7.4 * 3600, 'downgrade'),
      line(`agent ${evil} daily`, `budget.agents.${evil}.dailyUsd`, evil, 0.5, 0.000000412, 0, 7.4 * 3600),
      ...Array.from({ length: 14 }, (_, index) => line('session', 'budget.sessionCapUsd', `0f3c${index}a2b-7d11-4c1e-9a55-cafe${1000 + index}`, 2.5, 2.6 / (index + 1), index === 1 ? 0.3 : 0, null)),
    ],
  };
}

export const alerts: AlertsAnswer = {
  alerts: [
    { id: 'a4', type: 'budget_breach', severity: 'critical', message: 'Budget agent nightly-* daily of nightly-docs: 100.3 % is spent, $1.00 of $1.00. It begins anew at 2026-11-30 23:00 UTC.', key: 'budget agent nightly-* daily of nightly-docs 100 %', at: ago(400), delivered: true, data: { budget: 'agent nightly-* daily', scope: 'nightly-docs', percent: 100.31, usd: 1.0031, limitUsd: 1, resetsAt: ahead(26_000) } },
    { id: 'a3', type: 'repetition', severity: 'warning', message: 'The same tool call with the same result came 20 times within 5 min from session 0f3c1a2b-7d11. It may be stuck in a loop.', key: 'session 0f3c1a2b-7d11-4c1e-9a55-cafe1001', at: ago(4000), delivered: false, data: { call: '019ab1c2d3e4f5061728394a5b6c7d8e', calls: 20, windowSeconds: 300 } },
    { id: 'a2', type: 'token_explosion', severity: 'critical', message: `One call to claude-opus-4-5 from agent ${evil} cost $7.21; anomaly.tokenExplosionUsd is $5.00.`, key: `agent ${evil}`, at: ago(90_000), data: { call: '019ab1c2d3e4f5061728394a5b6c7d8f', model: 'claude-opus-4-5', usd: 7.213004, limitUsd: 5 } },
    { id: 'a1', type: 'test', severity: 'info', message: 'This is a test of RelayPlane’s alerts. Nothing is wrong.', key: 'test', at: ago(300_000), delivered: true, data: {} },
  ],
};

const act: FakeAnswer = {
  fits: (method, path) => method === 'POST' && path.startsWith('/api/providers/'),
  reply: (url) => {
    const [, , , name = '', , label] = url.pathname.split('/').map(decodeURIComponent);
    const whose = label === undefined ? name : `${name} ${label}`;
    if (/\/(drain|pause)$/.test(url.pathname)) {
      held.add(whose);
    } else {
      held.delete(whose);
    }
    return undefined;
  },
};

export const limitAnswers: FakeAnswer[] = [
  get('/api/providers', providers),
  get('/api/limits', limits),
  get('/api/errors', () => errors),
  get('/api/budgets', budgets),
  get('/api/alerts', () => alerts),
  { fits: (method, path) => method === 'POST' && path === '/api/budgets/reset', reply: () => undefined },
  act,
];
