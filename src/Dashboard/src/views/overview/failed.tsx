import type { CallRow, CallsAnswer } from '../../api/types';
import { href } from '../../state/place';
import { span } from '../../state/range';
import { useResource } from '../../state/resource';
import { Outcome } from '../../ui/badge';
import { Panel, Shown } from '../../ui/panel';
import { Mishaps } from './mishaps';

const outcomes = ['failed', 'refused'];

/** Who asked for what, as far as it is known. */
export const whoAndWhat = (call: CallRow): string => [call.agent, call.model_requested ?? call.model ?? call.endpoint].filter((part) => part !== null && part !== '').join(', ');

/** What went wrong for clients: the last calls that brought them an error. */
export function FailedPanel() {
  const calls = useResource<CallsAnswer>('/api/calls', { ...span.value, outcome: outcomes, limit: 4 }, true);
  return (
    <Panel title="Failed calls" note="Errors that clients saw" className="third" actions={<a href={href('/calls', { outcome: outcomes })}>All failed</a>}>
      <Shown of={calls} height={178} isEmpty={(data) => data.calls.length === 0} empty={<p>Every call of this time was answered.</p>}>
        {(data) => <Mishaps of={data.calls.map((call) => ({ ...call, key: call.id, call: call.id, badge: <Outcome of={call.outcome} />, what: whoAndWhat(call) }))} />}
      </Shown>
    </Panel>
  );
}
