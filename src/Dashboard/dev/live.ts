import type { ServerResponse } from 'node:http';
import { calls, makeCall } from './made-calls.ts';

/** New calls a second; as many as RELAYPLANE_PAGE_RATE says. */
const rate = Number(process.env.RELAYPLANE_PAGE_RATE ?? 0.7);
const betweenMs = 250;

/** Writes events as a busy gateway does, until the page is gone. */
export function live(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  const send = (name: string, value: unknown) => response.write(`event: ${name}\ndata: ${JSON.stringify(value)}\n\n`);
  send('gateway', { open: 3, waiting: 1, calls: calls.length, failed: 2, status: 'ok', reason: null });
  let due = 0;
  const timer = setInterval(() => {
    due += (rate * betweenMs) / 1000;
    const fresh = Array.from({ length: Math.floor(due) }, () => makeCall(Date.now()));
    due -= fresh.length;
    if (fresh.length > 0) {
      calls.unshift(...fresh.toReversed());
      send('calls', { calls: fresh.toReversed(), more: 0 });
    }
  }, betweenMs);
  response.on('close', () => clearInterval(timer));
}
