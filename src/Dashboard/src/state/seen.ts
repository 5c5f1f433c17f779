import { signal } from '@preact/signals';

/** Whether the page is looked at: in a tab behind others nothing need be asked for. */
export const seen = signal(document.visibilityState !== 'hidden');

document.addEventListener('visibilitychange', () => (seen.value = document.visibilityState !== 'hidden'));
