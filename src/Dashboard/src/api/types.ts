/**
 * What `/api/*` answers. Names are the ledger's. Money is an exact integer of nano-dollars beside the same in dollars, null where unknown.
 * Times are ISO 8601 in UTC, durations milliseconds unless a name says otherwise.
 */

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

export interface SpreadSeries {
  whole: Spread;
  p50: (number | null)[];
  p95: (number | null)[];
}

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

/** A call in a list. */
export interface CallRow {
  id: string;
  at: string;
  api: string;
  endpoint: string;
  stream: boolean;
  model_requested: string | null;
  /** Of the last attempt; null where nothing was sent. */
  model: string | null;
  provider: string | null;
  client: string | null;
  agent: string | null;
  session: string | null;
  route: string | null;
  status: number | null;
  /** answered, refused, failed or cancelled. */
  outcome: string;
  error: string | null;
  queue_ms: number;
  first_byte_ms: number | null;
  total_ms: number;
  tokens_in: number;
  tokens_out: number;
  cache_read_tokens: number;
  cost_usd: number | null;
  cost_nano: number | null;
  /** Attempts that cost something unknown. */
  unpriced: number;
  estimated: boolean;
  attempts: number;
  fallback: boolean;
}

/**
 * GET /api/calls?limit&cursor&since&until&zone&sort=newest|oldest|cost|duration&model&provider&agent&client&session&route&status&outcome&api
 *   &min_cost_usd&max_cost_usd&min_ms&max_ms&text. `status` may be `429`, `4xx`; a filter given twice takes either. `/api/calls.csv`: the same as a file.
 */
export interface CallsAnswer {
  calls: CallRow[];
  /** For the next page; null at the end. A page may be short, or empty, before the end: one answer looks at a bounded number of calls. */
  next: string | null;
  /** How far back this page has looked. */
  looked_back_to: string | null;
}

export interface Usage {
  input_tokens: number;
  cache_read_tokens: number;
  cache_write_5m_tokens: number;
  cache_write_1h_tokens: number;
  output_tokens: number;
  reasoning_tokens: number;
  input_audio_tokens: number;
  cache_read_audio_tokens: number;
  output_audio_tokens: number;
  web_searches: number;
}

export interface Arithmetic {
  terms: { count: number; of: string; rate_usd: number; per: number; usd: number }[];
  times: Record<string, number>;
  exact_usd: number;
  cost_nano: number;
  matches: boolean;
}

export interface AttemptAnswer {
  number: number;
  at: string;
  /** From the call's arrival to when this was sent; null for calls recorded before it was kept. */
  start_ms: number | null;
  /** Of a connection that had to be opened for it; null where one was open, or unknown. */
  connect_ms: number | null;
  provider: string;
  model: string;
  model_returned: string | null;
  key: string | null;
  /** answered, rejected, rate_limited, overloaded, faulted, timed_out or cancelled. */
  verdict: string;
  status: number | null;
  request_id: string | null;
  first_byte_ms: number | null;
  total_ms: number;
  partial: boolean;
  error: string | null;
  usage: Usage | null;
  raw_usage: unknown;
  price_status: string | null;
  cost_usd: number | null;
  cost_nano: number | null;
  price_provider: string | null;
  price_model: string | null;
  basis: unknown;
  arithmetic: Arithmetic | null;
}

/** GET /api/calls/{id}: what `relayplane call ID --json` prints. */
export interface CallAnswer {
  id: string;
  at: string;
  api: string;
  endpoint: string;
  method: string;
  path: string;
  stream: boolean;
  client: string | null;
  agent: string | null;
  parent_agent: string | null;
  session: string | null;
  tags: unknown;
  model_requested: string | null;
  model: string | null;
  provider: string | null;
  plan: string | null;
  route: string | null;
  reason: string | null;
  status: number | null;
  outcome: string;
  error: string | null;
  queue_ms: number;
  waited_for: string | null;
  first_byte_ms: number | null;
  total_ms: number;
  bytes_in: number;
  bytes_out: number;
  dropped: string | null;
  budget: string | null;
  cost_usd: number | null;
  cost_nano: number | null;
  unpriced: number;
  estimated: boolean;
  attempts: AttemptAnswer[];
}

