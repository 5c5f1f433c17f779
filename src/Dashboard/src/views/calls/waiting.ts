import type { CallRow } from '../../api/types';

/** Calls that came and are not among the rows yet; beyond `most` it is only known that there are others. */
export class Waiting {
  calls: CallRow[] = [];
  /** Whether there are others that fit, or may. */
  missed = false;
  readonly #most: number;

  constructor(most: number) {
    this.#most = most;
  }

  /** Takes what is in none of the rows, and not here already: after a break the same may be told twice. */
  add(calls: readonly CallRow[], missed: boolean, rows: readonly CallRow[]): void {
    if (calls.length > 0) {
      const known = new Set([...this.calls, ...rows].map((call) => call.id));
      this.calls = [...calls.filter((call) => !known.has(call.id)), ...this.calls];
    }
    this.missed ||= missed || this.calls.length > this.#most;
    this.calls.length = Math.min(this.calls.length, this.#most);
  }

  forget(): void {
    this.calls = [];
    this.missed = false;
  }
}
