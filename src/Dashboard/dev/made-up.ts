import type { Tally } from '../src/api/types.ts';

const units: Record<string, number> = { m: 60_000, h: 3_600_000, d: 86_400_000 };

const steps: readonly [longest: number, seconds: number][] = [[900_000, 15], [3_600_000, 60], [86_400_000, 900], [7 * 86_400_000, 7200], [30 * 86_400_000, 86_400], [Infinity, 86_400]];

/** The time that a question is about, cut into steps as the gateway does. */
export function stretch(url: URL): { since: string; until: string; zone: string; step_seconds: number; starts: string[] } {
  const [, number, unit] = /^(\d+)([mhd])$/.exec(url.searchParams.get('since') ?? '24h') ?? [];
  const length = Number(number ?? 24) * (units[unit ?? 'h'] ?? 3_600_000);
  const seconds = steps.find(([longest]) => length <= longest)![1];
  const until = Date.now();
  const first = Math.floor((until - length) / 1000 / seconds) * seconds;
  const starts: string[] = [];
  for (let at = first; at * 1000 < until; at += seconds) {
    starts.push(new Date(at * 1000).toISOString());
  }
  return { since: new Date(until - length).toISOString(), until: new Date(until).toISOString(), zone: 'Europe/Berlin', step_seconds: seconds, starts };
}

/** How much there is in a stretch, all in all. */
export function total(url: URL): number {
  const { since, until } = stretch(url);
  return (Date.parse(until) - Date.parse(since)) / 864_000;
}

/** Between 0.4 and 1, the same each time for the same seed. */
export function noise(seed: string): number {
  let hash = 2166136261;
  for (let index = 0; index < seed.length; index++) {
    hash = Math.imul(hash ^ seed.charCodeAt(index), 16777619);
  }
  hash ^= hash >>> 13;
  hash = Math.imul(hash, 0x5bd1e995);
  return 0.4 + 0.6 * (((hash ^ (hash >>> 15)) >>> 0) / 2 ** 32);
}

/** The sums of as many calls as the weight says, which is what they cost too. */
export function tally(weight: number, priced = true): Tally {
  const nano = priced ? Math.round(weight * 1.234567891e9) : null;
  const requests = Math.round(weight * 61 + 3);
  const money = (value: number | null) => ({ usd: value === null ? null : value / 1e9, nano: value });
  return {
    requests,
    errors: Math.round(requests / 160),
    attempts: Math.round(requests * 1.04),
    runs: requests,
    unpriced: priced ? 0 : requests,
    estimated: 2,
    tokens_in: requests * 8431,
    tokens_out: requests * 611,
    cache_read_tokens: requests * 6944,
    cache_write_tokens: requests * 800,
    cache_write_5m_tokens: requests * 700,
    cache_write_1h_tokens: requests * 100,
    reasoning_tokens: requests * 90,
    cost_usd: money(nano).usd,
    cost_nano: nano,
    cache_saved_usd: weight * 1.7,
    cache_saved_nano: Math.round(weight * 1.7e9),
    routing_saved_usd: weight * 0.12,
    routing_saved_nano: Math.round(weight * 0.12e9),
    fallback_usd: weight * 0.021,
    fallback_nano: Math.round(weight * 0.021e9),
    p50_ms: 1840.25,
    p95_ms: 12_400,
    p99_ms: 31_000,
  };
}
