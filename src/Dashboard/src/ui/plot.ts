import uPlot from 'uplot';
import type { Axis } from '../format/axis';
import { timeAxis } from '../format/axis';
import { drawn, stepOf, type ChartKind, type Line } from './plot-data';
import { tip } from './plot-tip';

/** What a chart shows: everything that may change while its canvas stays. */
export interface Picture {
  kind: ChartKind;
  /** When each step begins, in seconds since 1970. */
  times: readonly number[];
  lines: readonly Line[];
  /** A value for the box beside the pointer. */
  show: (value: number) => string;
  axis: Axis;
  /** Whether there is nothing between two whole numbers. */
  whole: boolean;
}

/** A chart that is drawn. */
export interface Plot {
  /** Shows other values of the same lines. */
  put: (picture: Picture) => void;
  destroy: () => void;
}

/** Draws a chart into a box. It comes in a file of its own: the page is there before it. */
export function plot(box: HTMLElement, first: Picture, height: number): Plot {
  let picture = first;
  const made = new uPlot(options(box, () => picture, height), dataOf(first), box);
  const resize = new ResizeObserver(() => made.setSize({ width: box.clientWidth, height }));
  resize.observe(box);
  return {
    put: (next) => {
      picture = next;
      made.setData(dataOf(next));
    },
    destroy: () => {
      resize.disconnect();
      made.destroy();
    },
  };
}

const dataOf = (picture: Picture): uPlot.AlignedData => [[...picture.times], ...drawn(picture.lines, picture.kind)] as uPlot.AlignedData;

const font = '11px system-ui, -apple-system, "Segoe UI", Roboto, sans-serif';

const wholeSteps = Array.from({ length: 19 }, (_, power) => [1, 2, 5].map((digit) => digit * 10 ** power)).flat();

function options(box: HTMLElement, picture: () => Picture, height: number): uPlot.Options {
  const ink = (name: string): string => colour(box, name);
  const { kind, lines, whole } = picture();
  const stacked = kind === 'stacked';
  const ordered = stacked ? [...lines].reverse() : lines;
  // Columns that are few pixels wide stand without a gap between them.
  const gap = box.clientWidth / picture().times.length >= 6 ? 1 : 0;
  let widest = 38;
  return {
    width: box.clientWidth,
    height,
    cursor: { y: false, drag: { x: false, y: false }, points: stacked ? { show: false } : { size: 7 } },
    legend: { show: false },
    padding: [10, 28, 0, 0],
    scales: {
      x: { time: true, range: () => ends(picture()) },
      y: { range: (_plot, _low, high) => [0, high > 0 ? high * 1.06 : 1] },
    },
    axes: [
      { stroke: ink('--muted'), grid: { show: false }, ticks: { show: false }, size: 26, gap: 6, font, space: 64, values: (_plot, moments, _axis, _space, step) => timeAxis(moments, step) },
      {
        stroke: ink('--muted'),
        grid: { stroke: ink('--grid'), width: 1 },
        ticks: { show: false },
        gap: 6,
        font,
        space: 34,
        ...(whole ? { incrs: wholeSteps } : {}),
        // Grows only, so that nothing moves sideways when other numbers come.
        size: (_plot, values) => (widest = Math.max(widest, 16 + 6.3 * Math.max(0, ...(values ?? []).map((value) => value.length)))),
        values: (_plot, values) => picture().axis(values),
      },
    ],
    series: [{}, ...ordered.map((line) => (stacked ? layer(ink(`--series-${line.colour}`), gap) : stroke(ink(`--series-${line.colour}`), line)))],
    plugins: [tip(box, picture)],
  };
}

const layer = (paint: string, gap: number): uPlot.Series => ({ fill: paint, width: 0, points: { show: false }, paths: uPlot.paths.bars!({ size: [1, Infinity], align: 1, gap }) });

/** A value with nothing on either side would be no line: it gets a point. */
const stroke = (paint: string, line: Line): uPlot.Series => ({
  stroke: paint,
  width: 1.75,
  points: { show: line.values.length < 3, size: 6, fill: paint, filter: (_plot, _series, shown) => (shown ? null : line.values.flatMap((value, step) => (value !== null && (line.values[step - 1] ?? null) === null && (line.values[step + 1] ?? null) === null ? [step] : []))) },
});

/** The last step of a stack is shown as wide as the others. */
function ends({ times, kind }: Picture): [number, number] {
  const from = times[0] ?? 0;
  const last = times.at(-1) ?? from;
  return [from, kind === 'stacked' || last === from ? last + stepOf(times) : last];
}

/** What a colour of the theme is right now: a canvas knows no variables. */
function colour(box: HTMLElement, name: string): string {
  const probe = document.createElement('i');
  probe.style.color = `var(${name})`;
  box.append(probe);
  const found = getComputedStyle(probe).color;
  probe.remove();
  return found;
}
