import { effect, signal } from '@preact/signals';
import type { Alert, BudgetsAnswer, CallRow, EventCalls, EventGateway, LimitsAnswer } from '../api/types';
import { seen } from './seen';

/** Whether events come: `starting` before the first, `stopped` while the gateway does not answer. */
export const connection = signal<'starting' | 'live' | 'stopped'>('starting');

/** When something was heard last, in milliseconds since 1970. */
export const heardAt = signal<number | null>(null);

/** How the gateway stands; null until it was told. */
export const gateway = signal<EventGateway | null>(null);
/** The limits as they were last told. */
export const limits = signal<LimitsAnswer | null>(null);
/** The budgets as they were last told. */
export const budgets = signal<BudgetsAnswer | null>(null);
/** The alert that came last. */
export const lastAlert = signal<Alert | null>(null);

/** Counts up with each batch of calls, so that sums are asked for again. */
export const written = signal(0);

/** Counts up when the config was read anew, or the gateway came back: everything is asked for again. */
export const renewed = signal(0);

/**
 * Counts up when events begin to come. That is a moment after the connection is open, and nobody tells of what was written before: who has asked
 * by then looks once more.
 */
export const joined = signal(0);

type CallsListener = (calls: readonly CallRow[], more: number) => void;

const listeners = new Set<CallsListener>();

/** Hears of each batch of calls, the newest first; ends with what it returns. */
export function onCalls(listener: CallsListener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Behind another tab a page lets its connection go after this many milliseconds: a browser has but six for all pages of one address. */
const letGoAfter = 20_000;

/** Before a stream that the browser gave up is opened anew, in milliseconds. */
const retryAfter = 2000;

/** Listens while the page is seen; the browser itself tries again when the connection breaks. */
export function listen(open: (url: string) => EventSource = (url) => new EventSource(url)): () => void {
  let source: EventSource | null = null;
  let timer = 0;
  const leave = (): void => {
    source?.close();
    source = null;
  };
  const connect = (): void => {
    source = opened(open('/api/events'), () => {
      leave();
      timer = window.setTimeout(connect, retryAfter);
    });
  };
  const unwatch = effect(() => {
    window.clearTimeout(timer);
    if (!seen.value) {
      timer = window.setTimeout(leave, letGoAfter);
    } else if (source === null) {
      connect();
    }
  });
  return () => {
    unwatch();
    window.clearTimeout(timer);
    leave();
  };
}

/** Takes in what a stream says. `lost` is called where the browser gives up: the answer was no event stream, as of a gateway that is being restarted. */
function opened(source: EventSource, lost: () => void): EventSource {
  let hears = false;
  let back = false;
  const join = (): void => {
    hears = true;
    if (back) {
      renewed.value++;
    }
    written.value++;
    joined.value++;
  };
  const hear = <T>(name: string, take: (value: T) => void): void => {
    source.addEventListener(name, (event) => {
      heardAt.value = Date.now();
      if (!hears) {
        join();
      }
      take(JSON.parse((event as MessageEvent<string>).data) as T);
    });
  };
  source.addEventListener('open', () => {
    // All that was asked for before is old where something was heard already.
    [hears, back] = [false, heardAt.value !== null || connection.value === 'stopped'];
    connection.value = 'live';
    heardAt.value = Date.now();
  });
  source.addEventListener('error', () => {
    connection.value = 'stopped';
    if (source.readyState === 2) {
      lost();
    }
  });
  hear<EventCalls>('calls', ({ calls, more }) => {
    written.value++;
    for (const listener of listeners) {
      listener(calls, more);
    }
  });
  hear<EventGateway>('gateway', (value) => (gateway.value = value));
  hear<LimitsAnswer>('limits', (value) => (limits.value = value));
  hear<BudgetsAnswer>('budgets', (value) => (budgets.value = value));
  hear<Alert>('alert', (value) => (lastAlert.value = value));
  hear('config', () => renewed.value++);
  return source;
}
