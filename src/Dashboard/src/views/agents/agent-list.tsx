import { useState } from 'preact/hooks';
import type { AgentRow, AgentsAnswer } from '../../api/types';
import { compact, count, plural, share } from '../../format/number';
import { duration } from '../../format/time';
import { href } from '../../state/place';
import { span } from '../../state/range';
import { useResource } from '../../state/resource';
import { Badge } from '../../ui/badge';
import { Cost } from '../../ui/cost';
import { Icon } from '../../ui/icon';
import { Panel, Shown } from '../../ui/panel';
import { SaveCsv, Table, type Column } from '../../ui/table';
import { Rename } from './rename';

/** Every agent of the range, the costliest first, each of which can be given another name. */
export function AgentList() {
  const agents = useResource<AgentsAnswer>('/api/agents', span.value, true);
  const [renaming, setRenaming] = useState<AgentRow | null>(null);
  const rows = [...(agents.data?.agents ?? [])].sort((one, other) => (other.cost_nano ?? -1) - (one.cost_nano ?? -1) || other.requests - one.requests);
  const columns = columnsOf(setRenaming);
  return (
    <Panel title="Agents" note={agents.data && plural(rows.length, 'agent')} actions={<SaveCsv name="agents" columns={columns} rows={rows} />}>
      <Shown of={agents} height={160} empty="No calls in this range." isEmpty={(data) => data.agents.length === 0}>
        {() => <Table label="Table of agents" columns={columns} rows={rows} rowKey={(row) => row.key} />}
      </Shown>
      {renaming && (
        <Rename
          agent={renaming}
          onClose={(renamed) => {
            setRenaming(null);
            if (renamed) {
              agents.reload();
            }
          }}
        />
      )}
    </Panel>
  );
}

const columnsOf = (rename: (row: AgentRow) => void): Column<AgentRow>[] => [
  {
    name: 'Agent',
    cell: (row) =>
      row.key === '' ? (
        <span class="muted">calls of no agent</span>
      ) : (
        <span class="agent-name">
          <a class="cut" href={href('/calls', { agent: row.name })} title={row.name === row.key ? row.name : `${row.name}, recorded as ${row.key}`}>
            {row.name}
          </a>
          <button type="button" class="icon-button" onClick={() => rename(row)} aria-label={`Rename ${row.name}`} title="Rename">
            <Icon name="edit" size={13} />
          </button>
        </span>
      ),
    text: (row) => row.name,
  },
  { name: 'Cost', number: true, cell: (row) => <Cost of={row} />, text: (row) => row.cost_usd },
  { name: 'Unpriced', number: true, wide: true, cell: (row) => (row.unpriced > 0 ? <Badge tone="warn">{count(row.unpriced)}</Badge> : <span class="muted">0</span>), text: (row) => row.unpriced },
  { name: 'Calls', number: true, cell: (row) => count(row.requests), text: (row) => row.requests },
  { name: 'Errors', number: true, cell: (row) => <span title={`${share(row.errors, row.requests)} of calls`}>{count(row.errors)}</span>, text: (row) => row.errors },
  { name: 'Cache hits', number: true, cell: (row) => <span title={`${count(row.cache_read_tokens)} of ${count(row.tokens_in)} input tokens were read from the cache`}>{share(row.cache_read_tokens, row.tokens_in)}</span>, text: (row) => row.cache_read_tokens },
  { name: 'Tokens in', number: true, wide: true, cell: (row) => <span title={count(row.tokens_in)}>{compact(row.tokens_in)}</span>, text: (row) => row.tokens_in },
  { name: 'Tokens out', number: true, wide: true, cell: (row) => <span title={count(row.tokens_out)}>{compact(row.tokens_out)}</span>, text: (row) => row.tokens_out },
  { name: 'Median', number: true, wide: true, cell: (row) => duration(row.p50_ms), text: (row) => row.p50_ms },
  { name: 'p95', number: true, wide: true, cell: (row) => duration(row.p95_ms), text: (row) => row.p95_ms },
  { name: 'Loops', number: true, cell: (row) => (row.loops > 0 ? <a href={href('/alerts')} title="Loop alerts in this range"><Badge tone="bad">{plural(row.loops, 'loop')}</Badge></a> : <span class="muted">0</span>), text: (row) => row.loops },
];
