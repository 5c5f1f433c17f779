import type { CallRow, CallsAnswer } from '../../api/types';
import { fullMoment, moment } from '../../format/time';
import { callLink } from '../../state/links';
import { href } from '../../state/place';
import { span } from '../../state/range';
import { useResource } from '../../state/resource';
import { Outcome } from '../../ui/badge';
import { Panel, Shown } from '../../ui/panel';

const outcomes = ['failed', 'refused'];

/** Who asked for what, as far as it is known. */
export const whoAndWhat = (call: CallRow): string => [call.agent, call.model_requested ?? call.model ?? call.endpoint].filter((part) => part !== null && part !== '').join(', ');

/** What went wrong for clients: the last calls that brought them an error. */
export function FailedPanel() {
  const calls = useResource<CallsAnswer>('/api/calls', { ...span.value, outcome: outcomes, limit: 4 }, true);
  return (
    <Panel title="Failed calls" note="Errors that clients saw" className="third" actions={<a href={href('/calls', { outcome: outcomes })}>All failed</a>}>
      <Shown of={calls} height={178} isEmpty={(data) => data.calls.length === 0} empty={<p>Every call of this time was answered.</p>}>
        {(data) => (
          <ul class="error-list">
            {data.calls.map((call) => (
              <li key={call.id}>
                <a href={callLink(call.id)} title={fullMoment(call.at)}>
                  <time dateTime={call.at}>{moment(call.at)}</time>
                </a>
                <Outcome of={call.outcome} />
                <span class="error-target" title={whoAndWhat(call)}>
                  {whoAndWhat(call)}
                </span>
                <span class="error-text muted" title={call.error ?? undefined}>
                  {[call.status, call.error].filter((part) => part !== null).join(' · ') || '–'}
                </span>
              </li>
            ))}
          </ul>
        )}
      </Shown>
    </Panel>
  );
}
