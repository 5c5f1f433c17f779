import { effect, signal } from '@preact/signals';

/** What a reader may choose to see the page in. */
export type Theme = 'system' | 'light' | 'dark';

const key = 'relayplane.theme';

/** What is chosen; kept for the next visit. */
export const theme = signal<Theme>(stored());

function stored(): Theme {
  try {
    const value = window.localStorage.getItem(key);
    return value === 'light' || value === 'dark' ? value : 'system';
  } catch {
    return 'system';
  }
}

/** Shows the chosen theme, and remembers it where the browser lets us. */
export function wearTheme(): void {
  effect(() => {
    const root = document.documentElement;
    if (theme.value === 'system') {
      root.removeAttribute('data-theme');
    } else {
      root.setAttribute('data-theme', theme.value);
    }
    try {
      window.localStorage.setItem(key, theme.value);
    } catch {
      // Private windows may not store anything.
    }
  });
}
