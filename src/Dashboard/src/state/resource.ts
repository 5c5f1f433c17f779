import { useEffect, useRef, useState } from 'preact/hooks';
import { address, get, reasonOf, type Query } from '../api/client';
import { connection, renewed, written } from './live';
import { seen } from './seen';

/** What came of a question. Old data stays while newer of the same path is fetched, so that nothing jumps. */
export interface Resource<T> {
  data: T | null;
  error: string | null;
  /** Of the first answer to this question. */
  loading: boolean;
  reload: () => void;
}

/** How old sums become, in milliseconds: while calls come in, and while none do, since a range that ends now moves on by itself. */
const oldest = { busy: 3000, quiet: 60_000 };

/**
 * Asks the API, again when the question changes, when the gateway comes back, and (`live`) while the page is seen: soon after calls were written,
 * else once a minute. What is behind another tab is made up for when it is seen again. A null path asks nothing.
 */
export function useResource<T>(path: string | null, query: Query = {}, live = false): Resource<T> {
  const url = path === null ? null : address(path, query);
  const [state, setState] = useState<{ url: string | null; data: T | null; error: string | null }>({ url, data: null, error: null });
  const [again, setAgain] = useState(0);
  const asked = useRef({ at: 0, tick: 0, open: false });
  const epoch = renewed.value;
  const tick = live ? written.value : 0;
  const watches = live && url !== null && seen.value && connection.value !== 'stopped';

  useEffect(() => {
    if (url === null) {
      return;
    }
    const abort = new AbortController();
    const mine = { at: Date.now(), tick: written.peek(), open: true };
    asked.current = mine;
    const take = (next: (before: typeof state) => typeof state): void => {
      if (!abort.signal.aborted) {
        mine.open = false;
        setState(next);
      }
    };
    get<T>(url, {}, abort.signal).then(
      (data) => take(() => ({ url, data, error: null })),
      (thrown: unknown) => take((before) => ({ url, data: before.url === url ? before.data : null, error: reasonOf(thrown) })),
    );
    return () => abort.abort();
  }, [url, epoch, again]);

  // Armed anew with each answer: a slow one is waited for, not asked for again.
  useEffect(() => {
    if (!watches || asked.current.open) {
      return;
    }
    const { at, tick: then } = asked.current;
    const timer = window.setTimeout(() => setAgain((value) => value + 1), Math.max(0, at + (tick === then ? oldest.quiet : oldest.busy) - Date.now()));
    return () => window.clearTimeout(timer);
  }, [tick, watches, state]);

  const current = state.url === url;
  const data = state.url?.split('?')[0] === url?.split('?')[0] ? state.data : null;
  return {
    data,
    error: current ? state.error : null,
    loading: url !== null && data === null && (!current || state.error === null),
    reload: () => setAgain((value) => value + 1),
  };
}
