import { describe, expect, test } from 'vitest';
import type { Alert } from '../../../src/api/types';
import { figures, filter, fold, typeName } from '../../../src/views/alerts/words';

const alert = (id: string, at: number, more: Partial<Alert> = {}): Alert => ({ id, type: 'velocity', severity: 'warning', message: '', key: '', at: new Date(at).toISOString(), data: {}, ...more });

describe('alerts', () => {
  test('take in one that has just come, the newest first', () => {
    expect(fold([alert('b', 2), alert('a', 1)], alert('c', 3)).map((one) => one.id)).toEqual(['c', 'b', 'a']);
  });

  test('are not doubled, and keep what is known of their delivery', () => {
    const all = fold([alert('b', 2, { delivered: true }), alert('a', 1)], alert('b', 2));
    expect(all.map((one) => [one.id, one.delivered])).toEqual([['b', true], ['a', undefined]]);
  });

  test('are filtered by type and severity together', () => {
    const all = [alert('a', 1), alert('b', 2, { severity: 'critical' }), alert('c', 3, { type: 'test' })];
    expect(filter(all, 'velocity', 'critical').map((one) => one.id)).toEqual(['b']);
    expect(filter(all, '', '')).toHaveLength(3);
  });

  test('name a type that is not known by itself', () => {
    expect(typeName('new_kind')).toBe('new_kind');
  });
});

test('figures are exact in the tooltip, leave out what is unknown, and leave the call to its link', () => {
  expect(figures({ call: 'x', limitUsd: 5, usd: 7.213004, model: undefined, percent: 144.26, ...{ odd: 'y' } })).toEqual([
    { name: 'Spent', value: '$7.21', title: '$7.213004000' },
    { name: 'Limit', value: '$5.00', title: '$5.000000000' },
    { name: 'Share', value: '144.3%' },
    { name: 'odd', value: 'y' },
  ]);
});
