import type { CallRow } from '../../../src/api/types';

/** A call that nothing is odd about, but for what a test says. */
export function call(id: string, changes: Partial<CallRow> = {}): CallRow {
  return {
    id, at: '2026-11-29T10:00:00.000Z', api: 'anthropic', endpoint: 'messages', stream: true, model_requested: 'claude-sonnet-4-5', model: 'claude-sonnet-4-5',
    provider: 'anthropic', client: 'claude-code', agent: 'main', session: 'S-1', route: 'claude', tier: 'simple', status: 200, outcome: 'answered', error: null, queue_ms: 0,
    first_byte_ms: 400, total_ms: 1000, tokens_in: 100, tokens_out: 10, cache_read_tokens: 0, cost_usd: 0.01, cost_nano: 10_000_000, unpriced: 0, estimated: false,
    attempts: 1, fallback: false, ...changes,
  };
}

/** A call so many seconds after the first. */
export const callAt = (seconds: number, id = `at-${String(seconds).padStart(5, '0')}`): CallRow => call(id, { at: new Date(Date.parse('2026-11-29T10:00:00Z') + seconds * 1000).toISOString() });

/** Calls of each second from the later down to the earlier. */
export const callsDown = (from: number, to: number): CallRow[] => Array.from({ length: from - to + 1 }, (_, index) => callAt(from - index));
