import { describe, expect, test } from 'vitest';
import { clicked, sorted, sortOf, sortText } from '../../src/ui/sorting';
import type { Column } from '../../src/ui/table';

interface Row {
  name: string;
  ms: number | null;
}
const columns: Column<Row>[] = [
  { name: 'name', cell: (row) => row.name, text: (row) => row.name, sort: (row) => row.name },
  { name: 'p50', key: 'total.p50', number: true, cell: (row) => row.ms, text: (row) => row.ms, sort: (row) => row.ms },
];
const rows: Row[] = [{ name: 'b', ms: 5 }, { name: 'a', ms: null }, { name: 'c', ms: 40 }];
const names = (by: string, falling: boolean) => sorted(rows, columns, { by, falling }).map((row) => row.name).join('');

describe('rows in order', () => {
  test('numbers are compared as numbers, names as names', () => {
    expect(names('total.p50', true)).toBe('cba');
    expect(names('name', false)).toBe('abc');
  });

  test('what is unknown comes last, whichever way', () => expect(names('total.p50', false)).toBe('bca'));

  test('by a column that is not there, they stay as they are', () => expect(names('made-up', true)).toBe('bac'));
});

describe('the order in the address', () => {
  test('is read as it was written', () => {
    for (const sort of [{ by: 'total.p50', falling: true }, { by: 'name', falling: false }]) {
      expect(sortOf(sortText(sort), { by: 'x', falling: true })).toEqual(sort);
    }
    expect(sortOf('', { by: 'x', falling: true })).toEqual({ by: 'x', falling: true });
  });

  test('a second click turns it, another column begins with the largest or with A', () => {
    expect(clicked({ by: 'ms', falling: true }, 'ms', true)).toEqual({ by: 'ms', falling: false });
    expect(clicked({ by: 'ms', falling: true }, 'cost', true).falling).toBe(true);
    expect(clicked({ by: 'ms', falling: true }, 'name', false).falling).toBe(false);
  });
});
