import { agentAnswers } from './agents.ts';
import { callAnswers } from './calls.ts';
import { configAnswers } from './config.ts';
import { limitAnswers } from './limits.ts';
import { latencyAnswers } from './latency.ts';
import { overviewAnswers } from './overview.ts';
import { routesAnswers } from './routes.ts';
import { routingAnswers } from './routing.ts';

/** One made-up answer of the gateway. */
export interface FakeAnswer {
  fits(method: string, path: string): boolean;
  /** What is answered with 200; `undefined` is a 204, and `{ status, body }` another status. */
  reply(url: URL, method: string, body: unknown): unknown;
}

/** Answers a GET of exactly this path. */
export function get(path: string, reply: (url: URL) => unknown): FakeAnswer {
  return { fits: (method, asked) => method === 'GET' && asked === path, reply };
}

/** Answers a POST to exactly this path. */
export function post(path: string, reply: (url: URL, body: unknown) => unknown): FakeAnswer {
  return { fits: (method, asked) => method === 'POST' && asked === path, reply: (url, _, body) => reply(url, body) };
}

/** Each view adds its own in a file beside this. */
export const answers: FakeAnswer[] = [get('/api/token', () => ({ token: 'made-up' })), ...callAnswers, ...agentAnswers, ...limitAnswers, ...configAnswers, ...overviewAnswers, ...latencyAnswers, ...routesAnswers, ...routingAnswers];
