import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { connection, renewed, written } from '../../src/state/live';
import { useResource, type Resource } from '../../src/state/resource';
import { seen } from '../../src/state/seen';

let asked: { url: string; answer: (body: unknown, status?: number) => Promise<void> }[];
let shown: Resource<string>;

function Reader({ path, since }: { path: string; since: string }) {
  shown = useResource<string>(path, { since }, true);
  return null;
}

const show = (since = '24h', path = '/api/stats') => act(() => render(<Reader path={path} since={since} />, document.body));
const pass = (ms: number) => act(async () => void (await vi.advanceTimersByTimeAsync(ms)));

beforeEach(async () => {
  vi.useFakeTimers();
  asked = [];
  vi.stubGlobal('fetch', (url: string, { signal }: RequestInit) => {
    return new Promise<Response>((resolve, reject) => {
      signal?.addEventListener('abort', () => reject(new DOMException('', 'AbortError')));
      asked.push({ url, answer: (body, status = 200) => act(async () => {
        resolve({ ok: status < 300, status, json: async () => body } as Response);
        await vi.advanceTimersByTimeAsync(1);
      }) });
    });
  });
  connection.value = 'live';
});

afterEach(() => {
  render(null, document.body);
  seen.value = true;
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

test('an answer to the question before never takes the place of one to the question now', async () => {
  await show('24h');
  await show('7d');
  await asked[1]!.answer('of a week');
  await asked[0]!.answer('of a day');
  expect(shown).toMatchObject({ data: 'of a week', error: null, loading: false });
});

test('old data stays while another range is asked for, and goes with another path', async () => {
  await show('24h');
  await asked[0]!.answer('of a day');
  await show('7d');
  expect(shown).toMatchObject({ data: 'of a day', loading: false });
  await show('7d', '/api/series');
  expect(shown).toMatchObject({ data: null, loading: true });
});

test('it is asked again three seconds after the last answer while calls are written, and after a minute while none are', async () => {
  await show();
  await asked[0]!.answer('first');
  await act(() => void written.value++);
  await pass(2900);
  expect(asked).toHaveLength(1);
  await pass(200);
  expect(asked).toHaveLength(2);
  await asked[1]!.answer('second');
  await pass(59_000);
  expect(asked).toHaveLength(2);
  await pass(2000);
  expect(asked).toHaveLength(3);
});

test('a slow answer is waited for, however many calls are written', async () => {
  await show();
  for (let second = 0; second < 20; second++) {
    await act(() => void written.value++);
    await pass(1000);
  }
  expect(asked).toHaveLength(1);
  await asked[0]!.answer('at last');
  expect(shown.data).toBe('at last');
  await pass(10);
  expect(asked).toHaveLength(2);
});

test('behind another tab nothing is asked for, and what was missed is made up for when the page is seen', async () => {
  await show();
  await asked[0]!.answer('first');
  await act(() => void (seen.value = false));
  await act(() => void written.value++);
  await pass(600_000);
  expect(asked).toHaveLength(1);
  await act(() => void (seen.value = true));
  await pass(10);
  expect(asked).toHaveLength(2);
});

test('what went wrong is said in the gateway’s words beside what was there, and forgotten when the gateway is back', async () => {
  await show();
  await asked[0]!.answer('first');
  await act(() => shown.reload());
  await asked[1]!.answer({ error: { message: 'The ledger is busy.' } }, 503);
  expect(shown).toMatchObject({ data: 'first', error: 'The ledger is busy.' });
  await act(() => void renewed.value++);
  await asked[2]!.answer('second');
  expect(shown).toMatchObject({ data: 'second', error: null });
});
