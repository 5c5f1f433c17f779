import { useEffect, useState } from 'preact/hooks';
import { address, get, reasonOf, type Query } from '../../api/client';
import type { SessionRow, SessionsAnswer } from '../../api/types';
import { compact, count, share } from '../../format/number';
import { duration, fullMoment, shortMoment } from '../../format/time';
import { change, href, query } from '../../state/place';
import { span } from '../../state/range';
import { useResource } from '../../state/resource';
import { Choice } from '../../ui/choice';
import { Cost } from '../../ui/cost';
import { Panel, Shown } from '../../ui/panel';
import { SaveCsv, Table, type Column } from '../../ui/table';
import { joined } from './tree';

/** Sessions of a page. */
const page = 25;

/** The sessions of the range, the last or the costliest first. */
export function SessionList() {
  const order = query('order') === 'cost' ? 'cost' : 'last';
  const asked = { ...span.value, order, limit: page };
  const first = useResource<SessionsAnswer>('/api/sessions', asked, true);
  const further = useFurther(asked, first.data);
  const rows = joined(first.data?.sessions ?? [], further.rows);
  return (
    <Panel
      title="Sessions"
      actions={
        <>
          <Choice label="Order" value={order} options={[{ value: 'last', name: 'Last active' }, { value: 'cost', name: 'Costliest' }]} onChoose={(value) => change({ order: value === 'last' ? null : value })} />
          <SaveCsv name="sessions" columns={columns} rows={rows} />
        </>
      }
    >
      <Shown of={first} height={240} empty="No calls of this range named a session." isEmpty={(data) => data.sessions.length === 0}>
        {() => (
          <>
            <Table label="Table of sessions" columns={columns} rows={rows} rowKey={(row) => row.session} />
            {(further.next !== null || further.error) && (
              <p class="more">
                <button type="button" class="button" disabled={further.busy} onClick={further.more}>
                  Show more sessions
                </button>
                {further.error && <span role="alert">{further.error}</span>}
              </p>
            )}
          </>
        )}
      </Shown>
    </Panel>
  );
}

/** The pages after the first, which stay as they were when they were asked for. */
function useFurther(asked: Query, first: SessionsAnswer | null) {
  const url = address('/api/sessions', asked);
  const nothing = { url, rows: [] as SessionRow[], next: null as string | null, some: false, busy: false, error: null as string | null };
  const [state, setState] = useState(nothing);
  useEffect(() => setState(nothing), [url]);
  const at = state.url === url ? state : nothing;
  const next = at.some ? at.next : (first?.next ?? null);
  const more = async () => {
    setState({ ...at, busy: true, error: null });
    try {
      const answer = await get<SessionsAnswer>('/api/sessions', { ...asked, cursor: next });
      setState((now) => (now.url === url ? { ...now, rows: [...now.rows, ...answer.sessions], next: answer.next, some: true, busy: false } : now));
    } catch (thrown) {
      setState((now) => ({ ...now, busy: false, error: reasonOf(thrown) }));
    }
  };
  return { rows: at.rows, next, busy: at.busy, error: at.error, more: () => void more() };
}

const columns: Column<SessionRow>[] = [
  { name: 'Session', cell: (row) => <a class="cut" href={href('/agents/session', { name: row.session })} title={row.session}>{row.session}</a>, text: (row) => row.session },
  { name: 'Last call', cell: (row) => <time dateTime={row.last_at} title={fullMoment(row.last_at)}>{shortMoment(row.last_at)}</time>, text: (row) => row.last_at },
  { name: 'Lasted', number: true, wide: true, cell: (row) => duration(Date.parse(row.last_at) - Date.parse(row.first_at)), text: (row) => Date.parse(row.last_at) - Date.parse(row.first_at) },
  { name: 'Cost', number: true, cell: (row) => <Cost of={row} />, text: (row) => row.cost_usd },
  { name: 'Calls', number: true, cell: (row) => count(row.requests), text: (row) => row.requests },
  { name: 'Errors', number: true, wide: true, cell: (row) => count(row.errors), text: (row) => row.errors },
  { name: 'Cache hits', number: true, wide: true, cell: (row) => share(row.cache_read_tokens, row.tokens_in), text: (row) => row.cache_read_tokens },
  { name: 'Tokens', number: true, wide: true, cell: (row) => <span title={`${count(row.tokens_in)} in, ${count(row.tokens_out)} out`}>{compact(row.tokens_in + row.tokens_out)}</span>, text: (row) => row.tokens_in + row.tokens_out },
  { name: 'Agents', wide: true, cell: (row) => <span class="cut" title={row.agents.join(', ')}>{row.agents.join(', ') || '–'}</span>, text: (row) => row.agents.join(' ') },
];
