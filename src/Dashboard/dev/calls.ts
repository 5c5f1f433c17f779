import type { AttemptAnswer, CallAnswer, CallRow, CallsAnswer, ContentAnswer } from '../src/api/types.ts';
import { fits, readFilters, readSort } from '../src/views/calls/filters.ts';
import type { FakeAnswer } from './answers.ts';
import { calls } from './made-calls.ts';
import { decisionOf, label } from './routing.ts';

/** Calls that one answer looks at, so that searches for what is rare take several. */
const looks = 700;

function list(url: URL): CallsAnswer {
  const filters = readFilters(url.searchParams);
  const sort = readSort(url.searchParams);
  const limit = Number(url.searchParams.get('limit') ?? 50);
  const from = Number(url.searchParams.get('cursor') ?? 0);
  const since = sinceOf(url.searchParams.get('since') ?? '24h');
  const until = Date.parse(url.searchParams.get('until') ?? '') || Infinity;
  const by: Record<typeof sort, (one: CallRow, other: CallRow) => number> = {
    newest: (one, other) => Date.parse(other.at) - Date.parse(one.at),
    oldest: (one, other) => Date.parse(one.at) - Date.parse(other.at),
    cost: (one, other) => (other.cost_nano ?? -1) - (one.cost_nano ?? -1),
    duration: (one, other) => other.total_ms - one.total_ms,
  };
  const all = calls.filter((call) => Date.parse(call.at) >= since && Date.parse(call.at) < until).sort(by[sort]);
  const found: CallRow[] = [];
  let at = from;
  for (; at < all.length && found.length < limit && at < from + looks; at++) {
    if (fits(all[at]!, filters) !== false) {
      found.push(all[at]!);
    }
  }
  return { calls: found, next: at < all.length ? String(at) : null, looked_back_to: all[at - 1]?.at ?? null };
}

function sinceOf(text: string): number {
  const unit = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 }[text.at(-1)!];
  return unit ? Date.now() - Number(text.slice(0, -1)) * unit * 1000 : Date.parse(text);
}

function whole(row: CallRow): CallAnswer {
  const old = row.id.endsWith('9');
  return {
    ...row,
    method: 'POST',
    path: row.api === 'anthropic' ? '/v1/messages' : '/v1/chat/completions',
    parent_agent: row.agent === 'tester' ? 'main' : null,
    tags: { team: 'search', feature: '<i>rank</i>' },
    plan: row.attempts === 0 ? null : `${row.provider}/${row.model}, openai/gpt-4o, google/gemini-2.5-flash`,
    reason: row.route === null ? 'The provider of the model' : `Route ${row.route}`,
    waited_for: row.queue_ms > 1 ? 'InputTokens' : null,
    bytes_in: 48_210,
    bytes_out: 9_120,
    dropped: row.fallback ? 'thinking, cache_control' : null,
    budget: row.outcome === 'refused' ? 'daily 100 %, block' : 'daily 82 %',
    decision: decisionOf(row),
    attempts: Array.from({ length: row.attempts }, (_, index) => attempt(row, index, old)),
  };
}

