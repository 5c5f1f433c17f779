import { ApiError, GoogleGenAI } from '@google/genai';
import { assert, failure } from './expect.mjs';

/** What the Google Gen AI SDK does against a gateway. */
export function gemini(baseUrl, model) {
  const client = new GoogleGenAI({ apiKey: 'relayplane', httpOptions: { baseUrl } });
  const ask = { model, contents: 'Say hello.' };

  return {
    'gemini: generate': async () => {
      const reply = await client.models.generateContent(ask);
      assert.ok(reply.text.length > 0, 'no text');
      assert.ok(reply.usageMetadata.candidatesTokenCount > 0, 'no usage');
    },

    'gemini: stream': async () => {
      let text = '';
      let last;
      for await (const piece of await client.models.generateContentStream(ask)) {
        text += piece.text ?? '';
        last = piece;
      }
      assert.ok(text.length > 0, 'no text');
      assert.ok(last.usageMetadata.totalTokenCount > 0, 'no usage in the last piece');
      assert.equal(last.candidates[0].finishReason, 'STOP');
    },

    'gemini: 404': async () => {
      const error = await failure(client.models.generateContent({ ...ask, model: 'rp:no-such-name' }), ApiError);
      assert.equal(error.status, 404);
      assert.equal(JSON.parse(error.message).error.status, 'NOT_FOUND');
    },
  };
}
