// The four client formats, each through its official SDK, behind one face: a conversation that says something and hears an answer, streamed or not.
// Every stream is held to its format's order of events, so that an answer that was put together from two would not pass.
import Anthropic from '@anthropic-ai/sdk';
import { GoogleGenAI } from '@google/genai';
import OpenAI from 'openai';
import { assert, weather } from './expect.mjs';

/** What a client that wants JSON asks for. */
export const report = {
  type: 'object', properties: { city: { type: 'string' }, degrees: { type: 'number' } }, required: ['city', 'degrees'], additionalProperties: false,
};

/** So much may be written that no answer runs into it by the client's own wish. */
const room = 8192;

const only = (events, is, what) => {
  const found = events.filter(is);
  assert.equal(found.length, 1, `${found.length} of ${what}`);
  return found[0];
};

/** A fetch that adds headers, and remembers of its last reply the status, the headers, and the pieces in which it came. */
function watched(extra) {
  const seen = { status: 0, headers: new Headers(), pieces: [] };
  const fetch = async (url, init) => {
    const headers = new Headers(init.headers);
    Object.entries(extra).forEach(([name, value]) => headers.set(name, value));
    const reply = await globalThis.fetch(url, { ...init, headers });
    const decoder = new TextDecoder();
    Object.assign(seen, { status: reply.status, headers: reply.headers, pieces: [] });
    const watch = new TransformStream({
      transform(piece, on) {
        seen.pieces.push(decoder.decode(piece, { stream: true }));
        on.enqueue(piece);
      },
    });
    return new Response(reply.body?.pipeThrough(watch), { status: reply.status, headers: reply.headers });
  };
  return { seen, fetch };
}

const messages = (baseURL, fetch) => {
  const client = new Anthropic({ baseURL, apiKey: 'relayplane', maxRetries: 0, fetch });
  return {
    said: (text) => [{ role: 'user', content: text }],
    results: (calls, text) => [{ role: 'user', content: calls.map((call) => ({ type: 'tool_result', tool_use_id: call.id, content: text })) }],
    answered: (message) => [{ role: 'assistant', content: message.content }],
    body: (model, history, { tools, json }) => ({
      model, max_tokens: room, messages: history,
      ...(tools && { tools: [{ name: weather.name, description: weather.description, input_schema: weather.schema }] }),
      ...(json && { output_config: { format: { type: 'json_schema', schema: report } } }),
    }),
    whole: (body) => client.messages.create(body),
    async streamed(body) {
      const stream = client.messages.stream(body);
      const events = [];
      stream.on('streamEvent', (event) => events.push(event));
      const message = await stream.finalMessage();
      assert.equal(events[0].type, 'message_start');
      assert.equal(events.at(-1).type, 'message_stop');
      only(events, (event) => event.type === 'message_start', 'message_start');
      only(events, (event) => event.type === 'message_stop', 'message_stop');
      only(events, (event) => event.type === 'message_delta', 'message_delta');
      const blocks = events.filter((event) => event.type === 'content_block_start' || event.type === 'content_block_stop').map((event) => `${event.type} ${event.index}`);
      assert.deepEqual(blocks, message.content.flatMap((_, index) => [`content_block_start ${index}`, `content_block_stop ${index}`]));
      return message;
    },
    read: ({ model, content, stop_reason, usage }) => ({
      model,
      text: content.filter((block) => block.type === 'text').map((block) => block.text).join(''),
      calls: content.filter((block) => block.type === 'tool_use').map((block) => ({ id: block.id, name: block.name, arguments: block.input })),
      stop: { end_turn: 'end', tool_use: 'tools' }[stop_reason] ?? stop_reason,
      usage: { in: usage.input_tokens, out: usage.output_tokens },
    }),
  };
};

const chat = (url, fetch) => {
  const client = new OpenAI({ baseURL: `${url}/v1`, apiKey: 'relayplane', maxRetries: 0, fetch });
  return {
    said: (text) => [{ role: 'user', content: text }],
    results: (calls, text) => calls.map((call) => ({ role: 'tool', tool_call_id: call.id, content: text })),
    answered: (completion) => [completion.choices[0].message],
    body: (model, history, { tools, json }) => ({
      model, max_completion_tokens: room, messages: history,
      ...(tools && { tools: [{ type: 'function', function: { name: weather.name, description: weather.description, parameters: weather.schema } }] }),
      ...(json && { response_format: { type: 'json_schema', json_schema: { name: 'report', schema: report, strict: true } } }),
    }),
    whole: (body) => client.chat.completions.create(body),
    async streamed(body) {
      const stream = client.chat.completions.stream({ ...body, stream_options: { include_usage: true } });
      const chunks = [];
      stream.on('chunk', (chunk) => chunks.push(chunk));
      const completion = await stream.finalChatCompletion();
      assert.equal(new Set(chunks.map((chunk) => `${chunk.id} ${chunk.model}`)).size, 1, 'chunks of several answers');
      only(chunks, (chunk) => chunk.choices[0]?.finish_reason, 'finish_reason');
      assert.equal(only(chunks, (chunk) => chunk.usage, 'usage'), chunks.at(-1));
      return completion;
    },
    read: ({ model, choices, usage }) => ({
      model,
      text: choices[0].message.content ?? '',
      calls: (choices[0].message.tool_calls ?? []).map((call) => ({ id: call.id, name: call.function.name, arguments: JSON.parse(call.function.arguments) })),
      stop: { stop: 'end', tool_calls: 'tools' }[choices[0].finish_reason] ?? choices[0].finish_reason,
      usage: { in: usage.prompt_tokens, out: usage.completion_tokens },
    }),
  };
};

