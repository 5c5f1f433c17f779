import { describe, expect, test } from 'vitest';
import { clientsAt } from '../../../src/views/welcome/snippets';

const clients = clientsAt('http://gateway.test:4321');
const codes = (key: string) => clients.find((client) => client.key === key)!.snippets.map((snippet) => snippet.code);

describe('how clients are connected', () => {
  test('every snippet has the address of this gateway', () => {
    for (const code of clients.flatMap((client) => client.snippets.map((snippet) => snippet.code))) {
      expect(code).toContain('http://gateway.test:4321');
    }
  });

  test('OpenAI clients and Codex get /v1, Anthropic and Gemini no path', () => {
    for (const code of [...codes('openai'), ...codes('codex')]) {
      expect(code).toMatch(/4321\/v1\b/);
    }
    for (const code of [...codes('claude-code'), ...codes('anthropic'), ...codes('gemini')]) {
      expect(code).toMatch(/4321(?!\/)/);
    }
  });

  test('what is JSON can be read', () => expect(JSON.parse(codes('claude-code')[1]!)).toEqual({ env: { ANTHROPIC_BASE_URL: 'http://gateway.test:4321' } }));
});
