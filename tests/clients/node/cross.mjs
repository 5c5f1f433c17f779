// Every client before every format: each SDK asks, through the gateway, for models that speak the others' formats.
// usage: node cross.mjs BASE_URL MODEL...
// The models are a strict sandbox's; prompts script what they say ([[call NAME {json}]], [[also …]], [[think …]]).
// Prints one JSON line per scenario: {"name", "ok", "detail"}. Exits 1 if any is not ok.
import Anthropic from '@anthropic-ai/sdk';
import { createAnthropic } from '@ai-sdk/anthropic';
import { createGoogleGenerativeAI } from '@ai-sdk/google';
import { createOpenAI } from '@ai-sdk/openai';
import { GoogleGenAI } from '@google/genai';
import { generateText, isStepCount, streamText, tool } from 'ai';
import OpenAI from 'openai';
import { z } from 'zod';
import { assert, failure, weather } from './expect.mjs';
import { end, run } from './scenario.mjs';

const [base, ...models] = process.argv.slice(2);
const url = base.replace(/\/+$/, '');
const anthropic = new Anthropic({ baseURL: url, apiKey: 'relayplane', maxRetries: 0 });
const openai = new OpenAI({ baseURL: `${url}/v1`, apiKey: 'relayplane', maxRetries: 0 });
const google = new GoogleGenAI({ apiKey: 'relayplane', httpOptions: { baseUrl: url } });

const asks = 'What is the weather? [[think Two cities.]][[say Looking.]][[call get_weather {"city":"Paris"}]][[also get_weather {"city":"Łódź"}]]';
const cities = ['Paris', 'Łódź'];
const answer = (city) => `21 °C in ${city}`;
const pixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

function quotes(text) {
  assert.match(text, /The tool said:/);
  assert.match(text, /21 °C in/);
}

/** What a model of the client's own format takes is the provider's business; another format's has no such thing. */
const foreign = (own, model, scenarios) => (model.startsWith(`${own}/`) ? {} : scenarios);

const messages = (model) => {
  const ask = { model, max_tokens: 300, tools: [{ name: weather.name, description: weather.description, input_schema: weather.schema }] };
  const text = (message) => message.content.filter((block) => block.type === 'text').map((block) => block.text).join('');
  const loop = async (send) => {
    const history = [{ role: 'user', content: asks }];
    const first = await send({ ...ask, messages: history });
    assert.equal(first.stop_reason, 'tool_use');
    const uses = first.content.filter((block) => block.type === 'tool_use');
    assert.deepEqual(uses.map((use) => use.input.city), cities);
    assert.ok(first.usage.input_tokens > 0 && first.usage.output_tokens > 0, 'no usage');
    history.push({ role: 'assistant', content: first.content });
    history.push({ role: 'user', content: uses.map((use) => ({ type: 'tool_result', tool_use_id: use.id, content: answer(use.input.city) })) });
    const last = await send({ ...ask, messages: history });
    assert.equal(last.stop_reason, 'end_turn');
    quotes(text(last));
  };
  return {
    tools: () => loop((body) => anthropic.messages.create(body)),
    'streamed tools': () => loop((body) => anthropic.messages.stream(body).finalMessage()),
    image: async () => {
      const image = { type: 'image', source: { type: 'base64', media_type: 'image/png', data: pixel } };
      const message = await anthropic.messages.create({ model, max_tokens: 50, messages: [{ role: 'user', content: [image, { type: 'text', text: 'What is it?' }] }] });
      assert.ok(text(message).length > 0);
    },
    count: async () => assert.ok((await anthropic.messages.countTokens({ model, messages: [{ role: 'user', content: 'Say hello.' }] })).input_tokens > 0),
    ...foreign('messages', model, { 'a file that only its provider holds': async () => {
      const error = await failure(anthropic.messages.create({ model, max_tokens: 50, messages: [{ role: 'user', content: [{ type: 'document', source: { type: 'file', file_id: 'file_1' } }] }] }), Anthropic.BadRequestError);
      assert.equal(error.error.error.type, 'invalid_request_error');
    } }),
  };
};

const chat = (model) => {
  const ask = { model, max_tokens: 300, tools: [{ type: 'function', function: { name: weather.name, description: weather.description, parameters: weather.schema } }] };
  const loop = async (send) => {
    const history = [{ role: 'user', content: asks }];
    const first = (await send({ ...ask, messages: history })).choices[0];
    assert.equal(first.finish_reason, 'tool_calls');
    const calls = first.message.tool_calls;
    assert.deepEqual(calls.map((call) => JSON.parse(call.function.arguments).city), cities);
    history.push(first.message, ...calls.map((call) => ({ role: 'tool', tool_call_id: call.id, content: answer(JSON.parse(call.function.arguments).city) })));
    const reply = await send({ ...ask, messages: history });
    assert.equal(reply.choices[0].finish_reason, 'stop');
    assert.ok(reply.usage.total_tokens > 0, 'no usage');
    quotes(reply.choices[0].message.content);
  };
  return {
    tools: () => loop((body) => openai.chat.completions.create(body)),
    'streamed tools': () => loop((body) => openai.chat.completions.stream({ ...body, stream_options: { include_usage: true } }).finalChatCompletion()),
    image: async () => {
      const image = { type: 'image_url', image_url: { url: `data:image/png;base64,${pixel}` } };
      const reply = await openai.chat.completions.create({ model, messages: [{ role: 'user', content: [{ type: 'text', text: 'What is it?' }, image] }] });
      assert.ok(reply.choices[0].message.content.length > 0);
    },
    ...foreign('chat', model, { 'several answers': async () => {
      const error = await failure(openai.chat.completions.create({ model, n: 2, messages: [{ role: 'user', content: 'Say hello.' }] }), OpenAI.BadRequestError);
      assert.equal(error.param, 'n');
    } }),
  };
};

