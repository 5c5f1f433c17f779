import Anthropic from '@anthropic-ai/sdk';
import { assert, atOnce, bare, failure, slow, weather } from './expect.mjs';

const hello = [{ role: 'user', content: 'Say hello.' }];
const tool = { name: weather.name, description: weather.description, input_schema: weather.schema };
const text = (message) => message.content.filter((block) => block.type === 'text').map((block) => block.text).join('');

function isMessage(message) {
  assert.equal(message.type, 'message');
  assert.ok(text(message).length > 0, 'no text');
  assert.ok(message.usage.input_tokens > 0 && message.usage.output_tokens > 0, 'no usage');
  return `${message.usage.input_tokens} in, ${message.usage.output_tokens} out`;
}

/** What the Anthropic SDK does against a gateway. */
export function anthropic(baseURL, model) {
  const client = new Anthropic({ baseURL, apiKey: 'relayplane', maxRetries: 0 });
  const ask = { model, max_tokens: 64, messages: hello };

  return {
    'anthropic: message': async () => isMessage(await client.messages.create(ask)),

    'anthropic: stream': async () => {
      const stream = client.messages.stream(ask);
      let streamed = '';
      stream.on('text', (piece) => (streamed += piece));
      const message = await stream.finalMessage();
      assert.equal(text(message), streamed);
      return isMessage(message);
    },

    'anthropic: tools loop': async () => {
      const question = { role: 'user', content: 'What is the weather in Paris?' };
      const first = await client.messages.create({ ...ask, messages: [question], tools: [tool], tool_choice: { type: 'any' } });
      assert.equal(first.stop_reason, 'tool_use');
      const use = first.content.find((block) => block.type === 'tool_use');
      assert.equal(use.name, weather.name);
      assert.equal(typeof use.input, 'object');
      const result = { role: 'user', content: [{ type: 'tool_result', tool_use_id: use.id, content: '21 °C' }] };
      const messages = [question, { role: 'assistant', content: first.content }, result];
      return isMessage(await client.messages.create({ ...ask, messages, tools: [tool] }));
    },

    'anthropic: streamed tool call': async () => {
      const stream = client.messages.stream({ ...ask, tools: [tool], tool_choice: { type: 'tool', name: weather.name } });
      const message = await stream.finalMessage();
      const use = message.content.find((block) => block.type === 'tool_use');
      assert.equal(use.name, weather.name);
      assert.equal(typeof use.input, 'object');
    },

    'anthropic: abort mid-stream': async () => {
      const stream = await client.messages.create({ ...ask, max_tokens: 4000, stream: true }, { headers: slow });
      const seen = [];
      for await (const event of stream) {
        seen.push(event.type);
        if (seen.length === 3) {
          stream.controller.abort();
        }
      }
      assert.ok(!seen.includes('message_stop'), 'the stream ended before the abort was noticed');
    },

    'anthropic: fifty at once': async () => {
      const messages = await atOnce(50, (index) =>
        index % 2 ? client.messages.create(ask) : client.messages.stream(ask).finalMessage());
      messages.forEach(isMessage);
      assert.equal(new Set(messages.map((message) => message.id)).size, 50, 'two calls got the same reply');
    },

    'anthropic: count tokens': async () => {
      const { input_tokens } = await client.messages.countTokens({ model, messages: hello });
      assert.ok(input_tokens > 0);
      return `${input_tokens}`;
    },

    'anthropic: model pages': async () => {
      const first = await client.models.list({ limit: 1 });
      assert.equal(first.data.length, 1);
      const ids = [];
      for await (const entry of first) {
        assert.equal(entry.type, 'model');
        ids.push(entry.id);
      }
      assert.ok(ids.length > 1, 'one page only');
      assert.equal(new Set(ids).size, ids.length, 'a model came twice');
      const one = await client.models.retrieve(ids[0]);
      assert.equal(one.id, ids[0]);
      return `${ids.length} models`;
    },

    'anthropic: 401': async () => {
      const bad = new Anthropic({ baseURL, apiKey: 'bad', maxRetries: 0 });
      const error = await failure(bad.messages.create({ ...ask, model: bare(model) }), Anthropic.AuthenticationError);
      assert.equal(error.error.error.type, 'authentication_error');
      return error.error.error.message;
    },

    'anthropic: 404': async () => {
      const error = await failure(client.messages.create({ ...ask, model: 'rp:no-such-name' }), Anthropic.NotFoundError);
      assert.equal(error.error.type, 'error');
      assert.equal(error.error.error.type, 'not_found_error');
      return error.error.error.message;
    },

    'anthropic: 400': async () => {
      const error = await failure(client.messages.create({ ...ask, model: 5 }), Anthropic.BadRequestError);
      assert.equal(error.error.type, 'error');
      assert.equal(error.error.error.type, 'invalid_request_error');
      return error.error.error.message;
    },

    'anthropic: 400 of the provider': async () => {
      const error = await failure(client.messages.create({ ...ask, max_tokens: -1 }), Anthropic.BadRequestError);
      assert.equal(error.error.error.type, 'invalid_request_error');
      assert.ok(error.requestID, 'the provider’s request id did not arrive');
      return error.error.error.message;
    },
  };
}
