import type { SeriesAnswer, SeriesRow } from '../../api/types';
import { countAxis, moneyAxis, type Axis } from '../../format/axis';
import { keyName } from '../../format/key';
import { exactMoney, money } from '../../format/money';
import { compact, count, sum } from '../../format/number';
import { coloursOf } from '../../ui/colours';
import type { Line } from '../../ui/plot-data';

/** By what the stack is made. */
export const dimensions = [
  { value: 'model', name: 'Model' },
  { value: 'provider', name: 'Provider' },
  { value: 'agent', name: 'Agent' },
] as const;

/** What is stacked. */
export const measures = [
  { value: 'money', name: 'Money' },
  { value: 'requests', name: 'Requests' },
  { value: 'tokens', name: 'Tokens' },
] as const;
/** One of them. */
export type Measure = (typeof measures)[number]['value'];

/** One layer of the stack, with what it comes to. */
export interface SpendLine extends Line {
  key: string | null;
  sum: number;
  unpriced: number;
}

const valuesOf = (row: SeriesRow, measure: Measure): number[] =>
  measure === 'money' ? row.cost_nano : measure === 'requests' ? row.requests : row.tokens_in.map((tokens, step) => tokens + (row.tokens_out[step] ?? 0));

/** The layers, from the bottom of the stack up: always in the same order, so that they do not change places while calls come in. */
export function spendLines(series: SeriesAnswer, measure: Measure): SpendLine[] {
  const colours = coloursOf(series.by, series.rows.map((row) => row.key));
  const lines = series.rows.map((row): SpendLine => {
    const values = valuesOf(row, measure);
    return { key: row.key, name: keyName(series.by, row.key), values, colour: colours.get(row.key) ?? 0, sum: sum(values), unpriced: sum(row.unpriced) };
  });
  lines.sort((a, b) => a.colour - b.colour || a.name.localeCompare(b.name));
  if (series.rest) {
    const values = valuesOf(series.rest, measure);
    lines.unshift({ key: null, name: 'others', values, colour: 0, sum: sum(values), unpriced: sum(series.rest.unpriced) });
  }
  return lines;
}

/** For reading and for the scale. */
export const wordsOf: Record<Measure, { show: (value: number) => string; exact: (value: number) => string; axis: Axis }> = {
  money: { show: money, exact: exactMoney, axis: moneyAxis },
  requests: { show: compact, exact: count, axis: countAxis },
  tokens: { show: compact, exact: count, axis: countAxis },
};
