import { computed, signal } from '@preact/signals';
import { zone } from '../format/time';
import { query } from './place';

/** The stretches of time that can be chosen; the value is what the API takes as `since`. */
export const ranges = [
  { since: '15m', name: '15 minutes' },
  { since: '1h', name: '1 hour' },
  { since: '24h', name: '24 hours' },
  { since: '7d', name: '7 days' },
  { since: '30d', name: '30 days' },
  { since: '90d', name: '90 days' },
] as const;

/** What is shown while nobody chose: a day, or less in front of a ledger that is younger. */
export const usual = signal('24h');

/** Where the range begins, as the API takes it. */
export const since = computed(() => query('range') || usual.value);

const until = computed(() => query('until'));

/** The range as the API takes it. */
export const span = computed(() => ({ since: since.value, until: until.value, zone: zone() }));

/** A stretch of time by the name it was chosen by. */
export const rangeName = (since: string): string => ranges.find((range) => range.since === since)?.name ?? 'same time';

/** What an address asks for that none of the choices says: `since 2026-11-01`, `2026-11-01 to 2026-11-02`; null where one of them does. */
export const otherRange = computed(() => (until.value !== '' ? `${since.value} to ${until.value}` : ranges.some((range) => range.since === since.value) ? null : `since ${since.value}`));

let fitted = false;

/** Fits the usual range to a ledger's first call, once: it does not change under a reader's eyes. An empty ledger is looked at closely. */
export function fit(firstCallAt: string | null, now: number = Date.now()): void {
  if (fitted) {
    return;
  }
  const age = firstCallAt === null ? 0 : now - Date.parse(firstCallAt);
  usual.value = age < 14 * 60_000 ? '15m' : age < 58 * 60_000 ? '1h' : '24h';
  fitted = firstCallAt !== null;
}
