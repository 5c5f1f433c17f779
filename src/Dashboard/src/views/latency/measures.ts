import type { LatencyRow, SpreadSeries } from '../../api/types';
import { countAxis, durationAxis, type Axis } from '../../format/axis';
import { duration } from '../../format/time';

/** The measures by the names that the API has for them. */
export type MeasureKey = 'total' | 'first_token' | 'speed' | 'queue';

/** What is measured of a call, and how it is read. */
export interface Measure {
  value: MeasureKey;
  name: string;
  /** What it is from and to. */
  means: string;
  show: (value: number | null) => string;
  axis: Axis;
}

const speeds = new Intl.NumberFormat(undefined, { maximumSignificantDigits: 3, useGrouping: true });

/** Tokens a second, to three digits. */
export const speed = (value: number | null): string => (value === null ? '–' : `${value >= 100 ? Math.round(value).toLocaleString() : speeds.format(value)}/s`);

/** Every measure, in the order of the choice. */
export const measures: readonly Measure[] = [
  { value: 'total', name: 'Total', means: 'From a call’s arrival to the last byte of its answer', show: duration, axis: durationAxis },
  { value: 'first_token', name: 'First token', means: 'From a call’s arrival to the first byte of its answer', show: duration, axis: durationAxis },
  { value: 'speed', name: 'Tokens per second', means: 'Output tokens a second, from the first token on: more is better', show: speed, axis: countAxis },
  { value: 'queue', name: 'Queue', means: 'How long calls waited here for room under a limit', show: duration, axis: durationAxis },
];

/** By what calls are grouped. */
export const dimensions = [
  { value: 'model', name: 'Model' },
  { value: 'provider', name: 'Provider' },
  { value: 'route', name: 'Route' },
] as const;

/** What was measured of a row. */
export const seriesOf = (row: LatencyRow, measure: MeasureKey): SpreadSeries => row[measure];
