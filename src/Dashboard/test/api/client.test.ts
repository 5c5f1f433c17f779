import { afterEach, beforeEach, expect, test, vi } from 'vitest';

let client: typeof import('../../src/api/client');
let answers: (Response | Error)[];
let asked: { url: string; init: RequestInit }[];

beforeEach(async () => {
  vi.resetModules();
  client = await import('../../src/api/client');
  [answers, asked] = [[], []];
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    asked.push({ url, init });
    const answer = answers.shift()!;
    if (answer instanceof Error) {
      throw answer;
    }
    return answer;
  });
});

afterEach(() => vi.unstubAllGlobals());

const problem = (message: unknown, status: number) => Response.json({ error: { message } }, { status });

test.each([
  [problem('The key is not known.', 401), 401, 'The key is not known.'],
  [problem('No call has this id.', 404), 404, 'No call has this id.'],
  [problem('The file was changed meanwhile.', 409), 409, 'The file was changed meanwhile.'],
  [problem(undefined, 503), 503, 'The gateway answered 503.'],
  [new Response('<h1>Bad gateway</h1>', { status: 502 }), 502, 'The gateway answered 502.'],
  [new TypeError('Failed to fetch'), 0, 'The gateway does not answer.'],
])('an answer that is none is told in words (%#)', async (answer, status, message) => {
  answers = [answer];
  await expect(client.get('/api/calls')).rejects.toMatchObject({ status, message });
});

test('a token of an earlier start of the gateway is renewed once', async () => {
  answers = [Response.json({ token: 'old' }), problem('The token is of another start.', 403), Response.json({ token: 'new' }), new Response(null, { status: 204 })];
  await client.post('/api/providers/a/drain');
  const tokens = asked.filter(({ url }) => url.endsWith('drain')).map(({ init }) => new Headers(init.headers).get('x-relayplane-page'));
  expect(tokens).toEqual(['old', 'new']);
});

test('what is forbidden with a new token as well is said', async () => {
  answers = [Response.json({ token: 'a' }), problem('No.', 403), Response.json({ token: 'b' }), problem('Only this machine may.', 403)];
  await expect(client.post('/api/try')).rejects.toMatchObject({ status: 403, message: 'Only this machine may.' });
});

test('what is empty is left out of an address, and each value of a list is given', () => {
  expect(client.address('/api/calls', { model: ['a b', 'c&d'], text: '', cursor: null, limit: 5 })).toBe('/api/calls?model=a+b&model=c%26d&limit=5');
});

test('an error that is not the gateway’s is not shown as it is', () => {
  expect(client.reasonOf(new SyntaxError('Unexpected token <'))).toBe('The answer could not be read.');
  expect(client.reasonOf(new client.ApiError(404, 'No call has this id.'))).toBe('No call has this id.');
});
