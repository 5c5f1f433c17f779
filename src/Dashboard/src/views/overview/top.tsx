import type { StatsAnswer, StatsRow } from '../../api/types';
import { keyName } from '../../format/key';
import { compact, share } from '../../format/number';
import { href } from '../../state/place';
import { span } from '../../state/range';
import { useResource } from '../../state/resource';
import { coloursOf } from '../../ui/colours';
import { Cost } from '../../ui/cost';
import { Panel, Shown } from '../../ui/panel';
import { useSteady } from '../../ui/steady';

const most = 5;

/** On what: the models that cost most. */
export const TopModels = () => <Top title="Top models" by="model" more={{ to: '/latency', name: 'Latency' }} />;

/** By whom: the agents that cost most, calls of no agent among them. */
export const TopAgents = () => <Top title="Top agents" by="agent" more={{ to: '/agents', name: 'All agents' }} />;

/** The costliest, the busiest first where none cost anything. */
export const topRows = (rows: readonly StatsRow[]): StatsRow[] =>
  [...rows].sort((a, b) => (b.cost_nano ?? 0) - (a.cost_nano ?? 0) || b.requests - a.requests).slice(0, most);

function Top({ title, by, more }: { title: string; by: 'model' | 'agent'; more: { to: string; name: string } }) {
  const stats = useResource<StatsAnswer>('/api/stats', { ...span.value, by, limit: most }, true);
  return (
    <Panel title={title} className="third" actions={<a href={href(more.to)}>{more.name}</a>}>
      <Shown of={stats} height={186} isEmpty={(data) => data.rows.length === 0} empty={<p>No calls in this range.</p>}>
        {(data) => <TopTable title={title} by={by} rows={topRows(data.rows)} />}
      </Shown>
    </Panel>
  );
}

function TopTable({ title, by, rows: given }: { title: string; by: string; rows: readonly StatsRow[] }) {
  const { rows, hold } = useSteady(given, (row) => row.key, '');
  const colours = coloursOf(by, rows.map((row) => row.key));
  const largest = Math.max(1, ...rows.map((row) => row.cost_nano ?? 0));
  return (
    <table class="top-table" aria-label={title} {...hold}>
      <thead>
        <tr>
          <th scope="col">{by === 'model' ? 'Model' : 'Agent'}</th>
          <th scope="col" class="number">
            Requests
          </th>
          <th scope="col" class="number">
            Cost
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row, place) => (
          <tr key={place}>
            <td>
              {row.key === '' ? <span class="cut">{keyName(by, '')}</span> : <a class="cut" title={row.key} href={href('/calls', { [by]: row.key })}>{row.key}</a>}
              <span class="share-bar" aria-hidden="true">
                <i class={`series-${colours.get(row.key)}`} style={{ width: `${(100 * (row.cost_nano ?? 0)) / largest}%` }} />
              </span>
            </td>
            <td class="number" title={`${share(row.requests - row.errors, row.requests)} answered`}>
              {compact(row.requests)}
            </td>
            <td class="number">
              <Cost of={row} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
