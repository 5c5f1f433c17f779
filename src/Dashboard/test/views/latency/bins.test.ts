import { describe, expect, test } from 'vitest';
import { binsOf, marksOf, positionOf } from '../../../src/views/latency/bins';

/** The ledger's bucket of that number, in milliseconds. */
const bucket = (number: number, count: number) => (number === 0 ? { from: 0, to: 0.064, count } : { from: 0.064 * 2 ** ((number - 1) / 8), to: 0.064 * 2 ** (number / 8), count });

describe('the bars of a histogram', () => {
  test('no call is lost in merging', () => {
    const buckets = Array.from({ length: 150 }, (_, index) => bucket(20 + index, index + 1));
    const { bins } = binsOf(buckets);
    expect(bins.length).toBeLessThanOrEqual(40);
    expect(bins.reduce((sum, bin) => sum + bin.count, 0)).toBe(buckets.reduce((sum, one) => sum + one.count, 0));
  });

  test('bars follow each other without a gap, empty ones between those with something', () => {
    const { bins } = binsOf([bucket(50, 3), bucket(80, 5)]);
    expect(bins).toHaveLength(31);
    bins.slice(1).forEach((bin, index) => expect(bin.from).toBeCloseTo(bins[index]!.to, 9));
    expect(bins.filter((bin) => bin.count > 0).map((bin) => bin.count)).toEqual([3, 5]);
  });

  test('each bucket is in the bar that covers it', () => {
    const one = bucket(97, 1);
    const { bins } = binsOf([bucket(3, 1), one, bucket(200, 1)]);
    const holds = bins.find((bin) => bin.count > 0 && bin.from <= one.from * 1.0001 && bin.to >= one.to * 0.9999);
    expect(holds).toBeDefined();
  });

  test('what is below the scale stands apart', () => {
    const { least, bins } = binsOf([bucket(0, 700), bucket(40, 3)]);
    expect(least?.count).toBe(700);
    expect(bins.map((bin) => bin.count)).toEqual([3]);
  });

  test('of nothing there are none', () => expect(binsOf([])).toEqual({ least: null, bins: [] }));
});

describe('the scale beneath', () => {
  const bins = [{ from: 100, to: 1000, count: 1 }, { from: 1000, to: 10_000, count: 1 }];

  test('is logarithmic', () => {
    expect(positionOf(1000, bins)).toBeCloseTo(0.5);
    expect(positionOf(50, bins)).toBeNull();
  });

  test('has round numbers, as many as there is room for', () => {
    expect(marksOf([{ from: 90, to: 1100, count: 1 }])).toEqual([100, 200, 500, 1000]);
    expect(marksOf(bins)).toEqual([100, 300, 1000, 3000, 10_000]);
    expect(marksOf([{ from: 0.01, to: 1e9, count: 1 }]).length).toBeLessThanOrEqual(6);
    expect(marksOf([])).toEqual([]);
  });
});
