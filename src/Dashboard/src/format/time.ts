/** Milliseconds for reading: 0.8 ms, 240 ms, 1.24 s, 3 m 12 s, 2 h 5 m. */
export function duration(ms: number | null | undefined): string {
  if (ms === null || ms === undefined) {
    return '–';
  }
  if (ms > 0 && ms < 10) {
    return `${fixed(ms, 1)} ms`;
  }
  if (ms < 1000) {
    return `${Math.round(ms)} ms`;
  }
  if (ms < 60_000) {
    return `${fixed(ms / 1000, ms < 10_000 ? 2 : 1)} s`;
  }
  const seconds = Math.round(ms / 1000);
  if (seconds < 3600) {
    return `${Math.floor(seconds / 60)} m ${seconds % 60} s`;
  }
  const minutes = Math.round(seconds / 60);
  return minutes < 60 * 48 ? `${Math.floor(minutes / 60)} h ${minutes % 60} m` : `${Math.round(minutes / 1440)} d`;
}

const fixed = (value: number, digits: number): string => value.toLocaleString(undefined, { minimumFractionDigits: digits, maximumFractionDigits: digits });

const clock = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' });
const dayAndClock = new Intl.DateTimeFormat(undefined, { month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', second: '2-digit' });
const dayAndMinute = new Intl.DateTimeFormat(undefined, { month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit' });
const full = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'long' });
const date = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' });

/** The time of day for today, else with its date. */
export function moment(iso: string | null, now: Date = new Date()): string {
  if (iso === null) {
    return '–';
  }
  const at = new Date(iso);
  return at.toDateString() === now.toDateString() ? clock.format(at) : dayAndClock.format(at);
}

/** As narrow as a column: to the second for today, to the minute before. */
export function shortMoment(iso: string, now: Date = new Date()): string {
  const at = new Date(iso);
  return at.toDateString() === now.toDateString() ? clock.format(at) : dayAndMinute.format(at);
}

/** With weekday and zone, for a tooltip. */
export const fullMoment = (iso: string): string => full.format(new Date(iso));

/** A day by its date. */
export const day = (iso: string): string => date.format(new Date(iso));

/** The reader's own time zone, for questions about days. */
export const zone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;
