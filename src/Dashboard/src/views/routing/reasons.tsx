import type { ReasonRow, RoutingAnswer } from '../../api/types';
import { exactMoney, money, nanoOf } from '../../format/money';
import { count, share, sum } from '../../format/number';
import { change, query } from '../../state/place';
import type { Resource } from '../../state/resource';
import { Panel, Shown } from '../../ui/panel';
import { sorted, sortOf, sortText } from '../../ui/sorting';
import { SaveCsv, Table, type Column } from '../../ui/table';
import { Tier } from './tier';

const columnsOf = (all: number): Column<ReasonRow>[] => [
  { name: 'Reason', cell: (row) => <code class="cut long" title={row.reason}>{row.reason || 'none'}</code>, text: (row) => row.reason, sort: (row) => row.reason },
  { name: 'Tier', wide: true, cell: (row) => <Tier of={row.tier} />, text: (row) => row.tier, sort: (row) => row.tier },
  { name: 'Calls', number: true, cell: (row) => count(row.calls), text: (row) => row.calls, sort: (row) => row.calls },
  { name: 'Share', number: true, wide: true, cell: (row) => share(row.calls, all), text: (row) => (all === 0 ? null : row.calls / all), sort: (row) => row.calls },
  { name: 'Cost', number: true, cell: (row) => <span title={exactMoney(nanoOf(row.cost_usd))}>{money(nanoOf(row.cost_usd))}</span>, text: (row) => row.cost_usd, sort: (row) => row.cost_usd },
];

/** Why calls were decided as they were. */
export function Reasons({ of }: { of: Resource<RoutingAnswer> }) {
  const columns = columnsOf(sum((of.data?.reasons ?? []).map((row) => row.calls)));
  const sort = sortOf(query('reasons'), { by: 'Calls', falling: true });
  const rows = sorted(of.data?.reasons ?? [], columns, sort);
  return (
    <Panel title="Reasons" className="half" actions={<SaveCsv name="routing-reasons" columns={columns} rows={rows} />}>
      <Shown of={of} height={200} isEmpty={(data) => data.reasons.length === 0} empty={<p>Nothing was decided in this range.</p>}>
        {() => <Table label="Reasons" columns={columns} rows={rows} rowKey={(row) => `${row.reason} ${row.tier}`} sort={sort} onSort={(next) => change({ reasons: sortText(next) })} />}
      </Shown>
    </Panel>
  );
}
