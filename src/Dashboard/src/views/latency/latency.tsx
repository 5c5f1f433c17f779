import { useMemo } from 'preact/hooks';
import type { LatencyAnswer, LatencyRow } from '../../api/types';
import { keyName } from '../../format/key';
import { plural } from '../../format/number';
import { change, href, query } from '../../state/place';
import { span } from '../../state/range';
import { useResource, type Resource } from '../../state/resource';
import { Chart } from '../../ui/chart';
import { Choice, chosenOf } from '../../ui/choice';
import { Panel, Shown } from '../../ui/panel';
import { sorted, sortOf, sortText } from '../../ui/sorting';
import { SaveCsv, Table } from '../../ui/table';
import { columnsOf } from './columns';
import { Histogram } from './histogram';
import { dimensions, measures, seriesOf, type Measure } from './measures';

const height = 250;

/** How fast answers come: over time, how they are spread, and of whom. */
export function Latency() {
  const by = chosenOf(dimensions, query('by')).value;
  const measure = chosenOf(measures, query('measure'));
  const latency = useResource<LatencyAnswer>('/api/latency', { ...span.value, by }, true);
  const wanted = query('row');
  const picked = latency.data?.rows.find((row) => row.key === wanted && wanted !== '') ?? latency.data?.all ?? null;
  const isAll = picked === latency.data?.all;
  const name = picked === null || isAll ? 'all calls' : keyName(by, picked.key);
  return (
    <div class="stack">
      <div class="toolbar">
        <Choice label="Measure" value={measure.value} options={measures} onChoose={(value) => change({ measure: value })} />
        <Choice label="By" value={by} options={dimensions} onChoose={(value) => change({ by: value, row: null, sort: null })} />
        <label>
          <span class="unseen">Of</span>
          <select class="of" value={isAll ? '' : wanted} onChange={(event) => change({ row: event.currentTarget.value })}>
            <option value="">All calls</option>
            {latency.data?.rows.filter((row) => row.key !== '').map((row) => (
              <option key={row.key} value={row.key}>
                {row.key}
              </option>
            ))}
          </select>
        </label>
        {!isAll && <a href={href('/calls', { [by]: wanted })}>Its calls</a>}
      </div>
      <div class="grid even">
        <OverTime of={latency} row={picked} name={name} measure={measure} />
        <Panel title="How they are spread" note={picked && plural(seriesOf(picked, measure.value).whole.count, 'call')} className="third">
          <Shown of={latency} height={height + 32} isEmpty={() => picked === null || seriesOf(picked, measure.value).whole.count === 0} empty={<p>Nothing was measured in this range.</p>}>
            {() => <Histogram of={seriesOf(picked!, measure.value).whole} measure={measure} label={`${measure.name} of ${name}`} height={height} />}
          </Shown>
        </Panel>
      </div>
      <Rows of={latency} by={by} measure={measure} picked={isAll ? '' : wanted} />
    </div>
  );
}

function OverTime({ of, row, name, measure }: { of: Resource<LatencyAnswer>; row: LatencyRow | null; name: string; measure: Measure }) {
  const series = row && seriesOf(row, measure.value);
  const lines = useMemo(
    () => (series === null ? [] : [{ name: 'p95', values: series.p95, colour: 2 }, { name: 'p50', values: series.p50, colour: 1 }]),
    [series],
  );
  const legend = [...lines].reverse().map((line) => ({ name: line.name, colour: line.colour, value: measure.show(line.name === 'p50' ? (series?.whole.p50 ?? null) : (series?.whole.p95 ?? null)), title: line.name === 'p50' ? 'Half of the calls are at or below it' : '95 of 100 calls are at or below it' }));
  return (
    <Panel title={`${measure.name} of ${name}`} note={measure.means} className="two-thirds">
      <Shown of={of} height={height + 32} isEmpty={() => (series?.whole.count ?? 0) === 0} empty={<p>Nothing was measured in this range.</p>}>
        {(data) => <Chart label={`${measure.name} of ${name}`} starts={data.starts} lines={lines} kind="lines" height={height} show={measure.show} axis={measure.axis} legend={legend} />}
      </Shown>
    </Panel>
  );
}

function Rows({ of, by, measure, picked }: { of: Resource<LatencyAnswer>; by: string; measure: Measure; picked: string }) {
  const columns = columnsOf(by, measure.value, (row) => change({ row: row.key === picked ? null : row.key }));
  const sort = sortOf(query('sort'), { by: 'requests', falling: true });
  const rows = sorted(of.data?.rows ?? [], columns, sort);
  return (
    <Panel title={`By ${by}`} note="Percentiles are at most 4.5% off" actions={<SaveCsv name={`latency-by-${by}`} columns={columns} rows={rows} />} className="latency-table">
      <Shown of={of} height={200} isEmpty={(data) => data.rows.length === 0} empty={<p>No calls in this range.</p>}>
        {() => <Table label={`Latency by ${by}`} columns={columns} rows={rows} rowKey={(row) => row.key} sort={sort} onSort={(next) => change({ sort: sortText(next) })} chosen={(row) => row.key === picked && picked !== ''} />}
      </Shown>
    </Panel>
  );
}
