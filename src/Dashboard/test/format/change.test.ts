import { describe, expect, test } from 'vitest';
import { changed, changedBriefly, changedSince } from '../../src/format/change';

describe('how a sum differs from the stretch before', () => {
  test('more and less are said in percent', () => {
    expect(changed(112, 100)).toBe('12% more');
    expect(changed(88, 100, 'more', 'fewer')).toBe('12% fewer');
    expect(changedSince(112, 100, '24h')).toBe('12% more than in the 24 hours before');
  });

  test('a difference that is lost in rounding is none', () => expect(changedBriefly(1001, 1000)).toBe('as much as before'));

  test('much more is said as a multiple', () => expect(changedBriefly(4200, 100)).toBe('42 times as much as before'));

  test('after nothing there is no percentage', () => expect(changedSince(5, 0, '7d')).toBe('none in the 7 days before'));

  test.each([[null, 5], [5, null], [0, 0]])('of %s and %s nothing is said', (now, before) => expect(changedBriefly(now, before)).toBeNull());

  test('a stretch without a name is the same time', () => expect(changedSince(2, 1, '36h')).toBe('100% more than in the same time before'));
});
