import type { AgentsAnswer, StatsAnswer, Tally } from '../../api/types';
import { exactMoney, money } from '../../format/money';
import { compact, plural, share } from '../../format/number';
import { href } from '../../state/place';
import { span } from '../../state/range';
import { useResource, type Resource } from '../../state/resource';
import { coloursOf } from '../../ui/colours';
import { Panel, Shown } from '../../ui/panel';
import { keyName } from './spend-lines';

const most = 5;

interface Entry {
  key: string;
  name: string;
  tally: Tally;
}

/** On what: the models that cost most. */
export function TopModels() {
  const stats = useResource<StatsAnswer>('/api/stats', { ...span.value, by: 'model', limit: most }, true);
  return <Top title="Top models" by="model" all="/latency" of={stats} entries={(data) => data.rows.map((row) => ({ key: row.key, name: row.key, tally: row }))} />;
}

/** By whom: the agents that cost most. */
export function TopAgents() {
  const agents = useResource<AgentsAnswer>('/api/agents', span.value, true);
  return <Top title="Top agents" by="agent" all="/agents" of={agents} entries={(data) => topAgents(data)} />;
}

/** The costliest, busiest first where none cost anything. */
export const topAgents = (answer: AgentsAnswer): Entry[] =>
  answer.agents
    .map((row) => ({ key: row.key, name: row.name || row.key, tally: row }))
    .sort((a, b) => (b.tally.cost_nano ?? 0) - (a.tally.cost_nano ?? 0) || b.tally.requests - a.tally.requests)
    .slice(0, most);

function Top<T>({ title, by, all, of, entries }: { title: string; by: string; all: string; of: Resource<T>; entries: (data: T) => Entry[] }) {
  return (
    <Panel title={title} className="third" actions={<a href={href(all)}>{by === 'agent' ? 'All agents' : 'Latency'}</a>}>
      <Shown of={of} height={178} isEmpty={(data) => entries(data).length === 0} empty={<p>No call in this time.</p>}>
        {(data) => <TopTable title={title} by={by} entries={entries(data)} />}
      </Shown>
    </Panel>
  );
}

function TopTable({ title, by, entries }: { title: string; by: string; entries: readonly Entry[] }) {
  const colours = coloursOf(by, entries.map((entry) => entry.name));
  const largest = Math.max(1, ...entries.map((entry) => entry.tally.cost_nano ?? 0));
  return (
    <table class="top-table" aria-label={title}>
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
        {entries.map(({ key, name, tally }) => (
          <tr key={key}>
            <td>
              {key === '' ? <span class="cut">{keyName(by, '')}</span> : <a class="cut" title={name} href={href('/calls', { [by]: key })}>{name}</a>}
              <span class="share-bar" aria-hidden="true">
                <i class={`series-${colours.get(name)}`} style={{ width: `${(100 * (tally.cost_nano ?? 0)) / largest}%` }} />
              </span>
            </td>
            <td class="number" title={`${share(tally.requests - tally.errors, tally.requests)} answered`}>
              {compact(tally.requests)}
            </td>
            <td class="number" title={`${exactMoney(tally.cost_nano)}${tally.unpriced > 0 ? `, and ${plural(tally.unpriced, 'unpriced call')}` : ''}`}>
              {tally.cost_nano === null && tally.unpriced > 0 ? 'unpriced' : money(tally.cost_nano)}
              {tally.cost_nano !== null && tally.unpriced > 0 && ' +'}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
