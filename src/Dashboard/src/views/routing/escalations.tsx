import type { EscalationRow, RoutingAnswer } from '../../api/types';
import { exactMoney, money, nanoOf } from '../../format/money';
import { count } from '../../format/number';
import { change, query } from '../../state/place';
import type { Resource } from '../../state/resource';
import { Panel, Shown } from '../../ui/panel';
import { sorted, sortOf, sortText } from '../../ui/sorting';
import { SaveCsv, Table, type Column } from '../../ui/table';

const because: Column<EscalationRow> = { name: 'Because of', cell: (row) => row.trigger.replaceAll('_', ' '), text: (row) => row.trigger, sort: (row) => row.trigger };

/** Two names of models beside each other would leave no room for either. */
const climb: Column<EscalationRow> = {
  name: 'From, to',
  cell: (row) => (
    <span class="climb">
      <span class="cut" title={row.from}>
        {row.from}
      </span>
      <span class="cut" title={row.to}>
        → {row.to}
      </span>
    </span>
  ),
  text: (row) => row.from,
  sort: (row) => `${row.from} ${row.to}`,
};

const figures: readonly Column<EscalationRow>[] = [
  { name: 'Calls', number: true, cell: (row) => count(row.calls), text: (row) => row.calls, sort: (row) => row.calls },
  { name: 'Thrown away', number: true, cell: (row) => <span title={exactMoney(nanoOf(row.lost_usd))}>{money(nanoOf(row.lost_usd))}</span>, text: (row) => row.lost_usd, sort: (row) => row.lost_usd },
];

const columns = [because, climb, ...figures];

/** In a file each model has its own column. */
const inFile: readonly Column<EscalationRow>[] = [because, { name: 'From', cell: () => null, text: (row) => row.from }, { name: 'To', cell: () => null, text: (row) => row.to }, ...figures];

/** Calls that climbed to a dearer model, and what the answers cost that were thrown away. */
export function Escalations({ of }: { of: Resource<RoutingAnswer> }) {
  const sort = sortOf(query('escalations'), { by: 'Calls', falling: true });
  const rows = sorted(of.data?.escalations ?? [], columns, sort);
  const cascades = (of.data?.now.cascade.length ?? 0) > 0;
  return (
    <Panel title="Escalations" className="half escalations" note="What was thrown away is paid all the same" actions={<SaveCsv name="routing-escalations" columns={inFile} rows={rows} />}>
      <Shown
        of={of}
        height={200}
        isEmpty={(data) => data.escalations.length === 0}
        empty={
          <p>
            {cascades ? 'No call had to climb in this range.' : 'No cascade is configured, so no call climbs.'}
          </p>
        }
      >
        {() => <Table label="Escalations" columns={columns} rows={rows} rowKey={(row) => `${row.trigger} ${row.from} ${row.to}`} sort={sort} onSort={(next) => change({ escalations: sortText(next) })} />}
      </Shown>
    </Panel>
  );
}