/** GET /api/calls/{id}/content: what was sent and answered, where `ledger.storeContent` is on; 404 where nothing is stored. Headers carry no secret. */
export interface ContentAnswer {
  request_headers: { name: string; value: string }[];
  reply_headers: { name: string; value: string }[];
  request: string | null;
  reply: string | null;
  /** Whether a part was too long to be kept whole. */
  request_cut: boolean;
  reply_cut: boolean;
}

/** GET /api/errors?limit: attempts that a provider refused or broke off, the newest first. */
export interface ErrorsAnswer {
  errors: {
    at: string;
    call: string;
    provider: string;
    model: string;
    key: string | null;
    verdict: string;
    status: number | null;
    request_id: string | null;
    error: string | null;
  }[];
}

export interface LimitState {
  kind: string;
  perMinute: number;
  level: number;
  capacity: number;
}

export interface LaneReport {
  provider: string;
  key: string;
  class: string;
  /** open, held (by a person), paused (asked by the provider), probing, cooling, exhausted or dead. */
  state: string;
  until: string | null;
  reason: string | null;
  limits: LimitState[];
  blind: boolean;
  inFlight: number;
  calls: number;
  rateLimited: number;
}

export interface QueueReport {
  provider: string;
  class: string;
  keys: string[];
  waiting: number;
  tokens: number;
  expectedWaitSeconds: number | null;
  waitsFor: string | null;
  demand: number | null;
  waited: { calls: number; meanSeconds: number; longestSeconds: number };
}

/** GET /api/limits */
export interface LimitsAnswer {
  at: string;
  clientRateLimited: number;
  upstreamRateLimited: number;
  unsettled: number;
  lanes: LaneReport[];
  queues: QueueReport[];
}

/**
 * GET /api/providers: those that are configured. POST /api/providers/{name}/drain|resume|reset, POST /api/providers/{name}/keys/{label}/pause|resume|reset: 204.
 * Drain and pause let no further call go to the keys; those under way end. They hold until resumed, or until the gateway ends. Reset forgets cooldowns and breakers.
 */
export interface ProvidersAnswer {
  providers: {
    name: string;
    base_url: string;
    /** Null: the client's own key is used, or none is needed. */
    keys: { label: string; held: boolean; in_flight: number }[];
    keyless: boolean;
    held: boolean;
    in_flight: number;
    /** As well as its best key: a state of LaneReport; null before the first call. */
    state: string | null;
  }[];
}

/** GET /api/sessions?since&until&zone&order=last|cost&limit&cursor */
export interface SessionsAnswer {
  sessions: SessionRow[];
  next: string | null;
}

export interface SessionRow extends Tally {
  session: string;
  first_at: string;
  last_at: string;
  agents: string[];
}

/** GET /api/session?name=…: agents in a tree, each with its newest calls in order (200 at most in all). */
export interface SessionAnswer {
  session: string;
  first_at: string;
  last_at: string;
  total: Tally;
  agents: AgentBranch[];
}

export interface AgentBranch {
  /** What its calls were recorded under; empty for calls of no agent. */
  key: string;
  name: string;
  parent: string | null;
  total: Tally;
  calls: CallRow[];
}

/** GET /api/agents?since&until&zone. POST /api/agents/rename {key, name}: 204; an empty name takes it back. */
export interface AgentsAnswer {
  agents: AgentRow[];
}

export interface AgentRow extends Tally {
  key: string;
  name: string;
  /** Loop alerts (`repetition`, `velocity`) in the time asked for. */
  loops: number;
}

export interface BudgetLine {
  name: string;
  key: string;
  of: string | null;
  unit: 'usd' | 'tokens';
  limit: number;
  spent: number;
  reserved: number;
  percent: number;
  resetsAt: string | null;
  onBreach: string;
}