const responses = (model) => {
  const ask = { model, store: false, tools: [{ type: 'function', name: weather.name, description: weather.description, parameters: weather.schema, strict: false }] };
  const loop = async (send) => {
    const input = [{ role: 'user', content: asks }];
    const first = await send({ ...ask, input });
    assert.equal(first.status, 'completed');
    const calls = first.output.filter((item) => item.type === 'function_call');
    assert.deepEqual(calls.map((call) => JSON.parse(call.arguments).city), cities);
    input.push(...first.output, ...calls.map((call) => ({ type: 'function_call_output', call_id: call.call_id, output: answer(JSON.parse(call.arguments).city) })));
    const last = await send({ ...ask, input });
    assert.ok(last.usage.total_tokens > 0, 'no usage');
    quotes(last.output_text);
  };
  return {
    tools: () => loop((body) => openai.responses.create(body)),
    'streamed tools': () => loop(({ ...body }) => openai.responses.stream(body).finalResponse()),
    image: async () => {
      const content = [{ type: 'input_text', text: 'What is it?' }, { type: 'input_image', image_url: `data:image/png;base64,${pixel}`, detail: 'auto' }];
      assert.ok((await openai.responses.create({ model, store: false, input: [{ role: 'user', content }] })).output_text.length > 0);
    },
    'a reference': async () => {
      const error = await failure(openai.responses.create({ model, input: [{ type: 'item_reference', id: 'rs_1' }] }), OpenAI.APIError);
      assert.ok(error.status === 400 || error.status === 404, `${error.status}`);
    },
  };
};

const generate = (model) => {
  const config = { tools: [{ functionDeclarations: [{ name: weather.name, description: weather.description, parametersJsonSchema: weather.schema }] }] };
  const whole = (body) => google.models.generateContent(body);
  const streamed = async (body) => {
    const parts = [];
    let last;
    for await (const piece of await google.models.generateContentStream(body)) {
      parts.push(...(piece.candidates?.[0]?.content?.parts ?? []));
      last = piece;
    }
    assert.ok(last.usageMetadata.totalTokenCount > 0, 'no usage');
    return { candidates: [{ content: { role: 'model', parts }, finishReason: last.candidates[0].finishReason }] };
  };
  const loop = async (send) => {
    const contents = [{ role: 'user', parts: [{ text: asks }] }];
    const { content } = (await send({ model, contents, config })).candidates[0];
    const calls = content.parts.filter((part) => part.functionCall).map((part) => part.functionCall);
    assert.deepEqual(calls.map((call) => call.args.city), cities);
    contents.push(content, { role: 'user', parts: calls.map(({ id, name, args }) => ({ functionResponse: { id, name, response: { output: answer(args.city) } } })) });
    const last = (await send({ model, contents, config })).candidates[0];
    assert.equal(last.finishReason, 'STOP');
    quotes(last.content.parts.map((part) => part.text ?? '').join(''));
  };
  return {
    tools: () => loop(whole),
    'streamed tools': () => loop(streamed),
    image: async () => {
      const parts = [{ text: 'What is it?' }, { inlineData: { mimeType: 'image/png', data: pixel } }];
      assert.ok((await whole({ model, contents: [{ role: 'user', parts }] })).text.length > 0);
    },
  };
};

const vercel = (provider, options) => (model) => {
  const tools = { get_weather: tool({ description: weather.description, inputSchema: z.object({ city: z.string() }), execute: async ({ city }) => answer(city) }) };
  const ask = { model: provider(model), prompt: asks, tools, stopWhen: isStepCount(4), maxRetries: 0, providerOptions: options };
  const check = (steps, text) => {
    assert.deepEqual(steps.flatMap((step) => step.toolCalls).map((call) => call.input.city), cities);
    quotes(text);
  };
  return {
    tools: async () => {
      const result = await generateText(ask);
      check(result.steps, result.text);
    },
    'streamed tools': async () => {
      const result = streamText({ ...ask, onError: () => {} });
      check(await result.steps, await result.text);
    },
  };
};

const clients = {
  '@anthropic-ai/sdk': messages,
  'openai chat': chat,
  'openai responses': responses,
  '@google/genai': generate,
  '@ai-sdk/anthropic': vercel(createAnthropic({ baseURL: `${url}/v1`, apiKey: 'relayplane' })),
  '@ai-sdk/openai chat': vercel(createOpenAI({ baseURL: `${url}/v1`, apiKey: 'relayplane' }).chat),
  '@ai-sdk/openai responses': vercel(createOpenAI({ baseURL: `${url}/v1`, apiKey: 'relayplane' }).responses, { openai: { store: false } }),
  '@ai-sdk/google': vercel(createGoogleGenerativeAI({ baseURL: `${url}/v1beta`, apiKey: 'relayplane' })),
};

for (const [client, of] of Object.entries(clients)) {
  for (const model of models) {
    for (const [what, scenario] of Object.entries(of(model))) {
      await run(`${client} > ${model}: ${what}`, scenario);
    }
  }
}
end();
