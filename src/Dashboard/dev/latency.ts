import type { LatencyAnswer, LatencyRow, Spread, SpreadSeries } from '../src/api/types.ts';
import { get, type FakeAnswer } from './answers.ts';
import { noise, stretch } from './made-up.ts';

const keys: Record<string, readonly string[]> = {
  model: ['claude-sonnet-4-5', 'claude-opus-4-6', 'gpt-5', 'gemini-2.5-pro', 'claude-haiku-4-5', 'accounts/fireworks/models/llama-v3p3-70b-instruct-turbo-with-a-very-long-name-indeed', '<img src=x onerror=alert(1)>'],
  provider: ['anthropic', 'openai', 'google', 'my-vllm'],
  route: ['claude', 'cheap', ''],
};

/** Buckets of 9 %, as the ledger keeps them, around a middle. */
function spread(middle: number, count: number, zeros = 0): Spread {
  if (count === 0) {
    return { count: 0, p50: null, p90: null, p95: null, p99: null, buckets: [] };
  }
  const buckets = zeros > 0 ? [{ from: 0, to: 0.064, count: zeros }] : [];
  for (let bucket = -28; bucket <= 36; bucket++) {
    const from = middle * 2 ** (bucket / 8);
    const share = Math.exp(-((bucket / 11) ** 2)) * noise(`${middle} ${bucket}`) + (bucket > 10 ? 0.03 * noise(`tail ${bucket}`) : 0);
    const each = Math.round((count - zeros) * share * 0.06);
    if (each > 0) {
      buckets.push({ from, to: from * 2 ** (1 / 8), count: each });
    }
  }
  return { count: buckets.reduce((sum, bucket) => sum + bucket.count, 0), p50: middle * 1.02, p90: middle * 3.1, p95: middle * 5.2, p99: middle * 11, buckets };
}

function over(middle: number, count: number, steps: number, zeros = 0): SpreadSeries {
  const line = (factor: number, seed: string) => Array.from({ length: steps }, (_, step) => (count === 0 || (step > steps * 0.3 && step < steps * 0.34) ? null : middle * factor * (0.6 + 0.4 * Math.sin(step / 7 + middle) ** 2 + 0.4 * noise(seed + step + middle))));
  return { whole: spread(middle, count, zeros), p50: line(1, 'a'), p95: line(4.6, 'b') };
}

const row = (key: string, index: number, steps: number, requests: number): LatencyRow => ({
  key,
  requests,
  queue: over(3.2 + index, requests, steps, Math.round(requests * 0.7)),
  first_token: over(420 + 210 * index, requests, steps),
  speed: over(88 / (1 + index * 0.3), index === 5 ? 0 : requests, steps),
  total: over(1840 + 700 * index, requests, steps),
});

/** Percentiles and histograms. */
export const latencyAnswers: FakeAnswer[] = [
  get('/api/latency', (url): LatencyAnswer => {
    const { since, until, zone, step_seconds, starts } = stretch(url);
    const by = url.searchParams.get('by') ?? 'model';
    const rows = (keys[by] ?? []).map((key, index) => row(key, index, starts.length, Math.round(9000 / (index + 1) ** 2)));
    return { since, until, zone, by, step_seconds, starts, all: row('', 0.5, starts.length, rows.reduce((sum, one) => sum + one.requests, 0)), rows };
  }),
];
