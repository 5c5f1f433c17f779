import { expect, test } from 'vitest';
import { lambdaAt, lambdaOf, lambdaSpoken, placeOf, places } from '../../../src/views/routing/lambda';

const all = Array.from({ length: places + 1 }, (_, place) => lambdaAt(place));

test('the slider begins at nothing, ends at three, and each place is more than the one before', () => {
  expect([all[0], all[1], all.at(-1)]).toEqual([0, 0.01, 3]);
  expect(all.every((value, place) => place === 0 || value > all[place - 1]!)).toBe(true);
});

test('a λ leads to its own place and back', () => {
  expect(all.map(placeOf)).toEqual(all.map((_, place) => place));
});

test('what is beyond the ends stands at them, and what is none at the first', () => {
  expect([placeOf(-1), placeOf(NaN), placeOf(0.001), placeOf(0.008), placeOf(99)]).toEqual([0, 0, 0, 1, places]);
});

test('the usual λ is not moved by more than a tenth', () => {
  expect(Math.abs(lambdaAt(placeOf(0.3)) - 0.3)).toBeLessThanOrEqual(0.03);
});

test('an address says a λ or none', () => {
  expect(['', ' ', 'x', '-1', 'Infinity', '0', '0.25'].map(lambdaOf)).toEqual([null, null, null, null, null, 0, 0.25]);
});

test('it is spoken with what it means', () => {
  expect([0, 0.02, 0.3, 1, 3].map(lambdaSpoken)).toEqual(['0, cost does not count', '0.02, cost counts little', '0.3, cost counts', '1, cost counts much', '3, cost counts most']);
});
