// Replays recorded or translated replies through the official SDKs, as a client would read them.
// stdin: JSON lines {"id", "client": "messages" | "chat" | "responses" | "generate", "stream", "body"}; the body is the reply's text.
// stdout: one line for each, in order: {"id", "ok", "error"?, "text", "tools": [{"name", "arguments"}], "stop", "usage": {"in", "out"}}.
// Arguments are the JSON text of what the SDK parsed; "in" counts all input, cached or not.
import { createInterface } from 'node:readline';
import Anthropic from '@anthropic-ai/sdk';
import { GoogleGenAI } from '@google/genai';
import OpenAI from 'openai';

const patience = 10_000; // milliseconds for one reply; an accumulator that waits for more has not accepted it
const lanes = 16; // so many replies are read at once
const current = new Map();

/** A fetch that answers with the body whose id the request carries. */
async function replay(_, init) {
  const id = new Headers(init.headers).get('x-replay');
  const { body, stream } = current.get(id);
  return new Response(body, { status: 200, headers: { 'content-type': stream ? 'text/event-stream' : 'application/json' } });
}

const options = { apiKey: 'replay', maxRetries: 0, fetch: replay };
const anthropic = new Anthropic({ ...options, baseURL: 'http://127.0.0.1:1' });
const openai = new OpenAI({ ...options, baseURL: 'http://127.0.0.1:1/v1' });
const plain = globalThis.fetch;
globalThis.fetch = (url, init) => (init?.headers && new Headers(init.headers).has('x-replay') ? replay(url, init) : plain(url, init));

const asText = (value) => (typeof value === 'string' ? value : JSON.stringify(value ?? {}));

const readers = {
  async messages(row, headers) {
    const ask = { model: 'replay', max_tokens: 1, messages: [{ role: 'user', content: 'replay' }] };
    const message = row.stream ? await anthropic.messages.stream(ask, { headers }).finalMessage() : await anthropic.messages.create(ask, { headers });
    const usage = message.usage ?? {};
    return {
      text: message.content.filter((block) => block.type === 'text').map((block) => block.text).join(''),
      tools: message.content.filter((block) => block.type === 'tool_use').map((block) => ({ name: block.name, arguments: asText(block.input) })),
      stop: message.stop_reason,
      usage: { in: (usage.input_tokens ?? 0) + (usage.cache_read_input_tokens ?? 0) + (usage.cache_creation_input_tokens ?? 0), out: usage.output_tokens ?? 0 },
    };
  },

  async chat(row, headers) {
    const ask = { model: 'replay', messages: [{ role: 'user', content: 'replay' }] };
    const completion = row.stream
      ? await openai.chat.completions.stream({ ...ask, stream_options: { include_usage: true } }, { headers }).finalChatCompletion()
      : await openai.chat.completions.create(ask, { headers });
    const [choice] = completion.choices;
    return {
      text: choice?.message.content ?? '',
      tools: (choice?.message.tool_calls ?? []).map((call) =>
        call.type === 'custom' ? { name: call.custom.name, arguments: call.custom.input } : { name: call.function.name, arguments: call.function.arguments }),
      stop: choice?.finish_reason ?? null,
      usage: { in: completion.usage?.prompt_tokens ?? 0, out: completion.usage?.completion_tokens ?? 0 },
    };
  },

  async responses(row, headers) {
    const ask = { model: 'replay', input: 'replay' };
    const response = row.stream ? await openai.responses.stream(ask, { headers }).finalResponse() : await openai.responses.create(ask, { headers });
    return {
      text: response.output_text ?? '',
      tools: response.output.filter((item) => item.type === 'function_call' || item.type === 'custom_tool_call')
        .map((item) => ({ name: item.name, arguments: item.arguments ?? item.input })),
      stop: response.incomplete_details?.reason ?? response.status,
      usage: { in: response.usage?.input_tokens ?? 0, out: response.usage?.output_tokens ?? 0 },
    };
  },

  async generate(row, headers) {
    const client = new GoogleGenAI({ apiKey: 'replay', httpOptions: { baseUrl: 'http://127.0.0.1:1', headers } });
    const ask = { model: 'replay', contents: 'replay' };
    const pieces = [];
    if (row.stream) {
      for await (const piece of await client.models.generateContentStream(ask)) {
        pieces.push(piece);
      }
    } else {
      pieces.push(await client.models.generateContent(ask));
    }
    const parts = pieces.flatMap((piece) => piece.candidates?.[0]?.content?.parts ?? []);
    const usage = pieces.findLast((piece) => piece.usageMetadata)?.usageMetadata ?? {};
    return {
      text: parts.filter((part) => part.text && !part.thought).map((part) => part.text).join(''),
      tools: parts.filter((part) => part.functionCall).map((part) => ({ name: part.functionCall.name, arguments: asText(part.functionCall.args) })),
      stop: pieces.findLast((piece) => piece.candidates?.[0]?.finishReason)?.candidates[0].finishReason ?? pieces.at(-1)?.promptFeedback?.blockReason ?? null,
      usage: { in: usage.promptTokenCount ?? 0, out: (usage.candidatesTokenCount ?? 0) + (usage.thoughtsTokenCount ?? 0) },
    };
  },
};

async function answer(row, key) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no end within ${patience} ms`)), patience);
  });
  try {
    current.set(key, row);
    return { id: row.id, ok: true, ...(await Promise.race([readers[row.client](row, { 'x-replay': key }), late])) };
  } catch (error) {
    return { id: row.id, ok: false, error: `${error?.constructor?.name}: ${error?.message}`, text: '', tools: [], stop: null, usage: { in: 0, out: 0 } };
  } finally {
    clearTimeout(timer);
    current.delete(key);
  }
}

// An SDK may leave a second rejection behind on a bad stream; the row has been reported by then.
process.on('unhandledRejection', () => {});
// The SDKs warn about what they deprecate; only the lines below belong on the output.
console.warn = console.log = console.debug = console.info = () => {};

const write = (line) => new Promise((resolve) => process.stdout.write(line, resolve));
let pending = [];
let number = 0;
for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
  if (line) {
    pending.push(answer(JSON.parse(line), `${number++}`));
    if (pending.length === lanes) {
      await write((await Promise.all(pending)).map((result) => JSON.stringify(result) + '\n').join(''));
      pending = [];
    }
  }
}
await write((await Promise.all(pending)).map((result) => JSON.stringify(result) + '\n').join(''));
process.exit(0);
