import { expect, test } from 'vitest';
import { parts } from '../../../src/ui/parts';

test('each part begins where the one before it ends, and is as wide as its share but for a hair', () => {
  const [first, second, third] = parts([50, 25, 25]);
  expect([first!.from, second!.from, third!.from]).toEqual([0, 0.5, 0.75]);
  expect(first!.width).toBeCloseTo(0.498);
  expect(third!.width).toBeCloseTo(0.248);
});

test('the smallest part is still seen', () => {
  expect(parts([10_000, 1])[1]!.width).toBeGreaterThan(0);
});
