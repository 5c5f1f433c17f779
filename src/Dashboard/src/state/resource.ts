import { useEffect, useRef, useState } from 'preact/hooks';
import { ApiError, address, get, type Query } from '../api/client';
import { connection, renewed, written } from './live';

/** What came of a question. Old data stays while newer of the same path is fetched, so that nothing jumps. */
export interface Resource<T> {
  data: T | null;
  error: string | null;
  /** Of the first answer to this question. */
  loading: boolean;
  reload: () => void;
}

/** How often sums are asked for again while calls come in, in milliseconds. */
const between = 3000;

/**
 * Asks the API, again when the question changes, when the gateway comes back, and (`live`) at most every three seconds while calls are written
 * and the page is seen. A null path asks nothing.
 */
export function useResource<T>(path: string | null, query: Query = {}, live = false): Resource<T> {
  const url = path === null ? null : address(path, query);
  const [state, setState] = useState<{ url: string | null; data: T | null; error: string | null }>({ url, data: null, error: null });
  const [again, setAgain] = useState(0);
  const askedAt = useRef(0);
  const epoch = renewed.value;
  const tick = live ? written.value : 0;
  const stopped = connection.value === 'stopped';

  useEffect(() => {
    if (url === null) {
      return;
    }
    const abort = new AbortController();
    askedAt.current = Date.now();
    get<T>(url, {}, abort.signal).then(
      (data) => setState({ url, data, error: null }),
      (thrown: unknown) => {
        if (!abort.signal.aborted) {
          const message = thrown instanceof ApiError ? thrown.message : 'The answer could not be read.';
          setState((before) => ({ url, data: before.url === url ? before.data : null, error: message }));
        }
      },
    );
    return () => abort.abort();
  }, [url, epoch, again]);

  useEffect(() => {
    if (!live || url === null || tick === 0 || stopped) {
      return;
    }
    const wait = Math.max(0, askedAt.current + between - Date.now());
    const timer = window.setTimeout(() => {
      if (document.visibilityState === 'visible') {
        setAgain((value) => value + 1);
      }
    }, wait);
    return () => window.clearTimeout(timer);
  }, [tick, url, live, stopped]);

  const current = state.url === url;
  const data = state.url?.split('?')[0] === url?.split('?')[0] ? state.data : null;
  return {
    data,
    error: current ? state.error : null,
    loading: url !== null && data === null && (!current || state.error === null),
    reload: () => setAgain((value) => value + 1),
  };
}
