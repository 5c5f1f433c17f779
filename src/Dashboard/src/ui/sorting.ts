import type { Column } from './table';

/** By which column rows stand in order, and whether the largest comes first. */
export interface Sort {
  by: string;
  falling: boolean;
}

/** `p95` rises, `-p95` falls: as it stands in the address. */
export const sortOf = (text: string, usual: Sort): Sort => (text === '' ? usual : { by: text.replace(/^-/, ''), falling: text.startsWith('-') });

/** The same as it stands in the address. */
export const sortText = (sort: Sort): string => `${sort.falling ? '-' : ''}${sort.by}`;

/** What a click on a column's head asks for: the other way round if it is the one in force, else numbers from the largest, names from A. */
export const clicked = (sort: Sort, by: string, isNumber: boolean): Sort => ({ by, falling: sort.by === by ? !sort.falling : isNumber });

/** Rows in order; what is unknown comes last, whichever way. */
export function sorted<T>(rows: readonly T[], columns: readonly Column<T>[], sort: Sort): T[] {
  const value = columns.find((column) => (column.key ?? column.name) === sort.by)?.sort;
  if (!value) {
    return [...rows];
  }
  return rows
    .map((row) => ({ row, at: value(row) }))
    .sort(({ at: a }, { at: b }) => {
      if (a === null || b === null) {
        return a === b ? 0 : a === null ? 1 : -1;
      }
      const rising = typeof a === 'string' || typeof b === 'string' ? String(a).localeCompare(String(b)) : a - b;
      return sort.falling ? -rising : rising;
    })
    .map(({ row }) => row);
}
