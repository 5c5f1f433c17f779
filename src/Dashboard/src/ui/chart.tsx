import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Axis } from '../format/axis';
import { theme } from '../state/theme';
import { ChartTable } from './chart-table';
import { Icon } from './icon';
import { Legend, type LegendEntry } from './legend';
import type { Picture, Plot } from './plot';
import type { ChartKind, Line } from './plot-data';

export type { Line } from './plot-data';

interface ChartProps {
  label: string;
  /** When each step begins. */
  starts: readonly string[];
  lines: readonly Line[];
  kind: ChartKind;
  height: number;
  /** A value for reading. */
  show: (value: number) => string;
  /** A value to its last digit, for the box beside the pointer and the table; `show` where it is left out. */
  exact?: (value: number) => string;
  /** The numbers beside the scale; `show` of each where it is left out. */
  axis?: Axis;
  /** Whether there is nothing between two whole numbers. */
  whole?: boolean;
  /** Named beneath. */
  legend?: readonly LegendEntry[];
}

/** One chart over time: lines, or columns stacked in the order given. A button turns it into a table of the same numbers. */
export function Chart({ label, starts, lines, kind, height, show, exact = show, axis = (values) => values.map(show), whole = false, legend }: ChartProps) {
  const [asTable, setAsTable] = useState(false);
  const times = useMemo(() => starts.map((start) => Date.parse(start) / 1000), [starts]);
  return (
    <div class="chart-block">
      {asTable ? (
        <ChartTable label={label} times={times} lines={lines} kind={kind} height={height} show={exact} />
      ) : (
        <Canvas label={`${label}: ${spoken(lines, show)}`} height={height} picture={{ kind, times, lines, show: exact, axis, whole }} onBroken={() => setAsTable(true)} />
      )}
      <div class="chart-foot">
        {legend && <Legend of={legend} />}
        <button type="button" class="icon-button chart-turn" aria-pressed={asTable} onClick={() => setAsTable(!asTable)} aria-label={`${label} as a table`} title={asTable ? 'Show as a chart' : 'Show as a table'}>
          <Icon name={asTable ? 'chart' : 'calls'} size={15} />
        </button>
      </div>
    </div>
  );
}

/** The picture itself. What draws it is fetched when the first is wanted; `onBroken` where it is not to be had, as from a gateway that was replaced. */
function Canvas({ label, height, picture, onBroken }: { label: string; height: number; picture: Picture; onBroken: () => void }) {
  const box = useRef<HTMLDivElement>(null);
  const plot = useRef<Plot | null>(null);
  const latest = useRef(picture);
  latest.current = picture;
  const shape = `${picture.kind}/${picture.whole}/${picture.lines.map((line) => line.colour).join('/')}/${theme.value}/${useDark()}`;

  // Made anew when its lines are others; new values alone are put into the one that is there.
  useEffect(() => {
    let left = false;
    void import('./plot').then((drawing) => {
      if (!left && box.current) {
        plot.current = drawing.plot(box.current, latest.current, height);
      }
    }, () => !left && onBroken());
    return () => {
      left = true;
      plot.current?.destroy();
      plot.current = null;
    };
  }, [shape, height]);

  useEffect(() => plot.current?.put(latest.current), [picture.times, picture.lines, picture.show, picture.axis]);

  return <div ref={box} class="chart" style={{ height: `${height}px` }} role="img" aria-label={label} />;
}

/** Whether the system wears dark, which the theme may follow. */
function useDark(): boolean {
  const [dark, setDark] = useState(() => window.matchMedia('(prefers-color-scheme: dark)').matches);
  useEffect(() => {
    const query = window.matchMedia('(prefers-color-scheme: dark)');
    const changed = () => setDark(query.matches);
    query.addEventListener('change', changed);
    return () => query.removeEventListener('change', changed);
  }, []);
  return dark;
}

function spoken(lines: readonly Line[], show: (value: number) => string): string {
  return lines
    .slice(0, 9)
    .map((line) => {
      const last = line.values.findLast((value) => value !== null);
      return `${line.name} ${last === undefined || last === null ? 'nothing' : show(last)} at last`;
    })
    .join(', ');
}
