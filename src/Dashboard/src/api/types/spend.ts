/** What is spent and how fast: sums over many calls. */

/** The sums over a group of calls that run a model: what `relayplane stats --json` prints. */
export interface Tally {
  requests: number;
  errors: number;
  attempts: number;
  runs: number;
  unpriced: number;
  estimated: number;
  tokens_in: number;
  tokens_out: number;
  cache_read_tokens: number;
  cache_write_tokens: number;
  cache_write_5m_tokens: number;
  cache_write_1h_tokens: number;
  reasoning_tokens: number;
  cost_usd: number | null;
  cost_nano: number | null;
  cache_saved_usd: number;
  cache_saved_nano: number;
  routing_saved_usd: number;
  routing_saved_nano: number;
  fallback_usd: number;
  fallback_nano: number;
  p50_ms: number | null;
  p95_ms: number | null;
  p99_ms: number | null;
}

/** One group with its sums. */
export interface StatsRow extends Tally {
  key: string;
  model?: string;
  provider?: string;
  day?: string;
  status?: string;
  agent?: string;
  session?: string;
  client?: string;
  route?: string;
  tier?: string;
}

/** GET /api/stats?by=a[,b]&since&until&zone&limit */
export interface StatsAnswer {
  since: string;
  until?: string;
  zone: string;
  by: string;
  rows: StatsRow[];
  rest?: Tally;
  total: Tally;
  other_requests: number;
}

/** What was spent since a moment. */
export interface Spend {
  since: string;
  requests: number;
  unpriced: number;
  cost_usd: number | null;
  cost_nano: number | null;
}

/** What clients never saw: attempts that a provider refused in calls that were answered all the same. */
export interface Absorbed {
  /** Calls that were answered after at least one refused attempt. */
  calls: number;
  rate_limited: number;
  overloaded: number;
  faulted: number;
  timed_out: number;
  /** Calls that stood in a queue, and for how long together. */
  waited_calls: number;
  waited_ms: number;
  /** Calls that another target than the first of the plan answered. */
  fallbacks: number;
  /** Calls whose client did see a 429, a 529 or a 503 that means waiting ran out: it should be 0. */
  seen: number;
}

/** GET /api/summary?since&until&zone */
export interface SummaryAnswer {
  at: string;
  version: string;
  uptime_seconds: number;
  since: string;
  until: string | null;
  zone: string;
  /** Since local midnight, and the last 7 and 30 times 24 hours. */
  today: Spend;
  week: Spend;
  month: Spend;
  total: Tally;
  /** The stretch of the same length before; null where the ledger does not reach back that far. */
  before: Tally | null;
  other_requests: number;
  absorbed: Absorbed;
  /** Null while the ledger is empty. */
  first_call_at: string | null;
  last_call_at: string | null;
  ledger: { written: number; pending: number; lost: number; last_error: string | null };
  gateway: { status: string; reason: string | null; open: number; waiting: number; calls: number; failed: number };
}

/** One group over time: a value for each step. */
export interface SeriesRow {
  key: string;
  requests: number[];
  errors: number[];
  unpriced: number[];
  tokens_in: number[];
  tokens_out: number[];
  cache_read_tokens: number[];
  cost_nano: number[];
}

/** GET /api/series?by=model|provider|agent|client|route|status&since&until&zone&most: rows costliest first, `rest` sums those beyond `most` (8).
 * Without `until` it ends now: a call that arrived later than now, as the clock was set back since, is only in sums without an end. */
export interface SeriesAnswer {
  since: string;
  until: string;
  zone: string;
  by: string;
  step_seconds: number;
  /** When each step begins; days follow the zone. */
  starts: string[];
  rows: SeriesRow[];
  rest: SeriesRow | null;
}

/** A distribution: milliseconds, or tokens per second. Null where nothing was counted. */
export interface Spread {
  count: number;
  p50: number | null;
  p90: number | null;
  p95: number | null;
  p99: number | null;
  buckets: { from: number; to: number; count: number }[];
}

/** A distribution as a whole and over time. */
export interface SpreadSeries {
  whole: Spread;
  p50: (number | null)[];
  p95: (number | null)[];
}

/** One group with each of its distributions. */
export interface LatencyRow {
  key: string;
  requests: number;
  queue: SpreadSeries;
  first_token: SpreadSeries;
  /** Output tokens a second, from the first token on. */
  speed: SpreadSeries;
  total: SpreadSeries;
}

/** GET /api/latency?by=model|provider|route&since&until&zone&most: `all` sums every row. */
export interface LatencyAnswer {
  since: string;
  until: string;
  zone: string;
  by: string;
  step_seconds: number;
  starts: string[];
  all: LatencyRow;
  rows: LatencyRow[];
}

/** One target of one route. */
export interface RouteRow {
  /** Empty for calls that no route took. */
  route: string;
  provider: string;
  model: string;
  requests: number;
  errors: number;
  /** Calls that came here from a target before it in the plan. */
  fallbacks: number;
  absorbed: number;
  cost_nano: number | null;
  cost_usd: number | null;
  p50_ms: number | null;
  p95_ms: number | null;
  over_time: { requests: number[]; fallbacks: number[] };
}

/** GET /api/routes?since&until&zone */
export interface RoutesAnswer {
  since: string;
  until: string;
  zone: string;
  step_seconds: number;
  starts: string[];
  rows: RouteRow[];
}
