/** One line of a chart, or one layer of a stack. */
export interface Line {
  name: string;
  values: readonly (number | null)[];
  /** The number of a series colour, 1 to 8; 0 is the grey of `other`. */
  colour: number;
}

/** Lines, or columns on top of each other. */
export type ChartKind = 'lines' | 'stacked';

/** Stacked layers are drawn from the top one down, each as high as all beneath it together. */
export function drawn(lines: readonly Line[], kind: ChartKind): (number | null)[][] {
  if (kind === 'lines') {
    return lines.map((line) => [...line.values]);
  }
  const sums: number[] = [];
  return lines
    .map((line) => line.values.map((value, step) => (sums[step] = (sums[step] ?? 0) + (value ?? 0))))
    .reverse();
}

/** All layers of a stack together, at each step. */
export const totals = (lines: readonly Line[], steps: number): number[] => Array.from({ length: steps }, (_, step) => lines.reduce((sum, line) => sum + (line.values[step] ?? 0), 0));

/** The step that a moment falls into: the last that has begun; null before the first. */
export function stepAt(times: readonly number[], moment: number): number | null {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (times[middle]! <= moment) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low === 0 ? null : low - 1;
}

/** The step nearest to a moment, for lines. */
export function nearestStep(times: readonly number[], moment: number): number | null {
  const at = stepAt(times, moment);
  if (at === null) {
    return times.length > 0 ? 0 : null;
  }
  const next = times[at + 1];
  return next !== undefined && next - moment < moment - times[at]! ? at + 1 : at;
}

/** How long a step is, in seconds, where nobody says: the shortest gap, a minute for a single one. */
export function stepOf(times: readonly number[]): number {
  let least = Infinity;
  for (let index = 1; index < times.length; index++) {
    least = Math.min(least, times[index]! - times[index - 1]!);
  }
  return Number.isFinite(least) ? least : 60;
}

/** Where the box beside the pointer goes: at its right where there is room, else at its left, and never over an edge. */
export function tipLeft(pointer: number, width: number, room: number): number {
  const wanted = pointer + 14 + width <= room ? pointer + 14 : pointer - 14 - width;
  return Math.max(0, Math.min(wanted, room - width));
}
