import type { IncomingMessage } from 'node:http';
import type { Plugin } from 'vite';
import { answers } from './answers.ts';
import { live } from './live.ts';
import { pushes } from './pushes.ts';

/** Serves made-up answers for `/api/*` while the page is worked on, so that no gateway has to run. */
export function fakeApi(): Plugin {
  return {
    name: 'fake-api',
    apply: 'serve',
    configureServer(server) {
      server.middlewares.use(async (request, response, next) => {
        const url = new URL(request.url ?? '/', 'http://page');
        if (!url.pathname.startsWith('/api/')) {
          next();
          return;
        }
        if (url.pathname === '/api/events') {
          live(response);
          pushes(response);
          return;
        }
        const answer = answers.find((one) => one.fits(request.method ?? 'GET', url.pathname));
        const reply = await answer?.reply(url, request.method ?? 'GET', await sent(request));
        const other = reply as { status?: unknown; body?: unknown } | undefined;
        const isOther = typeof other?.status === 'number' && other.body !== undefined;
        response.statusCode = !answer ? 404 : isOther ? (other.status as number) : reply === undefined ? 204 : 200;
        response.setHeader('content-type', 'application/json');
        response.end(reply === undefined ? '' : JSON.stringify(isOther ? other.body : reply));
      });
    },
  };
}

/** What was posted, as JSON; undefined where nothing was. */
async function sent(request: IncomingMessage): Promise<unknown> {
  let text = '';
  for await (const part of request) {
    text += String(part);
  }
  return text === '' ? undefined : JSON.parse(text);
}
