import type { CallRow } from '../src/api/types.ts';

/** Numbers that are the same at each start. */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1664525 + 1013904223) % 4294967296;
    return state / 4294967296;
  };
}

const roll = dice(7);
const one = <T>(of: readonly T[]): T => of[Math.floor(roll() * roll() * of.length)]!;

const models = [
  { provider: 'anthropic', model: 'claude-sonnet-4-5', api: 'anthropic', in: 3000, out: 15000 },
  { provider: 'anthropic', model: 'claude-haiku-4-5', api: 'anthropic', in: 1000, out: 5000 },
  { provider: 'openai', model: 'gpt-4o', api: 'openai', in: 2500, out: 10000 },
  { provider: 'google', model: 'gemini-2.5-flash', api: 'gemini', in: 300, out: 2500 },
  { provider: 'my-vllm', model: 'Qwen/Qwen2.5-Coder-32B-Instruct-AWQ-with-a-very-long-name-that-somebody-chose-for-a-fine-tuned-model-of-2026', api: 'openai', in: null, out: null },
  { provider: 'sandbox', model: '<img src=x onerror=alert(1)>', api: 'openai', in: 10, out: 20 },
] as const;
const agents = ['main', 'code-reviewer', 'tester', 'researcher', '<b>bold agent</b>', null];
const clients = ['claude-code', 'openai-python', 'ci', null];
const routes = ['claude', null, 'cheap-first', null];
export const sessions = Array.from({ length: 12 }, (_, index) => `0f3c${(index * 7919).toString(16).padStart(4, '0')}-5b1d-4e0a-9c11-${(index * 104729).toString(16).padStart(12, '0')}`);

let made = 0;

/** A call that came at a time, plausible and now and then odd. */
export function makeCall(at: number): CallRow {
  const target = one(models);
  const luck = roll();
  const kind = luck < 0.9 ? 'answered' : luck < 0.94 ? 'refused' : luck < 0.98 ? 'failed' : 'cancelled';
  const answered = kind === 'answered';
  const attempts = kind === 'refused' && roll() < 0.4 ? 0 : roll() < 0.85 ? 1 : 2 + Math.floor(roll() * 2);
  const tokensIn = Math.floor(roll() * roll() * 90_000) + 12;
  const cached = roll() < 0.6 ? Math.floor(tokensIn * roll()) : 0;
  const tokensOut = answered ? Math.floor(roll() * roll() * 4000) + 1 : 0;
  const queue = roll() < 0.15 ? roll() * 4000 : roll() * 0.4;
  const first = queue + 200 + roll() * 1800;
  const paid = attempts > 0 && (answered || kind === 'cancelled');
  const cost = !paid || target.in === null ? null : Math.round((tokensIn - cached) * target.in + cached * target.in * 0.1 + tokensOut * target.out);
  return {
    id: `c_${at.toString(36)}${(++made).toString(36).padStart(5, '0')}`,
    at: new Date(at).toISOString(),
    api: target.api,
    endpoint: target.api === 'anthropic' ? 'messages' : target.api === 'openai' ? 'chat_completions' : 'generate_content',
    stream: roll() < 0.8,
    model_requested: roll() < 0.85 ? target.model : 'fast-and-cheap',
    model: attempts === 0 ? null : target.model,
    provider: attempts === 0 ? null : target.provider,
    client: one(clients),
    agent: one(agents),
    session: roll() < 0.8 ? one(sessions) : null,
    route: one(routes),
    tier: one(['simple', 'moderate', 'complex', null]),
    status: kind === 'cancelled' ? null : answered ? 200 : kind === 'refused' ? (attempts === 0 ? 402 : one([400, 404, 413])) : one([500, 503, 529]),
    outcome: kind,
    error: answered ? null : kind === 'refused' ? (attempts === 0 ? 'The daily budget of $5.00 is spent. It starts anew at midnight.' : 'max_tokens: 200000 > 64000, which is the maximum for this model') : kind === 'failed' ? 'The provider closed the connection <script>alert(2)</script> before the reply was whole.' : 'The client hung up.',
    queue_ms: queue,
    first_byte_ms: answered ? first : null,
    total_ms: answered ? first + tokensOut * 12 : 50 + roll() * 3000,
    tokens_in: paid ? tokensIn : 0,
    tokens_out: tokensOut,
    cache_read_tokens: paid ? cached : 0,
    cost_usd: cost === null ? null : cost / 1e9,
    cost_nano: cost,
    unpriced: paid && target.in === null ? 1 : 0,
    estimated: kind === 'cancelled' && cost !== null,
    attempts,
    fallback: attempts > 1 && roll() < 0.5,
  };
}

/** The made-up ledger, the newest first. */
export const calls: CallRow[] = Array.from({ length: 6000 }, (_, index) => makeCall(Date.now() - index * 14_000 - Math.floor(roll() * 9000)));
