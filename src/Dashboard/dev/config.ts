import type { ConfigAnswer, ConfigAsk, ConfigChange, ConfigEditAnswer, PricesAnswer, StorageAnswer } from '../src/api/types.ts';
import { get, post, type FakeAnswer } from './answers.ts';
import { configText } from './config-text.ts';

/** A file of made-up config that can be edited: values are spliced in as text, roughly, so that the difference can be looked at. */
let text = configText;
let earlier: string | null = null;

const parse = (of: string): Record<string, unknown> =>
  JSON.parse(of.replaceAll(/("(?:[^"\\]|\\.)*")|\/\/[^\n]*/g, (_, string: string | undefined) => string ?? '').replaceAll(/,(\s*[}\]])/g, '$1')) as Record<string, unknown>;

const hash = (of: string): string => String([...of].reduce((sum, letter) => (sum * 31 + letter.codePointAt(0)!) >>> 0, 7));

function edited(of: string, { path, value }: ConfigChange): string {
  const lines = of.split('\n');
  const key = JSON.stringify(path.at(-1));
  const parent = path.length > 1 ? lines.findIndex((line) => line.includes(`${JSON.stringify(path.at(-2))}:`)) : 0;
  const at = lines.findIndex((line, index) => index >= Math.max(0, parent) && line.includes(`${key}:`));
  if (at < 0) {
    lines.splice(Math.max(0, parent) + 1, 0, `    ${key}: ${JSON.stringify(value)},`);
  } else if (value === null) {
    lines.splice(at, 1);
  } else {
    lines[at] = lines[at]!.replace(/:\s*(\{.*\}|\[.*\]|"[^"]*"|[^,{[]+)(,?\s*(\/\/.*)?)$/, (_, __, rest: string) => `: ${JSON.stringify(value)}${rest}`);
  }
  return lines.join('\n');
}

function diff(before: string, after: string): ConfigEditAnswer['diff'] {
  const [one, other] = [before.split('\n'), after.split('\n')];
  let head = 0;
  while (head < Math.min(one.length, other.length) && one[head] === other[head]) {
    head++;
  }
  let tail = 0;
  while (tail < Math.min(one.length, other.length) - head && one.at(-1 - tail) === other.at(-1 - tail)) {
    tail++;
  }
  const same = (from: number, to: number, shift: number) => one.slice(from, to).map((line, index) => ({ kind: 'same' as const, text: line, old_line: from + index + 1, new_line: from + index + 1 + shift }));
  const [start, end] = [Math.max(0, head - 3), Math.min(one.length, one.length - tail + 3)];
  const gap = { kind: 'gap' as const, text: '', old_line: null, new_line: null };
  return [
    ...(start > 0 ? [gap] : []),
    ...same(start, head, 0),
    ...one.slice(head, one.length - tail).map((line, index) => ({ kind: 'removed' as const, text: line, old_line: head + index + 1, new_line: null })),
    ...other.slice(head, other.length - tail).map((line, index) => ({ kind: 'added' as const, text: line, old_line: null, new_line: head + index + 1 })),
    ...same(one.length - tail, end, other.length - one.length),
    ...(end < one.length ? [gap] : []),
  ];
}

function write(after: string, ask: { hash: string; preview: boolean }): ConfigEditAnswer {
  const answer = { problems: [], diff: diff(text, after), hash: hash(text), written: !ask.preview };
  if (!ask.preview) {
    [earlier, text] = [text, after];
  }
  return { ...answer, hash: hash(text) };
}

const values = (): Record<string, unknown> => parse(text);

const prices: PricesAnswer = {
  table_date: '2026-11-20',
  source: 'built in',
  prices: [
    { provider: 'anthropic', model: 'claude-sonnet-4-5', input_usd: 3, output_usd: 15, cache_read_usd: 0.3, cache_write_5m_usd: 3.75, cache_write_1h_usd: 6, source: 'built in', requests: 12840, unpriced: 0 },
    { provider: 'anthropic', model: 'claude-haiku-4-5', input_usd: 1, output_usd: 5, cache_read_usd: 0.1, cache_write_5m_usd: 1.25, cache_write_1h_usd: 2, source: 'built in', requests: 3311, unpriced: 0 },
    { provider: 'openai', model: 'gpt-4o', input_usd: 2.5, output_usd: 10, cache_read_usd: 1.25, cache_write_5m_usd: null, cache_write_1h_usd: null, source: 'built in', requests: 904, unpriced: 0 },
    { provider: 'google', model: 'gemini-2.5-flash-lite', input_usd: 0.075, output_usd: 0.3, cache_read_usd: 0.01875, cache_write_5m_usd: null, cache_write_1h_usd: null, source: 'config.json', requests: 40, unpriced: 0 },
    { provider: 'ollama', model: 'llama3.1:8b', input_usd: 0, output_usd: 0, cache_read_usd: null, cache_write_5m_usd: null, cache_write_1h_usd: null, source: 'built in', requests: 12, unpriced: 0 },
    { provider: 'my-vllm', model: 'meta-llama/Llama-3.3-70B-Instruct-with-a-name-that-goes-on-and-on-and-on-FP8-dynamic', input_usd: null, output_usd: null, cache_read_usd: null, cache_write_5m_usd: null, cache_write_1h_usd: null, source: null, requests: 210, unpriced: 198 },
    { provider: 'my-vllm', model: '<img src=x onerror=alert(1)>', input_usd: null, output_usd: null, cache_read_usd: null, cache_write_5m_usd: null, cache_write_1h_usd: null, source: null, requests: 1, unpriced: 1 },
  ],
};

const storage = (): StorageAnswer => ({ path: '/srv/relayplane/.relayplane/ledger.db', bytes: 412_880_896, calls: 1_204_331, first_call_at: '2026-08-02T07:12:09Z', deleted_before: '2026-08-29T00:00:00Z', retention_days: 90, max_size_mb: null, stores_content: false, content_bytes: 0 });

export const configAnswers: FakeAnswer[] = [
  get('/api/config', (): ConfigAnswer => ({ path: '/srv/relayplane/.relayplane/config.json', hash: hash(text), text, values: values(), problems: [], without_effect: ['cache.enabled', 'telemetry_enabled'], can_undo: earlier !== null })),
  post('/api/config', (_, body) => {
    const ask = body as ConfigAsk;
    if (ask.hash !== hash(text)) {
      return { status: 409, body: { error: { message: 'The file was changed meanwhile.' } } };
    }
    const wrong = ask.changes.filter((change) => change.path.at(-1) === 'timeZone' && change.value !== null && !String(change.value).includes('/')).map(() => 'budget.timeZone (line 25) is not a time zone that is known here; write one such as "Europe/Berlin" or "UTC"');
    return wrong.length > 0 ? { problems: wrong, diff: [], hash: hash(text), written: false } : write(ask.changes.reduce(edited, text), ask);
  }),
  post('/api/config/undo', (_, body) => write(earlier ?? text, body as ConfigAsk)),
  get('/api/prices', (url) => ({ ...prices, prices: prices.prices.filter((price) => price.model.includes(url.searchParams.get('text') ?? '')) })),
  get('/api/storage', storage),
];
