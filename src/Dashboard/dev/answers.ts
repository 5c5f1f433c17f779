import { agentAnswers } from './agents.ts';
import { callAnswers } from './calls.ts';

/** One made-up answer of the gateway. */
export interface FakeAnswer {
  fits(method: string, path: string): boolean;
  /** What is answered with 200; `undefined` is a 204, and `{ status, body }` another status. */
  reply(url: URL, method: string): unknown;
}

/** Answers a GET of exactly this path. */
export const get = (path: string, reply: (url: URL) => unknown): FakeAnswer => ({
  fits: (method, asked) => method === 'GET' && asked === path,
  reply,
});

/** Each view adds its own in a file beside this. */
export const answers: FakeAnswer[] = [get('/api/token', () => ({ token: 'made-up' })), ...callAnswers, ...agentAnswers];
