import OpenAI from 'openai';
import { assert, atOnce, bare, failure, slow, weather } from './expect.mjs';

const hello = [{ role: 'user', content: 'Say hello.' }];
const tool = { type: 'function', function: { name: weather.name, description: weather.description, parameters: weather.schema } };

function isCompletion(completion) {
  assert.equal(completion.object, 'chat.completion');
  assert.ok(completion.choices[0].message.content.length > 0, 'no text');
  assert.equal(completion.usage.total_tokens, completion.usage.prompt_tokens + completion.usage.completion_tokens);
  assert.ok(completion.usage.completion_tokens > 0, 'no usage');
  return `${completion.usage.prompt_tokens} in, ${completion.usage.completion_tokens} out`;
}

async function chunks(stream) {
  const all = [];
  for await (const chunk of stream) {
    all.push(chunk);
  }
  const text = all.map((chunk) => chunk.choices[0]?.delta?.content ?? '').join('');
  assert.ok(text.length > 0, 'no text');
  return all;
}

/** What the OpenAI SDK does against a gateway. */
export function openai(url, model) {
  const client = new OpenAI({ baseURL: `${url}/v1`, apiKey: 'relayplane', maxRetries: 0 });
  const ask = { model, max_tokens: 64, messages: hello };

  return {
    'openai: chat': async () => isCompletion(await client.chat.completions.create(ask)),

    'openai: stream without usage': async () => {
      const all = await chunks(await client.chat.completions.create({ ...ask, stream: true }));
      assert.ok(all.every((chunk) => chunk.usage == null), 'usage came that was not asked for');
      assert.ok(all.every((chunk) => chunk.choices.length > 0), 'a chunk without choices came');
      return `${all.length} chunks`;
    },

    'openai: stream with usage': async () => {
      const all = await chunks(await client.chat.completions.create({ ...ask, stream: true, stream_options: { include_usage: true } }));
      const usage = all.filter((chunk) => chunk.usage);
      assert.equal(usage.length, 1);
      assert.equal(usage[0], all.at(-1));
      assert.equal(usage[0].choices.length, 0);
      return `${usage[0].usage.total_tokens} tokens`;
    },

    'openai: tools loop': async () => {
      const question = { role: 'user', content: 'What is the weather in Paris?' };
      const first = await client.chat.completions.create({ ...ask, messages: [question], tools: [tool], tool_choice: 'required' });
      assert.equal(first.choices[0].finish_reason, 'tool_calls');
      const [call] = first.choices[0].message.tool_calls;
      assert.equal(call.function.name, weather.name);
      JSON.parse(call.function.arguments);
      const messages = [question, first.choices[0].message, { role: 'tool', tool_call_id: call.id, content: '21 °C' }];
      return isCompletion(await client.chat.completions.create({ ...ask, messages, tools: [tool] }));
    },

    'openai: streamed tool call': async () => {
      const stream = client.chat.completions.stream({ ...ask, tools: [tool], tool_choice: 'required' });
      const completion = await stream.finalChatCompletion();
      const [call] = completion.choices[0].message.tool_calls;
      assert.equal(call.function.name, weather.name);
      JSON.parse(call.function.arguments);
    },

    'openai: responses': async () => {
      const response = await client.responses.create({ model, input: 'Say hello.' });
      assert.equal(response.status, 'completed');
      assert.ok(response.output_text.length > 0, 'no text');
      assert.ok(response.usage.output_tokens > 0, 'no usage');
    },

    'openai: responses stream': async () => {
      const stream = client.responses.stream({ model, input: 'Say hello.' });
      let streamed = '';
      stream.on('response.output_text.delta', (event) => (streamed += event.delta));
      const response = await stream.finalResponse();
      assert.equal(response.status, 'completed');
      assert.equal(response.output_text, streamed);
      assert.ok(response.usage.total_tokens > 0, 'no usage');
    },

    'openai: embeddings': async () => {
      const name = model.includes('/') ? `${model.split('/')[0]}/text-embedding-3-small` : 'text-embedding-3-small';
      const reply = await client.embeddings.create({ model: name, input: ['one', 'two'] });
      assert.equal(reply.data.length, 2);
      assert.ok(reply.data[0].embedding.length > 0 && Number.isFinite(reply.data[0].embedding[0]));
      assert.ok(reply.usage.prompt_tokens > 0, 'no usage');
    },

    'openai: models': async () => {
      const ids = [];
      for await (const entry of client.models.list()) {
        assert.equal(entry.object, 'model');
        ids.push(entry.id);
      }
      assert.ok(ids.length > 0);
      const one = await client.models.retrieve(ids[0]);
      assert.equal(one.id, ids[0]);
      return `${ids.length} models`;
    },

    'openai: abort mid-stream': async () => {
      const stream = await client.chat.completions.create({ ...ask, max_tokens: 4000, stream: true }, { headers: slow });
      const seen = [];
      for await (const chunk of stream) {
        seen.push(chunk);
        if (seen.length === 3) {
          stream.controller.abort();
        }
      }
      assert.ok(!seen.some((chunk) => chunk.choices[0]?.finish_reason), 'the stream ended before the abort was noticed');
    },

    'openai: fifty at once': async () => {
      const completions = await atOnce(50, (index) =>
        index % 2
          ? client.chat.completions.create(ask)
          : client.chat.completions.stream({ ...ask, stream_options: { include_usage: true } }).finalChatCompletion());
      completions.forEach(isCompletion);
      assert.equal(new Set(completions.map((completion) => completion.id)).size, 50, 'two calls got the same reply');
    },

    'openai: 401': async () => {
      const bad = new OpenAI({ baseURL: `${url}/v1`, apiKey: 'bad', maxRetries: 0 });
      const error = await failure(bad.chat.completions.create({ ...ask, model: bare(model) }), OpenAI.AuthenticationError);
      assert.equal(error.code, 'invalid_api_key');
      return error.message;
    },

    'openai: 404': async () => {
      const error = await failure(client.chat.completions.create({ ...ask, model: 'rp:no-such-name' }), OpenAI.NotFoundError);
      assert.equal(error.code, 'model_not_found');
      assert.equal(error.type, 'invalid_request_error');
      return error.message;
    },

    'openai: 400': async () => {
      const error = await failure(client.chat.completions.create({ ...ask, model: 5 }), OpenAI.BadRequestError);
      assert.equal(error.type, 'invalid_request_error');
      assert.equal(error.param, 'model');
      return error.message;
    },
  };
}
