/** What a reader may choose to see the page in. */
export type Theme = 'system' | 'light' | 'dark';

const key = 'relayplane.theme';

/** What was chosen at an earlier visit. */
export function storedTheme(): Theme {
  try {
    const value = window.localStorage.getItem(key);
    return value === 'light' || value === 'dark' ? value : 'system';
  } catch {
    return 'system';
  }
}

/** Keeps the choice for the next visit, where the browser lets us. */
export function storeTheme(theme: Theme): void {
  try {
    window.localStorage.setItem(key, theme);
  } catch {
    // Private windows may not store anything.
  }
}

/** Shows the page in a theme. */
export function wear(theme: Theme): void {
  const root = document.documentElement;
  if (theme === 'system') {
    root.removeAttribute('data-theme');
  } else {
    root.setAttribute('data-theme', theme);
  }
}
