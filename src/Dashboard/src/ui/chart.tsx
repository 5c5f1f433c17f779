import { useEffect, useMemo, useRef } from 'preact/hooks';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { theme } from '../state/theme';

export interface Line {
  name: string;
  values: readonly (number | null)[];
  /** The number of a series colour, 1 to 8; 0 is the grey of `other`. */
  colour: number;
}

/** One chart over time: lines, or areas stacked in the order given. The table beneath it is for who does not see it. */
export function Chart({
  label,
  starts,
  lines,
  kind,
  height,
  show,
}: {
  label: string;
  /** When each step begins. */
  starts: readonly string[];
  lines: readonly Line[];
  kind: 'lines' | 'stacked';
  height: number;
  /** A value for reading. */
  show: (value: number) => string;
}) {
  const box = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | null>(null);
  const worn = theme.value;
  const times = useMemo(() => starts.map((start) => Date.parse(start) / 1000), [starts]);
  const data = useMemo(() => [times, ...drawn(lines, kind)] as uPlot.AlignedData, [times, lines, kind]);
  const shape = `${kind}/${lines.map((line) => `${line.name}:${line.colour}`).join('/')}/${worn}`;

  // Made anew when its lines are others; new values alone are put into the one that is there.
  useEffect(() => {
    const at = box.current;
    if (!at) {
      return;
    }
    const made = new uPlot(options(at, label, lines, kind, height, show), data, at);
    plot.current = made;
    const resize = new ResizeObserver(() => made.setSize({ width: at.clientWidth, height }));
    resize.observe(at);
    return () => {
      resize.disconnect();
      made.destroy();
      plot.current = null;
    };
  }, [shape, height]);

  useEffect(() => {
    if (plot.current && plot.current.data !== data) {
      plot.current.setData(data);
    }
  }, [data]);

  return <div ref={box} class="chart" style={{ height: `${height}px` }} role="img" aria-label={`${label}: ${spoken(lines, show)}`} />;
}

/** Stacked areas are drawn from the top one down, each as high as all beneath it together. */
function drawn(lines: readonly Line[], kind: 'lines' | 'stacked'): (number | null)[][] {
  if (kind === 'lines') {
    return lines.map((line) => [...line.values]);
  }
  const sums: number[] = [];
  return lines
    .map((line) => line.values.map((value, step) => (sums[step] = (sums[step] ?? 0) + (value ?? 0))))
    .reverse();
}

function spoken(lines: readonly Line[], show: (value: number) => string): string {
  return lines
    .slice(0, 8)
    .map((line) => {
      const last = line.values.findLast((value) => value !== null);
      return `${line.name} ${last === undefined || last === null ? 'nothing' : show(last)} at last`;
    })
    .join(', ');
}

function options(box: HTMLElement, label: string, lines: readonly Line[], kind: 'lines' | 'stacked', height: number, show: (value: number) => string): uPlot.Options {
  const ink = (name: string): string => colour(box, name);
  const ordered = kind === 'stacked' ? [...lines].reverse() : lines;
  const grid = { stroke: ink('--grid'), width: 1 };
  return {
    width: box.clientWidth,
    height,
    title: '',
    cursor: { y: false, points: { size: 6 } },
    legend: { show: false },
    padding: [8, 8, 0, 0],
    scales: { x: { time: true }, y: { range: (_plot, _low, high) => [0, high > 0 ? high * 1.08 : 1] } },
    axes: [
      { stroke: ink('--muted'), grid: { show: false }, ticks: { show: false }, size: 28, font: '11px system-ui' },
      { stroke: ink('--muted'), grid, ticks: { show: false }, size: (_plot, values) => 14 + 6.4 * Math.max(4, ...(values ?? []).map((value) => value.length)), values: (_plot, values) => values.map(show), font: '11px system-ui' },
    ],
    series: [
      {},
      ...ordered.map((line): uPlot.Series => {
        const paint = ink(`--series-${line.colour}`);
        return {
          label: line.name,
          stroke: paint,
          width: kind === 'stacked' ? 1 : 1.75,
          points: { show: line.values.length < 3 },
          ...(kind === 'stacked' ? { fill: paint, paths: uPlot.paths.stepped!({ align: 1 }) } : {}),
        };
      }),
    ],
    plugins: [tip(label, lines, show)],
  };
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

/** Says beside the pointer what each line is at that moment. */
function tip(label: string, lines: readonly Line[], show: (value: number) => string): uPlot.Plugin {
  const at = document.createElement('div');
  at.className = 'chart-tip';
  at.hidden = true;
  return {
    hooks: {
      init: (plot) => {
        plot.over.appendChild(at);
        plot.over.addEventListener('mouseleave', () => (at.hidden = true));
      },
      setCursor: (plot) => {
        const step = plot.cursor.idx;
        if (step === null || step === undefined || (plot.cursor.left ?? -1) < 0) {
          at.hidden = true;
          return;
        }
        at.replaceChildren(...rows(plot, step, lines, show));
        at.setAttribute('aria-label', label);
        at.hidden = false;
        const left = plot.cursor.left ?? 0;
        const room = plot.over.clientWidth - left;
        at.style.left = room < at.offsetWidth + 16 ? `${left - at.offsetWidth - 12}px` : `${left + 12}px`;
        at.style.top = '4px';
      },
    },
  };
}

function rows(plot: uPlot, step: number, lines: readonly Line[], show: (value: number) => string): Node[] {
  const when = document.createElement('strong');
  when.textContent = new Date((plot.data[0][step] ?? 0) * 1000).toLocaleString(undefined, { month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', second: '2-digit' });
  const told = lines
    .map((line) => ({ line, value: line.values[step] ?? null }))
    .filter((row) => row.value !== null && row.value !== 0)
    .map(({ line, value }) => {
      const row = document.createElement('span');
      const key = document.createElement('i');
      key.className = `key series-${line.colour}`;
      row.append(key, `${line.name} `, Object.assign(document.createElement('b'), { textContent: show(value ?? 0) }));
      return row;
    });
  return [when, ...(told.length > 0 ? told : [Object.assign(document.createElement('span'), { textContent: 'nothing' })])];
}
