import type { Spread } from '../../api/types';

/** One bar of a histogram. */
export interface Bin {
  from: number;
  to: number;
  count: number;
}

/** How wide the ledger's buckets are: eight of them double. */
const perOctave = 8;

/**
 * Logarithmic buckets merged into bars of the same width on a logarithmic scale, `most` at most, with empty ones where nothing was counted.
 * What begins at nothing (the bucket below the scale) is a bar of its own at the left.
 */
export function binsOf(buckets: Spread['buckets'], most = 40): { least: Bin | null; bins: Bin[] } {
  const least = buckets.find((bucket) => bucket.from <= 0) ?? null;
  const scaled = buckets.filter((bucket) => bucket.from > 0 && bucket.count > 0);
  if (scaled.length === 0) {
    return { least, bins: [] };
  }
  const lowest = Math.min(...scaled.map((bucket) => bucket.from));
  const indexOf = (from: number): number => Math.round(perOctave * Math.log2(from / lowest));
  const span = 1 + Math.max(...scaled.map((bucket) => indexOf(bucket.from)));
  const width = Math.ceil(span / most);
  const edge = (bin: number): number => lowest * 2 ** ((bin * width) / perOctave);
  const bins = Array.from({ length: Math.ceil(span / width) }, (_, bin): Bin => ({ from: edge(bin), to: edge(bin + 1), count: 0 }));
  for (const bucket of scaled) {
    bins[Math.floor(indexOf(bucket.from) / width)]!.count += bucket.count;
  }
  return { least, bins };
}

/** Where a value stands between the ends of the bars, from 0 to 1; null beyond them. */
export function positionOf(value: number, bins: readonly Bin[]): number | null {
  const first = bins[0]?.from;
  const last = bins.at(-1)?.to;
  if (first === undefined || last === undefined || value < first || value > last) {
    return null;
  }
  return Math.log(value / first) / Math.log(last / first);
}

/** Round numbers to write beneath: 1, 2 and 5 of each power of ten where there is room for `most`, else 1 alone, or fewer. */
export function marksOf(bins: readonly Bin[], most = 6): number[] {
  const first = bins[0]?.from;
  const last = bins.at(-1)?.to;
  if (first === undefined || last === undefined) {
    return [];
  }
  const from = Math.floor(Math.log10(first));
  const powers = Array.from({ length: Math.ceil(Math.log10(last)) - from + 1 }, (_, index) => 10 ** (from + index));
  const within = (marks: number[]): number[] => marks.filter((mark) => mark >= first * 0.999 && mark <= last * 1.001);
  for (const digits of [[1, 2, 5], [1, 3], [1]]) {
    const marks = within(powers.flatMap((power) => digits.map((digit) => digit * power)));
    if (marks.length <= most && marks.length > 0) {
      return marks;
    }
  }
  const tens = within(powers);
  return tens.filter((_, index) => index % Math.ceil(tens.length / most) === 0);
}
