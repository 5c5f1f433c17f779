import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Label } from '../../../src/views/calls/label';

let asked: { path: string; body: unknown }[] = [];
let status = 204;

beforeEach(() => {
  asked = [];
  status = 204;
  vi.stubGlobal('fetch', async (path: string, init: RequestInit = {}) => {
    if (path === '/api/token') {
      return new Response('{"token":"t"}');
    }
    asked.push({ path, body: JSON.parse(String(init.body)) });
    return status === 204 ? new Response(null, { status }) : new Response('{"error":{"message":"No."}}', { status });
  });
  act(() => render(<Label id="a/b" of={null} />, document.body));
});

afterEach(() => {
  render(null, document.body);
  vi.unstubAllGlobals();
});

const button = (name: string) => [...document.querySelectorAll('button')].find((one) => (one.getAttribute('aria-label') ?? one.textContent) === name);
const press = (name: string) => act(async () => {
  button(name)!.click();
  await new Promise((done) => setTimeout(done));
});
const pressed = () => ['Good', 'Not good'].filter((name) => button(name)!.getAttribute('aria-pressed') === 'true');

test('a thumb says whether the answer was good, and a second press takes it back', async () => {
  await press('Good');
  expect(pressed()).toEqual(['Good']);
  await press('Good');
  expect(pressed()).toEqual([]);
  expect(asked).toEqual([{ path: '/api/calls/a%2Fb/label', body: { good: true } }, { path: '/api/calls/a%2Fb/label', body: { good: null } }]);
});

test('undo brings back what was said before', async () => {
  await press('Good');
  await press('Not good');
  await press('Undo');
  expect(pressed()).toEqual(['Good']);
  expect(button('Undo')).toBeUndefined();
});

test('what could not be kept is not shown as said', async () => {
  status = 500;
  await press('Not good');
  expect(pressed()).toEqual([]);
});
