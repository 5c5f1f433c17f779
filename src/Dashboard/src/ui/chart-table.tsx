import { stretchOf } from './plot-tip';
import { stepOf, totals, type ChartKind, type Line } from './plot-data';

/** The numbers of a chart, the newest first: for who does not see it, or wants them exactly. It scrolls in the chart's own room. */
export function ChartTable({ label, times, lines, kind, height, show }: { label: string; times: readonly number[]; lines: readonly Line[]; kind: ChartKind; height: number; show: (value: number) => string }) {
  const sums = kind === 'stacked' && lines.length > 1 ? totals(lines, times.length) : null;
  const usual = stepOf(times);
  const shown = (value: number | null | undefined) => (value === null || value === undefined ? '–' : show(value));
  return (
    <div class="table-box chart-table" style={{ height: `${height}px` }} role="region" aria-label={label} tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">Time</th>
            {lines.map((line) => (
              <th key={line.name} scope="col" class="number" title={line.name}>
                <span class="cut">{line.name}</span>
              </th>
            ))}
            {sums && (
              <th scope="col" class="number">
                together
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {times
            .map((from, step) => (
              <tr key={from}>
                <th scope="row">{stretchOf(from, times[step + 1] ?? from + usual)}</th>
                {lines.map((line) => (
                  <td key={line.name} class="number">
                    {shown(line.values[step])}
                  </td>
                ))}
                {sums && <td class="number">{shown(sums[step])}</td>}
              </tr>
            ))
            .reverse()}
        </tbody>
      </table>
    </div>
  );
}
