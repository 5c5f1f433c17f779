import { signal } from '@preact/signals';

/** A sentence about what was just done, for a few seconds. */
const shown = signal<{ text: string; tone: 'good' | 'bad'; id: number } | null>(null);
let next = 0;

/** Says it, in place of what was said before. */
export function say(text: string, tone: 'good' | 'bad' = 'good'): void {
  const id = ++next;
  shown.value = { text, tone, id };
  window.setTimeout(() => {
    if (shown.value?.id === id) {
      shown.value = null;
    }
  }, 6000);
}

/** Where it is shown and read out. */
export function Notices() {
  return (
    <div class="notices" role="status" aria-live="polite">
      {shown.value && <p class={`notice ${shown.value.tone}`}>{shown.value.text}</p>}
    </div>
  );
}