/** GET /api/budgets. POST /api/budgets/reset {periods: string[], scope?: string, name?: string}: 204. */
export interface BudgetsAnswer {
  at: string;
  enabled: boolean;
  window: string;
  timeZone: string;
  waiting: number;
  unpriced: number;
  budgets: BudgetLine[];
  terms: string | null;
}

/** GET /api/alerts?limit: the newest first. */
export interface AlertsAnswer {
  alerts: Alert[];
}

export interface Alert {
  id: string;
  type: string;
  severity: 'info' | 'warning' | 'critical';
  message: string;
  key: string;
  at: string;
  /** Whether every webhook took it; absent where none was to. */
  delivered?: boolean;
  data: AlertData;
}

/** The figures behind an alert; what does not apply is absent. */
export interface AlertData {
  call?: string;
  model?: string;
  calls?: number;
  usualCalls?: number;
  usd?: number;
  usualUsd?: number;
  limitUsd?: number;
  windowSeconds?: number;
  budget?: string;
  scope?: string;
  percent?: number;
  resetsAt?: string;
}

/** GET /api/config: the file as the CLI reads it. Literal secrets are shown as `••••`. */
export interface ConfigAnswer {
  path: string;
  /** Of the file's bytes; an edit names the one it is based on. */
  hash: string;
  /** With comments, secrets masked; empty where there is no file. */
  text: string;
  /** What it holds, secrets masked. */
  values: Record<string, unknown>;
  /** What is wrong with the file; the config before it is in force then. */
  problems: string[];
  /** Keys that do nothing. */
  without_effect: string[];
  /** Whether the last edit of this page can be undone. */
  can_undo: boolean;
}

export interface ConfigChange {
  path: string[];
  /** Null takes the key out. */
  value: unknown;
}

/** POST /api/config; 409 where `hash` is not the file's any more. */
export interface ConfigAsk {
  hash: string;
  changes: ConfigChange[];
  /** Only says what would change. */
  preview: boolean;
}

/** Also of POST /api/config/undo {hash, preview}. */
export interface ConfigEditAnswer {
  /** Where there are any, nothing was written. */
  problems: string[];
  diff: { kind: 'same' | 'added' | 'removed' | 'gap'; text: string; old_line: number | null; new_line: number | null }[];
  hash: string;
  written: boolean;
}

/** GET /api/prices: of the models that were called in the last 30 days, or of those whose name has `text`. Dollars per million tokens. */
export interface PricesAnswer {
  /** The date of the table and where it comes from. */
  table_date: string;
  source: string;
  prices: {
    provider: string;
    model: string;
    /** Null where unknown. */
    input_usd: number | null;
    output_usd: number | null;
    cache_read_usd: number | null;
    cache_write_5m_usd: number | null;
    cache_write_1h_usd: number | null;
    source: string | null;
    requests: number;
    unpriced: number;
  }[];
}

/** GET /api/storage */
export interface StorageAnswer {
  path: string;
  bytes: number;
  calls: number;
  first_call_at: string | null;
  deleted_before: string | null;
  retention_days: number | null;
  max_size_mb: number | null;
  stores_content: boolean;
  content_bytes: number;
}

/** POST /api/try {api: 'anthropic' | 'openai' | 'gemini'}: a call to the sandbox, through the gateway as a client's would. */
export interface TryAnswer {
  call: string;
  status: number;
  text: string;
  total_ms: number;
}

/** Any answer that is no 2xx. */
export interface Problem {
  error: { message: string };
}

/**
 * GET /api/events: server-sent events. The id of each is where to go on (`Last-Event-ID`).
 *   calls    {calls: CallRow[], more: number}: written since, the newest 100 at most; `more` counts those left out. At most 4 a second.
 *   gateway  {open, waiting, calls, failed, status, reason}: when changed, at most one a second.
 *   limits   LimitsAnswer: when changed, at most one a second.
 *   budgets  BudgetsAnswer: when changed, at most one a second.
 *   alert    Alert.
 *   config   {hash}: the file was read anew.
 */
export interface EventCalls {
  calls: CallRow[];
  more: number;
}

export interface EventGateway {
  open: number;
  waiting: number;
  calls: number;
  failed: number;
  status: string;
  reason: string | null;
}
