import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';

/** Milliseconds since 1970, to the second while anything on the page counts down. */
export const now = signal(Date.now());

let watching = 0;
let timer = 0;

/** The time, read anew each second for as long as the reader of it is shown. */
export function useNow(): number {
  useEffect(() => {
    now.value = Date.now();
    if (watching++ === 0) {
      timer = window.setInterval(() => (now.value = Date.now()), 1000);
    }
    return () => {
      if (--watching === 0) {
        window.clearInterval(timer);
      }
    };
  }, []);
  return now.value;
}
