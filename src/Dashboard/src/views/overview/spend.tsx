import { useMemo } from 'preact/hooks';
import type { SeriesAnswer, SummaryAnswer } from '../../api/types';
import { changedBriefly, changedSince } from '../../format/change';
import { exactMoney, money } from '../../format/money';
import { count, plural } from '../../format/number';
import { change, href, query } from '../../state/place';
import { since, span } from '../../state/range';
import { useResource } from '../../state/resource';
import { Chart } from '../../ui/chart';
import { Choice, chosenOf } from '../../ui/choice';
import { Panel, Shown } from '../../ui/panel';
import { dimensions, measures, spendLines, wordsOf, type Measure, type SpendLine } from './spend-lines';

const height = 208;

/** What was spent over time, and on what or by whom. */
export function SpendPanel({ summary }: { summary: SummaryAnswer | null }) {
  const by = chosenOf(dimensions, query('by')).value;
  const measure = chosenOf(measures, query('measure')).value;
  const series = useResource<SeriesAnswer>('/api/series', { ...span.value, by }, true);
  const lines = useMemo(() => (series.data === null ? [] : spendLines(series.data, measure)), [series.data, measure]);
  const words = wordsOf[measure];
  return (
    <Panel
      title={measure === 'money' ? 'Spent' : measure === 'requests' ? 'Requests' : 'Tokens'}
      className="two-thirds"
      note={summary && <Sum summary={summary} measure={measure} />}
      actions={
        <>
          <Choice label="Stacked by" value={by} options={dimensions} onChoose={(value) => change({ by: value })} />
          <Choice label="Measure" value={measure} options={measures} onChoose={(value) => change({ measure: value })} />
        </>
      }
    >
      <Shown of={series} height={height + 84} isEmpty={() => lines.every((line) => line.sum === 0 && line.unpriced === 0)} empty={<p>No calls in this range.</p>}>
        {(data) => <Chart label={`${measure} over time by ${data.by}`} starts={data.starts} lines={lines} kind="stacked" height={height} whole {...words} legend={legendOf(data.by, lines, measure)} />}
      </Shown>
    </Panel>
  );
}

/** The sums, the largest first. */
function legendOf(by: string, lines: readonly SpendLine[], measure: Measure) {
  const { show, exact } = wordsOf[measure];
  const unpriced = (line: SpendLine) => (measure === 'money' && line.unpriced > 0 ? `, and ${plural(line.unpriced, 'unpriced call')}` : '');
  return [...lines]
    .sort((a, b) => Number(a.key === null) - Number(b.key === null) || b.sum - a.sum)
    .map((line) => ({
      name: line.name,
      colour: line.colour,
      value: measure === 'money' && line.sum === 0 && line.unpriced > 0 ? 'unpriced' : `${show(line.sum)}${unpriced(line) && ' +'}`,
      title: `${line.name}: ${exact(line.sum)}${unpriced(line)}`,
      href: line.key ? href('/calls', { [by]: line.key }) : undefined,
    }));
}

function Sum({ summary, measure }: { summary: SummaryAnswer; measure: Measure }) {
  const { total, before } = summary;
  const of = (tally: typeof total): number | null => (measure === 'money' ? tally.cost_nano : measure === 'requests' ? tally.requests : tally.tokens_in + tally.tokens_out);
  const now = of(total);
  const earlier = before === null ? null : of(before);
  return (
    <>
      <b class="sum" title={measure === 'money' ? exactMoney(now) : count(now ?? 0)}>
        {measure === 'money' ? money(now) : wordsOf[measure].show(now ?? 0)}
      </b>
      {' '}
      <span title={changedSince(now, earlier, since.value) ?? undefined}>{changedBriefly(now, earlier)}</span>
    </>
  );
}
