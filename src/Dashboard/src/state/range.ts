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

export const since = computed(() => query('range') || usual.value);

/** The range as the API takes it. */
export const span = computed(() => ({ since: since.value, until: query('until'), zone: zone() }));

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
