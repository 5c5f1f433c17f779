import type { Plugin } from 'vite';
import { answers } from './answers.ts';

/** Serves made-up answers for `/api/*` while the page is worked on, so that no gateway has to run. */
export function fakeApi(): Plugin {
  return {
    name: 'fake-api',
    apply: 'serve',
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const url = new URL(request.url ?? '/', 'http://page');
        if (!url.pathname.startsWith('/api/')) {
          next();
          return;
        }
        if (url.pathname === '/api/events') {
          response.writeHead(200, { 'content-type': 'text/event-stream' });
          response.write(': hello\n\n');
          return;
        }
        const answer = answers.find((one) => one.fits(request.method ?? 'GET', url.pathname));
        const reply = answer?.reply(url, request.method ?? 'GET');
        response.statusCode = answer ? (reply === undefined ? 204 : 200) : 404;
        response.setHeader('content-type', 'application/json');
        response.end(reply === undefined ? '' : JSON.stringify(reply));
      });
    },
  };
}
