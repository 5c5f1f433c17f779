import { latencyAnswers } from './latency.ts';
import { overviewAnswers } from './overview.ts';
import { routesAnswers } from './routes.ts';

/** One made-up answer of the gateway. */
export interface FakeAnswer {
  fits(method: string, path: string): boolean;
  reply(url: URL, method: string): unknown;
}

/** Answers a GET of exactly this path. */
export function get(path: string, reply: (url: URL) => unknown): FakeAnswer {
  return { fits: (method, asked) => method === 'GET' && asked === path, reply };
}

/** Each view adds its own in a file beside this. */
export const answers: FakeAnswer[] = [get('/api/token', () => ({ token: 'made-up' })), ...overviewAnswers, ...latencyAnswers, ...routesAnswers];
