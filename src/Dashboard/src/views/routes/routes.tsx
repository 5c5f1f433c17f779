import { useMemo } from 'preact/hooks';
import type { RoutesAnswer } from '../../api/types';
import { countAxis } from '../../format/axis';
import { targetName } from '../../format/key';
import { count, sum } from '../../format/number';
import { change, query } from '../../state/place';
import { span } from '../../state/range';
import { useResource, type Resource } from '../../state/resource';
import { Chart } from '../../ui/chart';
import { Panel, Shown } from '../../ui/panel';
import { sorted, sortOf, sortText } from '../../ui/sorting';
import { SaveCsv, Table } from '../../ui/table';
import { columnsOf } from './columns';
import { NoRoute } from './none';
import { Shares } from './shares';
import { fallbackLines } from './targets';

/** Which targets took the calls of each route, and when the first of a plan did not do. */
export function Routes() {
  const routes = useResource<RoutesAnswer>('/api/routes', span.value, true);
  const none = routes.data !== null && routes.data.rows.every((row) => row.route === '');
  return (
    <div class="stack">
      {none && <NoRoute />}
      <div class="grid even">
        <Panel title="Where calls went" className="half">
          <Shown of={routes} height={264} isEmpty={(data) => data.rows.length === 0} empty={<p>No calls in this range.</p>}>
            {(data) => <Shares rows={data.rows} />}
          </Shown>
        </Panel>
        <Fallbacks of={routes} />
      </div>
      <Targets of={routes} />
    </div>
  );
}

function Fallbacks({ of }: { of: Resource<RoutesAnswer> }) {
  const lines = useMemo(() => fallbackLines(of.data?.rows ?? []), [of.data]);
  const legend = lines.map((line) => ({ name: line.name, colour: line.colour, value: count(sum(line.values.map((value) => value ?? 0))) }));
  return (
    <Panel title="Fallbacks over time" note="By the target that answered" className="half">
      <Shown of={of} height={264} isEmpty={() => lines.length === 0} empty={<p>No call had to fall back in this range.</p>}>
        {(data) => <Chart label="Fallbacks over time" starts={data.starts} lines={lines} kind="stacked" height={210} show={count} axis={countAxis} whole legend={legend} />}
      </Shown>
    </Panel>
  );
}

function Targets({ of }: { of: Resource<RoutesAnswer> }) {
  const columns = columnsOf(of.data?.rows ?? []);
  const sort = sortOf(query('sort'), { by: 'Calls', falling: true });
  const rows = sorted(of.data?.rows ?? [], columns, sort);
  return (
    <Panel title="Targets" className="targets" actions={<SaveCsv name="routes" columns={columns} rows={rows} />}>
      <Shown of={of} height={200} isEmpty={(data) => data.rows.length === 0} empty={<p>No calls in this range.</p>}>
        {() => <Table label="Targets" columns={columns} rows={rows} rowKey={(row) => `${row.route} ${targetName(row)}`} sort={sort} onSort={(next) => change({ sort: sortText(next) })} />}
      </Shown>
    </Panel>
  );
}
