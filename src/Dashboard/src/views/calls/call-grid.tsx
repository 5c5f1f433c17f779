import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { CallRow } from '../../api/types';
import { change } from '../../state/place';
import { columns } from './cells';
import type { Sort } from './filters';
import { slots } from './slots';
import { visible } from './visible';

/** How high a row is, in one line and, where the page is narrow, in two; and the heading. As in the style sheet. */
const heights = { row: 32, card: 60, head: 32, narrow: 640 };

/** What one sees of the box in which the rows scroll. */
export interface Sight {
  top: number;
  height: number;
  row: number;
  head: number;
}

/** Follows the scrolling and the size of a box, once a picture. */
export function useSight(box: RefObject<HTMLElement | null>): Sight {
  const [sight, setSight] = useState<Sight>({ top: 0, height: 800, row: heights.row, head: heights.head });
  useLayoutEffect(() => {
    const at = box.current!;
    let frame = 0;
    const look = () => {
      frame = 0;
      const narrow = at.clientWidth > 0 && at.clientWidth < heights.narrow;
      setSight({ top: at.scrollTop, height: at.clientHeight || 800, row: narrow ? heights.card : heights.row, head: narrow ? 0 : heights.head });
    };
    const soon = () => (frame ||= requestAnimationFrame(look));
    const resize = new ResizeObserver(soon);
    resize.observe(at);
    at.addEventListener('scroll', soon, { passive: true });
    look();
    return () => {
      resize.disconnect();
      at.removeEventListener('scroll', soon);
      cancelAnimationFrame(frame);
    };
  }, []);
  return sight;
}

const rowId = (id: string): string => `call-${id}`;

/** The rows that are seen, in a box as high as all of them. */
export function CallGrid({ rows, sight, end, sort, active, fresh, faded, link, onOpen }: { rows: readonly CallRow[]; sight: Sight; end: boolean; sort: Sort; active: string | null; fresh: ReadonlySet<string>; faded: boolean; link: (id: string) => string; onOpen: (id: string) => void }) {
  const { from, to } = visible(sight.top, sight.height, sight.row, rows.length);
  const shown = rows.slice(from, to);
  const held = useRef<Map<string, number>>(new Map());
  held.current = slots(held.current, shown.map((call) => call.id));
  const open = (event: MouseEvent) => {
    const at = event.target as Element;
    const row = at.closest('a, button') ? null : at.closest('[role="row"][id]');
    const call = shown.find((one) => rowId(one.id) === row?.id);
    if (call) {
      onOpen(call.id);
    }
  };
  const activeShown = active !== null && shown.some((call) => call.id === active);
  return (
    <div role="grid" class={`calls-grid ${faded ? 'faded' : ''}`} tabIndex={0} aria-label="Calls" aria-rowcount={end ? rows.length + 1 : -1} aria-colcount={columns.length} aria-busy={faded} aria-activedescendant={activeShown ? rowId(active) : undefined} onClick={open}>
      <div role="rowgroup" class="calls-head">
        <div role="row" class="calls-row" aria-rowindex={1}>
          {columns.map((column) => (
            <div role="columnheader" key={column.key} class={`c-${column.key} ${column.number ? 'number' : ''}`} aria-sort={column.sort ? (column.sorted?.[sort] ?? 'none') : undefined}>
              {column.sort ? <SortButton name={column.name} now={column.sorted?.[sort]} to={column.sort(sort)} /> : column.name}
            </div>
          ))}
        </div>
      </div>
      <div role="rowgroup" style={{ height: `${rows.length * sight.row}px` }}>
        <div role="presentation">
          {shown.map((call, at) => (
            <div
              role="row"
              key={held.current.get(call.id)}
              id={rowId(call.id)}
              class={`calls-row ${call.id === active ? 'active' : ''} ${fresh.has(call.id) ? 'fresh' : ''}`}
              aria-rowindex={from + at + 2}
              aria-selected={call.id === active}
              style={{ transform: `translateY(${(from + at) * sight.row}px)` }}
            >
              {columns.map((column) => (
                <div role="gridcell" key={column.key} class={`c-${column.key} ${column.number ? 'number' : ''}`}>
                  {column.cell(call, link(call.id))}
                </div>
              ))}
            </div>
          ))}
        </div>
      </div>
    </div>
  );
}

function SortButton({ name, now, to }: { name: string; now: 'ascending' | 'descending' | undefined; to: Sort }) {
  return (
    <button type="button" tabIndex={-1} onClick={() => change({ sort: to === 'newest' ? null : to })}>
      {name} <span aria-hidden="true">{now === 'ascending' ? '↑' : now === 'descending' ? '↓' : ''}</span>
    </button>
  );
}

/** Keys that move through a list wherever the focus is, as long as nothing is typed and nothing lies over it. */
export function useKeys(press: (key: string, over: boolean) => boolean): void {
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      const at = event.target as HTMLElement;
      const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(at.tagName) || at.isContentEditable;
      // A link of a row may stand for another call by now: the row that is marked counts.
      const onButton = event.key === 'Enter' && at.closest('button, summary, a') !== null && at.closest('[role="grid"] a') === null;
      if (typing || onButton || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || document.querySelector(':popover-open')) {
        return;
      }
      if (press(event.key, document.querySelector('dialog[open]') !== null)) {
        event.preventDefault();
      }
    };
    document.addEventListener('keydown', hear);
    return () => document.removeEventListener('keydown', hear);
  });
}
