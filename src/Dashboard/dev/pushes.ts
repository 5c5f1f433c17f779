import type { ServerResponse } from 'node:http';
import { alerts, budgets, limits } from './limits.ts';

/** Pushes limits and budgets each second as a busy gateway does, and an alert after a while, until the page is gone. */
export function pushes(response: ServerResponse): void {
  const send = (name: string, value: unknown) => response.write(`event: ${name}\ndata: ${JSON.stringify(value)}\n\n`);
  send('gateway', { open: 10, waiting: 4, calls: 5120, failed: 2, status: 'ok', reason: null });
  const timer = setInterval(() => {
    send('limits', limits());
    send('budgets', budgets());
  }, 1000);
  const alarm = setTimeout(() => {
    const alert = { ...alerts.alerts[1]!, id: 'a5', at: new Date().toISOString(), delivered: undefined };
    alerts.alerts.unshift(alert);
    send('alert', alert);
  }, 20_000);
  response.on('close', () => {
    clearInterval(timer);
    clearTimeout(alarm);
  });
}
