import { count } from './number';
import { ranges } from '../state/range';

/** How a sum differs from the one before it, in words that stand alone: `+12 %`, `-3 %`, `as before`. Null where there is nothing to compare. */
export function changed(now: number | null, before: number | null): string | null {
  if (now === null || before === null || (now === 0 && before === 0)) {
    return null;
  }
  if (before === 0) {
    return 'none before';
  }
  const percent = ((now - before) / Math.abs(before)) * 100;
  if (Math.abs(percent) < 0.5) {
    return 'as before';
  }
  return percent >= 1000 ? `${count(Math.round(now / before))} times` : `${percent > 0 ? '+' : '−'}${count(Math.round(Math.abs(percent)))} %`;
}

/** The same as a sentence: `12 % more than in the 24 hours before`. */
export function changedSentence(now: number | null, before: number | null, since: string, more = 'more', less = 'less'): string | null {
  const short = changed(now, before);
  if (short === null || now === null || before === null) {
    return null;
  }
  const stretch = `in the ${rangeName(since)} before`;
  if (short === 'none before') {
    return `none ${stretch}`;
  }
  if (short === 'as before') {
    return `as much as ${stretch}`;
  }
  const size = short.endsWith('times') ? `${short} as much as` : `${short.slice(1)} ${now > before ? more : less} than`;
  return `${size} ${stretch}`;
}

/** A stretch of time by the name it was chosen by. */
export const rangeName = (since: string): string => ranges.find((range) => range.since === since)?.name ?? 'same time';
