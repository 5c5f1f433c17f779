import type { MoveRow, RoutingAnswer } from '../../api/types';
import { targetOf } from '../../format/key';
import { exactMoney, money, nanoOf } from '../../format/money';
import { count } from '../../format/number';
import { change, href, query } from '../../state/place';
import type { Resource } from '../../state/resource';
import { Panel, Shown } from '../../ui/panel';
import { sorted, sortOf, sortText } from '../../ui/sorting';
import { SaveCsv, Table, type Column } from '../../ui/table';
import { savedOf } from './sums';
import { Tier } from './tier';

const Dollars = ({ nano }: { nano: number | null }) => <span title={exactMoney(nano)}>{money(nano)}</span>;

/** Where calls only would have gone, nothing was saved. */
const saved = (row: MoveRow): number | null => (row.acted === 0 ? null : savedOf(row));

/** What holds for all rows alike needs no column. */
function columnsOf(observes: boolean, mixed: boolean): Column<MoveRow>[] {
  const hidden = mixed ? [] : observes ? ['moved', 'observed', 'as-asked', 'saved'] : ['moved', 'observed'];
  return columns(observes).filter((column) => !hidden.includes(column.key!));
}

const columns = (observes: boolean): Column<MoveRow>[] => [
  { name: 'Asked for', key: 'asked', cell: (row) => (row.asked === '' ? <span class="muted">no certain model</span> : <span class="cut" title={row.asked}>{row.asked}</span>), text: (row) => row.asked, sort: (row) => row.asked },
  {
    name: observes ? 'Would have got' : 'Got',
    key: 'chosen',
    cell: (row) => (row.acted > 0 ? <a class="cut" title={row.chosen} href={href('/calls', targetOf(row.chosen))}>{row.chosen}</a> : <span class="cut" title={row.chosen}>{row.chosen}</span>),
    text: (row) => row.chosen,
    sort: (row) => row.chosen,
  },
  { name: 'Tier', key: 'tier', wide: true, cell: (row) => <Tier of={row.tier} />, text: (row) => row.tier, sort: (row) => row.tier },
  { name: 'Calls', key: 'calls', number: true, cell: (row) => count(row.calls), text: (row) => row.calls, sort: (row) => row.calls },
  { name: 'Moved', key: 'moved', number: true, cell: (row) => count(row.acted), text: (row) => row.acted, sort: (row) => row.acted },
  { name: 'Only observed', key: 'observed', number: true, cell: (row) => count(row.calls - row.acted), text: (row) => row.calls - row.acted, sort: (row) => row.calls - row.acted },
  { name: 'Cost', key: 'cost', number: true, cell: (row) => <Dollars nano={nanoOf(row.cost_usd)} />, text: (row) => row.cost_usd, sort: (row) => row.cost_usd },
  { name: 'As asked', key: 'as-asked', number: true, wide: true, cell: (row) => <Dollars nano={nanoOf(row.asked_usd)} />, text: (row) => row.asked_usd, sort: (row) => row.asked_usd },
  { name: 'Saved', key: 'saved', number: true, cell: (row) => <Dollars nano={saved(row)} />, text: (row) => (saved(row) === null ? null : saved(row)! / 1e9), sort: saved },
];

/** Which models were asked for, and which the calls got, or would have. */
export function Moves({ of }: { of: Resource<RoutingAnswer> }) {
  const moves = (of.data?.moves ?? []).filter((row) => row.asked !== row.chosen);
  const observes = of.data !== null && (moves.length === 0 ? !of.data.now.acts : moves.every((row) => row.acted === 0));
  const shown = columnsOf(observes, !observes && moves.some((row) => row.acted < row.calls));
  const sort = sortOf(query('sort'), { by: 'calls', falling: true });
  const rows = sorted(moves, shown, sort);
  return (
    <Panel
      title={observes ? 'Where calls would have gone' : 'Where calls went'}
      note={observes ? 'Routing only observes: each went where it asked' : 'Only those that asked for another model'}
      className="moves"
      actions={<SaveCsv name="routing-moves" columns={shown} rows={rows} />}
    >
      <Shown of={of} height={200} isEmpty={() => rows.length === 0} empty={<p>{observes ? 'No call would have gone to another model in this range.' : 'No call went to another model than it asked for in this range.'}</p>}>
        {() => <Table label="Moves" columns={shown} rows={rows} rowKey={(row) => `${row.asked} ${row.chosen} ${row.tier}`} sort={sort} onSort={(next) => change({ sort: sortText(next) })} />}
      </Shown>
    </Panel>
  );
}
