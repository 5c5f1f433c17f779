import { afterEach, beforeEach, expect, test, vi } from 'vitest';

let live: typeof import('../../src/state/live');
let seen: typeof import('../../src/state/seen')['seen'];
let streams: FakeSource[];
let stop: () => void = () => undefined;

/** A stream of events that says what the test has it say. */
class FakeSource extends EventTarget {
  readyState = 0;
  closed = false;
  close(): void {
    this.closed = true;
  }
  say(name: string, data: unknown = {}): void {
    this.dispatchEvent(new MessageEvent(name, { data: JSON.stringify(data) }));
  }
  breakOff(forGood = false): void {
    this.readyState = forGood ? 2 : 0;
    this.dispatchEvent(new Event('error'));
  }
}

const open = (): EventSource => {
  streams.push(new FakeSource());
  return streams.at(-1) as unknown as EventSource;
};

beforeEach(async () => {
  vi.resetModules();
  live = await import('../../src/state/live');
  ({ seen } = await import('../../src/state/seen'));
  streams = [];
});

afterEach(() => {
  stop();
  vi.useRealTimers();
});

test('what was asked for before events begin to come is looked at once more, and nothing is asked for anew', () => {
  stop = live.listen(open);
  streams[0]!.say('open');
  expect([live.connection.value, live.joined.value]).toEqual(['live', 0]);
  streams[0]!.say('gateway');
  streams[0]!.say('limits');
  expect([live.joined.value, live.written.value, live.renewed.value]).toEqual([1, 1, 0]);
});

test('everything is asked for anew when the gateway is there again, once its events come', () => {
  stop = live.listen(open);
  const [stream] = streams;
  stream!.say('open');
  stream!.say('gateway');
  stream!.breakOff();
  expect(live.connection.value).toBe('stopped');
  stream!.say('open');
  expect(live.renewed.value).toBe(0);
  stream!.say('calls', { calls: [], more: 0 });
  expect([live.renewed.value, live.joined.value]).toEqual([1, 2]);
});

test('a stream that the browser gave up is opened anew', () => {
  vi.useFakeTimers();
  stop = live.listen(open);
  streams[0]!.breakOff(true);
  expect(streams[0]!.closed).toBe(true);
  vi.advanceTimersByTime(2000);
  expect(streams).toHaveLength(2);
  streams[1]!.say('open');
  streams[1]!.say('gateway');
  expect([live.connection.value, live.renewed.value]).toEqual(['live', 1]);
});

test('each batch of calls goes to who listens, until they stop', () => {
  const heard = vi.fn();
  const leave = live.onCalls(heard);
  stop = live.listen(open);
  streams[0]!.say('calls', { calls: [{ id: 'a' }], more: 3 });
  expect(heard).toHaveBeenCalledExactlyOnceWith([{ id: 'a' }], 3);
  leave();
  streams[0]!.say('calls', { calls: [], more: 0 });
  expect(heard).toHaveBeenCalledOnce();
});

test('a page behind another tab lets its connection go after a while, and asks for everything when it is seen again', () => {
  vi.useFakeTimers();
  stop = live.listen(open);
  streams[0]!.say('open');
  streams[0]!.say('gateway');
  seen.value = false;
  vi.advanceTimersByTime(10_000);
  seen.value = true;
  vi.advanceTimersByTime(30_000);
  expect([streams.length, streams[0]!.closed]).toEqual([1, false]);
  seen.value = false;
  vi.advanceTimersByTime(21_000);
  expect([streams[0]!.closed, live.connection.value]).toEqual([true, 'live']);
  seen.value = true;
  streams[1]!.say('open');
  streams[1]!.say('gateway');
  expect([streams.length, live.renewed.value, live.joined.value]).toEqual([2, 1, 2]);
});
