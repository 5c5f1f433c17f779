import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';

/** Tabs that show one of several parts in the same place: arrow keys go from one to the next, Home and End to the ends. */
export function TabList({ label, tabs, at, onChoose, children }: { label: string; tabs: readonly { key: string; name: string }[]; at: string; onChoose: (key: string) => void; children: ComponentChildren }) {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const index = tabs.findIndex((tab) => tab.key === at);
  useEffect(() => list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' }), [at]);
  const move = (event: KeyboardEvent) => {
    const to = nextTab(event.key, index, tabs.length);
    if (to !== null) {
      event.preventDefault();
      onChoose(tabs[to]!.key);
      list.current?.querySelectorAll<HTMLElement>('[role=tab]')[to]?.focus();
    }
  };
  return (
    <>
      <div class="tab-list" role="tablist" aria-label={label} ref={list} onKeyDown={move}>
        {tabs.map((tab) => (
          <button type="button" role="tab" key={tab.key} id={`${id}-${tab.key}`} aria-selected={tab.key === at} aria-controls={`${id}-panel`} tabIndex={tab.key === at ? 0 : -1} onClick={() => onChoose(tab.key)}>
            {tab.name}
          </button>
        ))}
      </div>
      <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${at}`} class="tab-panel">
        {children}
      </div>
    </>
  );
}

/** Where a key leads from a tab; null where it leads nowhere. */
export function nextTab(key: string, index: number, count: number): number | null {
  switch (key) {
    case 'ArrowRight':
      return (index + 1) % count;
    case 'ArrowLeft':
      return (index - 1 + count) % count;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}
