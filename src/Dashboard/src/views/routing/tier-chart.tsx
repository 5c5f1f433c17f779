import { useMemo } from 'preact/hooks';
import type { RoutingAnswer, TierRow } from '../../api/types';
import { countAxis, type Axis } from '../../format/axis';
import { exactMoney } from '../../format/money';
import { count, plural, share, sum } from '../../format/number';
import { change, query } from '../../state/place';
import type { Resource } from '../../state/resource';
import { Chart } from '../../ui/chart';
import { Choice, chosenOf } from '../../ui/choice';
import { Panel, Shown } from '../../ui/panel';
import { part } from './quality';
import { byTier, measures, tierColour, tierLines } from './tiers';

const height = 282;

const shareAxis: Axis = (values) => values.map((value) => (value > 1 ? '' : part(value)));

/** How the calls were shared between the tiers, over time. */
export function TierChart({ of }: { of: Resource<RoutingAnswer> }) {
  const measure = chosenOf(measures, query('measure')).value;
  const lines = useMemo(() => (of.data === null ? [] : tierLines(of.data, measure)), [of.data, measure]);
  const words = measure === 'share' ? { show: part, axis: shareAxis } : { show: count, axis: countAxis, whole: true };
  return (
    <Panel title="Calls by tier" className="two-thirds tier-chart" note={of.data && !of.data.now.acts && 'As decided; calls went as they were asked'} actions={<Choice label="Measure" value={measure} options={measures} onChoose={(value) => change({ measure: value })} />}>
      <Shown of={of} height={height + 32} isEmpty={(data) => data.decided === 0} empty={<p>Nothing was decided in this range.</p>}>
        {(data) => <Chart label="Calls by tier over time" starts={data.starts} lines={lines} kind="stacked" height={height} legend={legendOf(data)} {...words} />}
      </Shown>
    </Panel>
  );
}

function legendOf({ tiers }: RoutingAnswer) {
  const all = sum(tiers.map((row) => row.calls));
  return byTier(tiers).map((row) => ({ name: row.tier, colour: tierColour(row.tier), value: share(row.calls, all), title: titleOf(row) }));
}

const titleOf = (row: TierRow): string =>
  `${row.tier}: ${plural(row.calls, 'call')}, ${count(row.acted)} acted upon, ${count(row.escalated)} escalated; ${exactMoney(row.cost_nano)}, as asked ${exactMoney(row.asked_nano)}`;
