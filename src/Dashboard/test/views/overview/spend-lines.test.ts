import { describe, expect, test } from 'vitest';
import type { SeriesAnswer, SeriesRow } from '../../../src/api/types';
import { chosenOf } from '../../../src/ui/choice';
import { measures, spendLines } from '../../../src/views/overview/spend-lines';

const row = (key: string, cost: number[], unpriced = 0): SeriesRow => ({
  key, cost_nano: cost, requests: cost.map(() => 1), errors: cost.map(() => 0), unpriced: cost.map(() => unpriced), tokens_in: cost.map(() => 10), tokens_out: cost.map(() => 3), cache_read_tokens: cost.map(() => 5),
});
const series = (rows: SeriesRow[], rest: SeriesRow | null = null): SeriesAnswer => ({ since: '', until: '', zone: 'UTC', by: 'agent', step_seconds: 60, starts: ['2026-01-01T00:00:00Z', '2026-01-01T00:01:00Z'], rows, rest });

describe('the layers of what was spent', () => {
  test('each comes to the sum of its steps, in money, requests or tokens', () => {
    const answer = series([row('a', [1, 2])]);
    expect(measures.map((measure) => spendLines(answer, measure.value)[0]!.sum)).toEqual([3, 2, 26]);
  });

  test('their order does not follow what they cost, so that they do not change places', () => {
    const names = (first: number, second: number) => spendLines(series([row('a', [first]), row('b', [second])].sort((x, y) => y.cost_nano[0]! - x.cost_nano[0]!)), 'money').map((line) => line.name);
    expect(names(1, 2)).toEqual(names(2, 1));
  });

  test('what is beyond them lies at the bottom, grey', () => {
    const [lowest] = spendLines(series([row('a', [1])], row('', [5])), 'money');
    expect(lowest).toMatchObject({ name: 'others', colour: 0, sum: 5, key: null });
  });

  test('an empty key is said in words, and unpriced calls are counted', () => {
    expect(spendLines(series([row('', [0, 0], 4)]), 'money')[0]).toMatchObject({ name: 'no agent', key: '', sum: 0, unpriced: 8 });
  });

  test('an address that names nothing known gets the first choice', () => expect([chosenOf(measures, 'tokens').value, chosenOf(measures, '<b>').value]).toEqual(['tokens', 'money']));
});
