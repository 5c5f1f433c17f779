import { computed, signal } from '@preact/signals';

/** Where the reader is: everything that a link must bring back stands in the address. */
export const place = signal(here());

/** The path of the address, which says the view. */
export const path = computed(() => place.value.pathname);

function here(): URL {
  return new URL(window.location.href);
}

/** A value of the query; empty where it is not there. */
export const query = (name: string): string => place.value.searchParams.get(name) ?? '';

/** Every value of the query that has a name. */
export const queries = (name: string): string[] => place.value.searchParams.getAll(name);

/** Values of the query by name; null, or empty, takes one out. */
export type Changes = Record<string, string | readonly string[] | null>;

/** The address of a view, with the range kept. */
export function href(to: string, changes: Changes = {}): string {
  const url = new URL(to, window.location.origin);
  for (const name of ['range', 'until']) {
    const kept = place.value.searchParams.get(name);
    if (kept !== null && !url.searchParams.has(name)) {
      url.searchParams.set(name, kept);
    }
  }
  apply(url, changes);
  return url.pathname + url.search;
}

/** Goes to another address of the page; the back button leads back. */
export function go(to: string): void {
  window.history.pushState(null, '', to);
  place.value = here();
  window.scrollTo(0, 0);
}

/** Changes values of the query in place; those in `replace` mode leave no step to go back to (typing). */
export function change(changes: Changes, mode: 'push' | 'replace' = 'push'): void {
  const url = here();
  apply(url, changes);
  window.history[mode === 'push' ? 'pushState' : 'replaceState'](null, '', url.pathname + url.search);
  place.value = here();
}

function apply(url: URL, changes: Changes): void {
  for (const [name, value] of Object.entries(changes)) {
    url.searchParams.delete(name);
    for (const one of typeof value === 'string' ? [value] : (value ?? [])) {
      if (one !== '') {
        url.searchParams.append(name, one);
      }
    }
  }
}

/** Follows the browser's own buttons, and clicks on links of the page. */
export function follow(): void {
  window.addEventListener('popstate', () => (place.value = here()));
  document.addEventListener('click', (event) => {
    const link = (event.target as Element | null)?.closest?.('a[href]');
    const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey && !event.defaultPrevented;
    // A link to a part of the page moves the focus, which is the browser's to do.
    if (plain && link instanceof HTMLAnchorElement && link.origin === window.location.origin && link.hash === '' && !link.target && !link.hasAttribute('download') && !link.pathname.startsWith('/api/')) {
      event.preventDefault();
      go(link.pathname + link.search);
    }
  });
}
