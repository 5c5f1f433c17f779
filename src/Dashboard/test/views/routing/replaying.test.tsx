import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { ReplayAsk } from '../../../src/api/types';
import { useReplay, type Replaying } from '../../../src/views/routing/replaying';

let replay: Replaying;
let asked: { body: ReplayAsk; answer: (response: Response) => void }[] = [];

function Shown({ ask }: { ask: ReplayAsk }) {
  replay = useReplay(ask);
  return null;
}

const show = (ask: ReplayAsk) => act(() => render(<Shown ask={ask} />, document.body));
const rests = () => act(async () => void (await vi.advanceTimersByTimeAsync(300)));
const answer = (index: number, value: unknown, status = 200) => act(async () => {
  asked[index]!.answer(new Response(JSON.stringify(value), { status }));
  await vi.advanceTimersByTimeAsync(1);
});

beforeEach(() => {
  asked = [];
  vi.useFakeTimers();
  vi.stubGlobal('fetch', (path: string, init: RequestInit = {}) =>
    path === '/api/token'
      ? Promise.resolve(new Response('{"token":"t"}'))
      : new Promise<Response>((done) => asked.push({ body: JSON.parse(String(init.body)) as ReplayAsk, answer: done })));
});

afterEach(() => {
  render(null, document.body);
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

test('a slider that is being moved asks once, when it rests, and what was shown stays until then', async () => {
  await show({ since: '24h' });
  await rests();
  await answer(0, { calls: 1 });
  expect(replay).toMatchObject({ data: { calls: 1 }, asking: false });
  for (const lambda of [0.1, 0.2, 0.4]) {
    await show({ since: '24h', lambda });
  }
  expect(replay).toMatchObject({ data: { calls: 1 }, asking: true, answered: { since: '24h' } });
  await rests();
  expect(asked.slice(1).map((one) => one.body)).toEqual([{ since: '24h', lambda: 0.4 }]);
});

test('of two on their way the later counts, even where the earlier answers last', async () => {
  await show({ lambda: 1 });
  await rests();
  await show({ lambda: 2 });
  await rests();
  await answer(1, { calls: 2 });
  await answer(0, { calls: 1 });
  expect(replay).toMatchObject({ data: { calls: 2 }, answered: { lambda: 2 }, asking: false });
});

test('what is wrong with a pasted policy is said of the policy, not of the replay before it', async () => {
  await show({});
  await rests();
  await answer(0, { calls: 1 });
  await show({ policy: { routing: {} } });
  await rests();
  await answer(1, { error: { message: 'routing.mode is none.' } }, 400);
  expect(replay).toMatchObject({ refused: 'routing.mode is none.', error: null, data: { calls: 1 } });
});

test('a replay that fails says so beside what was shown', async () => {
  await show({ lambda: 1 });
  await rests();
  await answer(0, { error: { message: 'The ledger is on holiday.' } }, 500);
  expect(replay).toMatchObject({ error: 'The ledger is on holiday.', refused: null, loading: false });
});
