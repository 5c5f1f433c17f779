import { afterEach, beforeEach, expect, test, vi } from 'vitest';

let place: typeof import('../../src/state/place');
let range: typeof import('../../src/state/range');

const at = async (address: string) => {
  window.history.replaceState(null, '', address);
  vi.resetModules();
  [place, range] = [await import('../../src/state/place'), await import('../../src/state/range')];
};

beforeEach(() => at('/'));
afterEach(() => document.body.replaceChildren());

const click = (html: string) => {
  document.body.innerHTML = html;
  const event = new MouseEvent('click', { bubbles: true, cancelable: true, button: 0 });
  document.querySelector('a')!.dispatchEvent(event);
  return event.defaultPrevented;
};

test('a link keeps the range, and nothing else', async () => {
  await at('/calls?range=7d&until=2h&model=a');
  expect(place.href('/latency')).toBe('/latency?range=7d&until=2h');
  expect(place.href('/calls', { model: ['b', 'c'] })).toBe('/calls?range=7d&until=2h&model=b&model=c');
});

test.each(['a/b', 'a?b#c', '<img>', 'ä 1'])('the address of a call is its own, also of the id %s', async (id) => {
  const { callLink } = await import('../../src/state/links');
  expect(new URL(callLink(id), 'http://page').pathname).toBe(`/calls/${encodeURIComponent(id)}`);
});

test('links of the page are followed in the page; a link to a part of it is left to the browser, which moves the focus there', () => {
  place.follow();
  expect(click('<a href="/calls?range=1h">x</a>')).toBe(true);
  expect(place.path.value).toBe('/calls');
  expect(click('<a href="#main">x</a>')).toBe(false);
  expect(click('<a href="/api/calls.csv">x</a>')).toBe(false);
  expect(click('<a href="https://elsewhere.example/">x</a>')).toBe(false);
});

test('the place is that of the address after going back', () => {
  place.follow();
  place.go('/calls?model=a');
  window.history.replaceState(null, '', '/latency?by=route');
  window.dispatchEvent(new PopStateEvent('popstate'));
  expect([place.path.value, place.query('by')]).toEqual(['/latency', 'route']);
});

test.each([
  ['/?range=7d', null],
  ['/?range=2026-11-01', 'since 2026-11-01'],
  ['/?range=2026-11-01&until=2026-11-02', '2026-11-01 to 2026-11-02'],
  ['/?range=24h&until=2h', '24h to 2h'],
])('what %s asks for beyond the choices is named', async (address, name) => {
  await at(address);
  expect(range.otherRange.value).toBe(name);
});
