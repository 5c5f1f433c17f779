import { rangeName } from '../state/range';
import { count, percent } from './number';

/** How a sum differs from the one of the stretch before, in words: `12% more`, `as much`, `3 times as much`. Null where there is nothing to compare. */
export function changed(now: number | null, before: number | null, more = 'more', less = 'less'): string | null {
  if (now === null || before === null || (now === 0 && before === 0)) {
    return null;
  }
  if (before === 0) {
    return 'none';
  }
  const part = Math.round((Math.abs(now - before) / Math.abs(before)) * 100);
  if (part === 0) {
    return 'as much';
  }
  return part >= 1000 ? `${count(Math.round(now / before))} times as much` : `${percent(part)} ${now > before ? more : less}`;
}

/** The same, said of a stretch: `12% more than in the 24 hours before`. */
export function changedSince(now: number | null, before: number | null, since: string, more = 'more', less = 'less'): string | null {
  return joined(changed(now, before, more, less), `in the ${rangeName(since)} before`);
}

/** The same where there is little room: `12% more than before`. */
export const changedBriefly = (now: number | null, before: number | null, more = 'more', less = 'less'): string | null => joined(changed(now, before, more, less), 'before');

function joined(change: string | null, when: string): string | null {
  return change === null ? null : change === 'none' ? `none ${when}` : `${change} ${change.endsWith('as much') ? 'as' : 'than'} ${when}`;
}
