import { duration } from './time';

/** What is left until a moment, in whole seconds, so that it counts down evenly; null where it has passed. */
export function left(to: string, now: number): string | null {
  const ms = Date.parse(to) - now;
  return ms <= 0 ? null : ms < 60_000 ? `${Math.ceil(ms / 1000)} s` : duration(ms);
}
