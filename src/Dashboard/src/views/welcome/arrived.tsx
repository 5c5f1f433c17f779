import type { CallRow } from '../../api/types';
import { targetName } from '../../format/key';
import { duration, fullMoment, moment } from '../../format/time';
import { callLink } from '../../state/links';
import { Outcome } from '../../ui/badge';
import { Cost } from '../../ui/cost';
import { Panel } from '../../ui/panel';

/** Calls as they come, while the reader connects. */
export function Arrived({ calls }: { calls: readonly CallRow[] }) {
  return (
    <Panel title="Calls" note={calls.length === 0 ? 'The first will show up here by itself' : 'As they come'}>
      <div class="arrived">
        <p class="unseen" role="status">
          {calls.length === 0 ? '' : 'Calls come through.'}
        </p>
        {calls.length === 0 ? (
          <p class="waiting muted">
            <i class="dot" aria-hidden="true" /> Waiting for a call
          </p>
        ) : (
          <ol>
            {calls.map((call) => (
              <li key={call.id}>
                <a href={callLink(call.id)}>
                  <time dateTime={call.at} title={fullMoment(call.at)}>
                    {moment(call.at)}
                  </time>
                </a>
                <span class="arrived-model" title={targetName({ provider: call.provider ?? '', model: call.model ?? '' })}>
                  {call.model || call.model_requested || call.endpoint}
                </span>
                <Outcome of={call.outcome} />
                <span class="number">{duration(call.total_ms)}</span>
                <span class="number">
                  <Cost of={call} />
                </span>
              </li>
            ))}
          </ol>
        )}
      </div>
    </Panel>
  );
}
