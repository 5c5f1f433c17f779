import { effect, signal } from '@preact/signals';
import { storedTheme, storeTheme, wear, type Theme } from './worn';

export type { Theme };

/** What is chosen; kept for the next visit. */
export const theme = signal<Theme>(storedTheme());

/** Shows the chosen theme, and remembers it. */
export function wearTheme(): void {
  effect(() => {
    wear(theme.value);
    storeTheme(theme.value);
  });
}