const responses = (url, fetch) => {
  const client = new OpenAI({ baseURL: `${url}/v1`, apiKey: 'relayplane', maxRetries: 0, fetch });
  return {
    said: (text) => [{ role: 'user', content: text }],
    results: (calls, text) => calls.map((call) => ({ type: 'function_call_output', call_id: call.id, output: text })),
    answered: (response) => response.output,
    body: (model, history, { tools, json }) => ({
      model, store: false, max_output_tokens: room, input: history,
      ...(tools && { tools: [{ type: 'function', name: weather.name, description: weather.description, parameters: weather.schema, strict: false }] }),
      ...(json && { text: { format: { type: 'json_schema', name: 'report', schema: report, strict: true } } }),
    }),
    whole: (body) => client.responses.create(body),
    async streamed(body) {
      const stream = client.responses.stream(body);
      const events = [];
      stream.on('event', (event) => events.push(event));
      const response = await stream.finalResponse();
      assert.equal(events[0].type, 'response.created');
      assert.equal(events.at(-1).type, 'response.completed');
      only(events, (event) => event.type === 'response.created', 'response.created');
      only(events, (event) => event.type === 'response.completed', 'response.completed');
      assert.deepEqual(events.map((event) => event.sequence_number), events.map((_, index) => events[0].sequence_number + index));
      return response;
    },
    read: ({ model, output, output_text, status, usage }) => {
      const calls = output.filter((item) => item.type === 'function_call').map((item) => ({ id: item.call_id, name: item.name, arguments: JSON.parse(item.arguments) }));
      return { model, text: output_text, calls, stop: status !== 'completed' ? status : calls.length ? 'tools' : 'end', usage: { in: usage.input_tokens, out: usage.output_tokens } };
    },
  };
};

const generate = (baseUrl, fetch) => {
  const client = new GoogleGenAI({ apiKey: 'relayplane', httpOptions: { baseUrl, fetch } });
  return {
    said: (text) => [{ role: 'user', parts: [{ text }] }],
    results: (calls, text) => [{ role: 'user', parts: calls.map(({ id, name }) => ({ functionResponse: { id, name, response: { output: text } } })) }],
    answered: (reply) => [reply.candidates[0].content],
    body: (model, contents, { tools, json }) => ({
      model, contents, config: {
        maxOutputTokens: room,
        ...(tools && { tools: [{ functionDeclarations: [{ name: weather.name, description: weather.description, parametersJsonSchema: weather.schema }] }] }),
        ...(json && { responseMimeType: 'application/json', responseJsonSchema: report }),
      },
    }),
    whole: (body) => client.models.generateContent(body),
    async streamed(body) {
      const pieces = [];
      for await (const piece of await client.models.generateContentStream(body)) {
        pieces.push(piece);
      }
      assert.equal(new Set(pieces.map((piece) => `${piece.responseId} ${piece.modelVersion}`)).size, 1, 'pieces of several answers');
      const last = only(pieces, (piece) => piece.candidates?.[0]?.finishReason, 'finishReason');
      assert.equal(last, pieces.at(-1));
      return { ...last, candidates: [{ ...last.candidates[0], content: { role: 'model', parts: pieces.flatMap((piece) => piece.candidates?.[0]?.content?.parts ?? []) } }] };
    },
    read: ({ modelVersion, candidates: [{ content, finishReason }], usageMetadata }) => {
      const parts = content.parts ?? [];
      const calls = parts.filter((part) => part.functionCall).map(({ functionCall: call }) => ({ id: call.id, name: call.name, arguments: call.args }));
      return {
        model: modelVersion,
        text: parts.filter((part) => part.text && !part.thought).map((part) => part.text).join(''),
        calls,
        stop: finishReason !== 'STOP' ? finishReason : calls.length ? 'tools' : 'end',
        usage: { in: usageMetadata.promptTokenCount, out: usageMetadata.candidatesTokenCount },
      };
    },
  };
};

const formats = { messages, chat, responses, generate };

/** A model for each client to ask for, of its own format. */
export const asked = { messages: 'messages/claude-opus-4-6', chat: 'chat/gpt-5', responses: 'responses/gpt-5', generate: 'generate/gemini-3-pro' };

/** The clients' formats, by name. */
export const clients = Object.keys(formats);

/** A conversation of one client with one model. `wants` may be `{tools: true}` or `{json: true}`; `headers` go with every call. */
export function conversation(url, client, { model, stream, wants = {}, headers = {} }) {
  const { seen, fetch } = watched(headers);
  const format = formats[client](url, fetch);
  const history = [];
  let calls = [];
  const ask = async () => {
    const body = format.body(model, history, wants);
    const reply = stream ? await format.streamed(body) : await format.whole(body);
    const answer = format.read(reply);
    history.push(...format.answered(reply));
    calls = answer.calls;
    return { ...answer, header: (name) => seen.headers.get(`x-relayplane-${name}`), pieces: seen.pieces };
  };
  return {
    /** What came over the wire last, whether it became an answer or not. */
    seen,
    say: (text) => (history.push(...format.said(text)), ask()),
    /** Answers all calls of tools with one text. */
    result: (text) => (history.push(...format.results(calls, text)), ask()),
  };
}

/** What the gateway's ledger has of a call, once it is written. */
export async function ledger(url, id) {
  for (let tries = 0; ; tries++) {
    const reply = await globalThis.fetch(`${url}/api/calls/${id}`);
    if (reply.ok || tries === 100) {
      assert.equal(reply.status, 200, `call ${id} is not in the ledger`);
      return reply.json();
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
