import type { ComponentChildren } from 'preact';
import { Icon } from './icon';

export interface Column<T> {
  name: string;
  /** Numbers stand at the right, in figures of one width. */
  number?: boolean;
  /** Hidden where the page is narrow. */
  wide?: boolean;
  cell: (row: T) => ComponentChildren;
  /** For the file; the cell itself where it is a text. */
  text: (row: T) => string | number | null;
}

/** A table of few rows, with what a file of it needs. */
export function Table<T>({ label, columns, rows, rowKey, onOpen }: { label: string; columns: readonly Column<T>[]; rows: readonly T[]; rowKey: (row: T) => string; onOpen?: (row: T) => void }) {
  return (
    <div class="table-box" role="region" aria-label={label} tabIndex={0}>
      <table>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.name} scope="col" class={classes(column)}>
                {column.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)} class={onOpen ? 'opens' : ''} onClick={onOpen ? () => onOpen(row) : undefined}>
              {columns.map((column) => (
                <td key={column.name} class={classes(column)}>
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
  return [columns.map((column) => cell(column.name)), ...rows.map((row) => columns.map((column) => cell(column.text(row))))].map((cells) => cells.join(',')).join('\r\n') + '\r\n';
}
