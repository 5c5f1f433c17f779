import { expect, test } from 'vitest';
import { left } from '../../src/format/left';
import { size } from '../../src/format/size';
import { newer } from '../../src/state/latest';

test('of an answer and a push, the later one counts, whichever came in last', () => {
  const [early, late] = [{ at: '2026-11-29T10:00:00Z' }, { at: '2026-11-29T10:00:01Z' }];
  expect(newer(early, late)).toBe(late);
  expect(newer(late, early)).toBe(late);
  expect(newer(null, early)).toBe(early);
  expect(newer(late, null)).toBe(late);
  expect(newer(null, null)).toBeNull();
});

test('what is left counts down in whole seconds, and ends', () => {
  const now = Date.parse('2026-11-29T10:00:00Z');
  expect(left('2026-11-29T10:00:22.500Z', now)).toBe('23 s');
  expect(left('2026-11-29T10:01:25Z', now)).toBe('1 m 25 s');
  expect(left('2026-11-29T10:00:00Z', now)).toBeNull();
});

test.each([
  [0, '0 B'],
  [812, '812 B'],
  [1536, '1.5 KB'],
  [412_880_896, '394 MB'],
  [null, '–'],
])('%s bytes are %s', (bytes, text) => {
  expect(size(bytes)).toBe(text);
});
