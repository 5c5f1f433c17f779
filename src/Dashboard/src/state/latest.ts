import type { Signal } from '@preact/signals';
import type { Resource } from './resource';
import { useResource } from './resource';

/** The newer of two answers that say when they were true. */
export function newer<T extends { at: string }>(one: T | null, other: T | null): T | null {
  if (one === null || other === null) {
    return one ?? other;
  }
  return Date.parse(other.at) >= Date.parse(one.at) ? other : one;
}

/** What a path answers, and what was pushed since. */
export function useLatest<T extends { at: string }>(path: string, pushed: Signal<T | null>): Resource<T> {
  const asked = useResource<T>(path);
  const data = newer(asked.data, pushed.value);
  return { ...asked, data, error: data !== null && data !== asked.data ? null : asked.error, loading: data === null && asked.loading };
}