function attempt(row: CallRow, index: number, old: boolean): AttemptAnswer {
  const last = index === row.attempts - 1;
  const each = (row.total_ms - row.queue_ms) / (row.attempts * 1.3);
  const start = row.queue_ms + 0.4 + index * each * 1.3;
  const good = last && row.outcome === 'answered';
  const priced = good && row.cost_nano !== null;
  const fresh = row.tokens_in - row.cache_read_tokens;
  const usd = row.cost_usd ?? 0;
  return {
    number: index + 1,
    at: row.at,
    start_ms: old ? null : start,
    connect_ms: index === 0 && !old ? 38.2 : null,
    provider: row.provider ?? '',
    model: row.model ?? '',
    model_returned: good ? row.model : null,
    key: 'team-a',
    verdict: good ? 'answered' : last ? { refused: 'rejected', failed: 'faulted', cancelled: 'cancelled' }[row.outcome] ?? 'faulted' : index === 0 ? 'rate_limited' : 'overloaded',
    status: good ? 200 : last ? row.status : index === 0 ? 429 : 529,
    request_id: `req_011CVd${row.id}${index}`,
    first_byte_ms: good ? each * 0.3 : last ? null : each * 0.9,
    total_ms: each,
    escalated: index === 0 && !last && row.tokens_out % 2 === 0 ? 'bad_tool_call' : null,
    partial: row.outcome === 'cancelled',
    error: good ? null : last ? row.error : 'This request would exceed your organization’s rate limit of 400,000 input tokens per minute.',
    usage: good || row.outcome === 'cancelled' ? { input_tokens: fresh, cache_read_tokens: row.cache_read_tokens, cache_write_5m_tokens: 0, cache_write_1h_tokens: 0, output_tokens: row.tokens_out, reasoning_tokens: Math.floor(row.tokens_out / 3), input_audio_tokens: 0, cache_read_audio_tokens: 0, output_audio_tokens: 0, web_searches: 0 } : null,
    raw_usage: good ? { input_tokens: fresh, cache_read_input_tokens: row.cache_read_tokens, output_tokens: row.tokens_out, service_tier: 'standard' } : null,
    price_status: good ? (priced ? 'priced' : 'unpriced') : null,
    cost_usd: last ? row.cost_usd : null,
    cost_nano: last ? row.cost_nano : null,
    price_provider: priced ? row.provider : null,
    price_model: priced ? row.model : null,
    basis: priced ? { rates: { input: 3, output: 15, cache_read: 0.3 } } : null,
    arithmetic: priced ? { terms: [{ count: fresh, of: 'input', rate_usd: 3, per: 1e6, usd: (fresh * 3) / 1e6 }, { count: row.cache_read_tokens, of: 'cache read', rate_usd: 0.3, per: 1e6, usd: (row.cache_read_tokens * 0.3) / 1e6 }, { count: row.tokens_out, of: 'output', rate_usd: 15, per: 1e6, usd: (row.tokens_out * 15) / 1e6 }].filter((term) => term.count > 0), times: row.tokens_out % 5 === 0 ? { priority: 1.25 } : {}, exact_usd: usd, cost_nano: row.cost_nano ?? 0, matches: row.tokens_out % 7 !== 0 } : null,
  };
}

const content: ContentAnswer = {
  request_headers: [{ name: 'content-type', value: 'application/json' }, { name: 'anthropic-version', value: '2023-06-01' }, { name: 'x-api-key', value: '••••' }],
  reply_headers: [{ name: 'content-type', value: 'text/event-stream' }, { name: 'request-id', value: 'req_011CVd' }],
  request: '{"model":"claude-sonnet-4-5","max_tokens":1024,"seed":12345678901234567890,"stop":[],"metadata":{},"messages":[{"role":"user","content":"Say <b>hello</b>, and \\"why\\"."}]}',
  reply: 'event: message_start\ndata: {"type":"message_start"}\n\nevent: content_block_delta\ndata: {"delta":{"text":"Hello"}}\n\n'.repeat(20),
  request_cut: false,
  reply_cut: true,
};

const one = /^\/api\/calls\/([^/]+)(\/content)?$/;

/** The history of calls, one call, and its content: kept for those whose id ends in an even digit. */
export const callAnswers: FakeAnswer[] = [
  label,
  { fits: (method, path) => method === 'GET' && path === '/api/calls', reply: list },
  {
    fits: (method, path) => method === 'GET' && one.test(path),
    reply: (url) => {
      const [, id, part] = one.exec(url.pathname)!;
      const row = calls.find((call) => call.id === id);
      if (part) {
        return /[02468]$/.test(id!) ? content : { status: 404, body: { error: { message: 'The content of calls is not stored. To store it from now on, set "ledger": { "storeContent": true } in the config.' } } };
      }
      return row ? whole(row) : { status: 404, body: { error: { message: `No call has the id ${id}. It may have been deleted with its age.` } } };
    },
  },
];
