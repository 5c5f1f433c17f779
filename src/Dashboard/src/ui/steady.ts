import { useRef, useState } from 'preact/hooks';

/** Rows in the order in which they stood before, and those that came since after them. */
export function inOrderOf<T>(before: readonly string[], rows: readonly T[], keyOf: (row: T) => string): T[] {
  const place = new Map(before.map((key, at) => [key, at]));
  const at = (row: T): number => place.get(keyOf(row)) ?? before.length;
  return [...rows].sort((one, other) => at(one) - at(other));
}

/** Rows that do not change places while the pointer or the focus is among them, until another order is asked for. */
export function useSteady<T>(rows: readonly T[], keyOf: (row: T) => string, order: string): { rows: readonly T[]; hold: Hold } {
  const [pointed, setPointed] = useState(false);
  const [focused, setFocused] = useState(false);
  const shown = useRef<{ order: string; keys: readonly string[] }>({ order, keys: [] });
  const steady = (pointed || focused) && shown.current.order === order ? inOrderOf(shown.current.keys, rows, keyOf) : rows;
  shown.current = { order, keys: steady.map(keyOf) };
  return {
    rows: steady,
    hold: { onPointerEnter: () => setPointed(true), onPointerLeave: () => setPointed(false), onFocusIn: () => setFocused(true), onFocusOut: () => setFocused(false) },
  };
}

/** What the box of the rows listens to. */
export interface Hold {
  onPointerEnter: () => void;
  onPointerLeave: () => void;
  onFocusIn: () => void;
  onFocusOut: () => void;
}
