import type { ComponentChildren } from 'preact';
import type { Absorbed, SummaryAnswer } from '../../api/types';
import { count, plural } from '../../format/number';
import { duration } from '../../format/time';
import { href } from '../../state/place';
import type { Resource } from '../../state/resource';
import { Badge } from '../../ui/badge';
import { Panel, Shown } from '../../ui/panel';

/** What providers refused and no client saw; and, since a promise is worth what is counted against it, what clients did see. */
export function AbsorbedPanel({ of }: { of: Resource<SummaryAnswer> }) {
  return (
    <Panel title="Absorbed for you" className="third">
      <Shown of={of} height={274} empty="">
        {({ absorbed }) => <Lines of={absorbed} />}
      </Shown>
    </Panel>
  );
}

function Lines({ of }: { of: Absorbed }) {
  return (
    <div class="panel-body absorbed">
      <p class="absorbed-head">
        {of.calls === 0 ? (
          'No call needed it.'
        ) : (
          <>
            <b>{plural(of.calls, 'call')}</b> answered although a provider refused an attempt.
          </>
        )}
      </p>
      <dl class="lines">
        <Line name="Rate limits" note="429" value={count(of.rate_limited)} />
        <Line name="Overloads" note="529, 503" value={count(of.overloaded)} />
        <Line name="Faults" note="5xx, broken connections" value={count(of.faulted)} />
        <Line name="Timeouts" value={count(of.timed_out)} />
        <Line name="Answered by a fallback" value={of.fallbacks === 0 ? '0' : <a href={href('/routes')}>{count(of.fallbacks)}</a>} />
        <Line name="Waited for room" note={of.waited_calls === 0 ? undefined : `${duration(of.waited_ms)} together`} value={count(of.waited_calls)} />
        <Line
          name="Seen by a client"
          note="429, 529, or waited in vain"
          value={
            of.seen === 0 ? (
              <Badge tone="good">none</Badge>
            ) : (
              <a href={href('/calls', { status: ['429', '529', '503'] })}>
                <Badge tone="bad">{count(of.seen)}</Badge>
              </a>
            )
          }
        />
      </dl>
    </div>
  );
}

/** A name and a number, with what the name covers. */
function Line({ name, note, value }: { name: string; note?: string | undefined; value: ComponentChildren }) {
  return (
    <div>
      <dt>
        {name} {note !== undefined && <span class="muted">{note}</span>}
      </dt>
      <dd class="number">{value}</dd>
    </div>
  );
}
