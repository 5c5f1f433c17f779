import type { ComponentChildren } from 'preact';
import { Icon } from './icon';
import { clicked, sortText, type Sort } from './sorting';
import { useSteady } from './steady';

/** One column: how it is shown, written to a file and sorted by. */
export interface Column<T> {
  name: string;
  /** Numbers stand at the right, in figures of one width. */
  number?: boolean;
  /** Hidden where the page is narrow. */
  wide?: boolean;
  cell: (row: T) => ComponentChildren;
  /** For the file; the cell itself where it is a text. */
  text: (row: T) => string | number | null;
  /** By what rows stand in order where its head is clicked; unknown is null. A column without it cannot be sorted by. */
  sort?: (row: T) => number | string | null;
  /** Its name in the address; `name` where it is left out. */
  key?: string;
  /** Of columns beside each other with the same group, the name stands once above them; `name` need be unique in its group only. */
  group?: string;
}

/**
 * A table of few rows, with what a file of it needs. It is in the order given, except while somebody points at it; `onSort` makes heads buttons that
 * ask for another. What is drawn for a row is changed into the next that takes its place, so that nothing moves when the order changes.
 */
export function Table<T>({ label, columns, rows: given, rowKey, onOpen, sort, onSort, chosen }: TableProps<T>) {
  const groups = groupsOf(columns);
  const rest = columns.slice();
  const { rows, hold } = useSteady(given, rowKey, sort ? sortText(sort) : '');
  return (
    <div class="table-box" role="region" aria-label={label} tabIndex={0} {...hold}>
      <table>
        <thead>
          {groups.some((group) => group.name !== '') && (
            <tr class="groups">
              {groups.map((group, index) => {
                const mine = rest.splice(0, group.span);
                return group.name === '' ? <td key={index} colSpan={group.span} class={classes(mine[0]!)} /> : (
                  <th key={index} colSpan={group.span} scope="colgroup" class={mine.every((column) => column.wide) ? 'wide' : ''}>
                    {group.name}
                  </th>
                );
              })}
            </tr>
          )}
          <tr>
            {columns.map((column) => (
              <Head key={keyOf(column)} column={column} sort={sort} onSort={onSort} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, place) => (
            <tr key={place} class={`${onOpen ? 'opens' : ''} ${chosen?.(row) ? 'chosen' : ''}`.trim()} onClick={onOpen ? () => onOpen(row) : undefined}>
              {columns.map((column) => (
                <td key={keyOf(column)} class={classes(column)}>
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface TableProps<T> {
  label: string;
  columns: readonly Column<T>[];
  rows: readonly T[];
  rowKey: (row: T) => string;
  onOpen?: (row: T) => void;
  sort?: Sort;
  onSort?: (sort: Sort) => void;
  /** Whether a row is the one that the rest of the view is about. */
  chosen?: (row: T) => boolean;
}

function Head<T>({ column, sort, onSort }: { column: Column<T>; sort: Sort | undefined; onSort: ((sort: Sort) => void) | undefined }) {
  const by = keyOf(column);
  const isIt = sort?.by === by;
  const order = !isIt ? undefined : sort.falling ? 'descending' : 'ascending';
  return (
    <th scope="col" class={classes(column)} aria-sort={order}>
      {sort && onSort && column.sort ? (
        <button type="button" class="sort" onClick={() => onSort(clicked(sort, by, column.number === true))}>
          {column.name}
          <span class="sort-mark" aria-hidden="true">
            {!isIt ? '' : sort.falling ? '▾' : '▴'}
          </span>
        </button>
      ) : (
        column.name
      )}
    </th>
  );
}

const keyOf = <T,>(column: Column<T>): string => column.key ?? column.name;

function groupsOf<T>(columns: readonly Column<T>[]): { name: string; span: number }[] {
  const groups: { name: string; span: number }[] = [];
  for (const column of columns) {
    const last = groups.at(-1);
    if (last && last.name === (column.group ?? '') && last.name !== '') {
      last.span++;
    } else {
      groups.push({ name: column.group ?? '', span: 1 });
    }
  }
  return groups;
}

const classes = <T,>(column: Column<T>): string => `${column.number ? 'number' : ''} ${column.wide ? 'wide' : ''}`.trim();

/** Saves the rows as a file of comma-separated values. */
export function SaveCsv<T>({ name, columns, rows }: { name: string; columns: readonly Column<T>[]; rows: readonly T[] }) {
  const save = () => {
    const url = URL.createObjectURL(new Blob([csv(columns, rows)], { type: 'text/csv' }));
    const link = Object.assign(document.createElement('a'), { href: url, download: `relayplane-${name}.csv` });
    link.click();
    URL.revokeObjectURL(url);
  };
  return (
    <button type="button" class="button quiet" onClick={save} disabled={rows.length === 0}>
      <Icon name="download" size={14} /> CSV
    </button>
  );
}

/** A cell that begins as a formula gets a quote before it, so that no spreadsheet runs what a model's name says. */
export function csv<T>(columns: readonly Column<T>[], rows: readonly T[]): string {
  const cell = (value: string | number | null): string => {
    const text = value === null ? '' : typeof value === 'string' && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return [columns.map((column) => cell(column.group === undefined ? column.name : `${column.group} ${column.name}`)), ...rows.map((row) => columns.map((column) => cell(column.text(row))))].map((cells) => cells.join(',')).join('\r\n') + '\r\n';
}
