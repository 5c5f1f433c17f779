/** Calls, one by one. */
import type { CallDecision } from './routing';

/** A call in a list. */
export interface CallRow {
  id: string;
  at: string;
  api: string;
  endpoint: string;
  stream: boolean;
  model_requested: string | null;
  /** Of the attempt that the reply came from; null where nothing was sent. */
  model: string | null;
  provider: string | null;
  client: string | null;
  agent: string | null;
  session: string | null;
  route: string | null;
  /** What routing thought that the call needs: simple, moderate or complex; null where it was not asked. */
  tier: string | null;
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
 * GET /api/calls?limit&cursor&since&until&zone&sort=newest|oldest|cost|duration&model&provider&agent&client&session&route&tier&status&outcome&api
 *   &min_cost_usd&max_cost_usd&min_ms&max_ms&text. `status` may be `429`, `4xx`; a filter given twice takes either. `/api/calls.csv`: the same as a file.
 */
export interface CallsAnswer {
  calls: CallRow[];
  /** For the next page; null at the end. A page may be short, or empty, before the end: one answer looks at a bounded number of calls. */
  next: string | null;
  /** How far back this page has looked. */
  looked_back_to: string | null;
}

/** What an attempt used, in classes that do not overlap but for reasoning and audio. */
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

/** How the cost of an attempt comes about, from the rates that were stored with it. */
export interface Arithmetic {
  terms: { count: number; of: string; rate_usd: number; per: number; usd: number }[];
  times: Record<string, number>;
  exact_usd: number;
  cost_nano: number;
  matches: boolean;
}

/** One attempt of a call. */
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
  /** What made the call climb to the next model after it, such as `refusal`; null where nothing did. */
  escalated: string | null;
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
  /** What routing thought of it; null where it looked at nothing. */
  decision: CallDecision | null;
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
