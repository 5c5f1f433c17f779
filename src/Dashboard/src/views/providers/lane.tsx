import type { LaneReport, LimitState } from '../../api/types';
import { compact, count } from '../../format/number';
import { left } from '../../format/left';
import { duration, fullMoment } from '../../format/time';
import { useNow } from '../../state/now';
import { LaneState } from '../../ui/badge';
import { Bar } from '../../ui/bar';
import { limitName, stateWords } from './lanes';

/** One key and the models it is used for: how it stands, and how much of its limits is left. */
export function Lane({ of }: { of: LaneReport }) {
  return (
    <li class="lane">
      <div class="lane-state">
        <p>
          <span class="lane-key" title={of.key}>
            {of.key}
          </span>{' '}
          <span title={stateWords[of.state]}>
            <LaneState of={of.state} />
          </span>{' '}
          <Countdown to={of.until} />
        </p>
        {of.reason !== null && <p class="muted lane-reason">{of.reason}</p>}
      </div>
      <ul class="levels" aria-label="Limits">
        {of.limits.length === 0 && <li class="muted">No limit is known yet.</li>}
        {of.limits.map((limit) => (
          <Level key={limit.kind} of={limit} guessed={of.blind} />
        ))}
      </ul>
      <dl class="lane-figures">
        <Figure name="In flight" value={count(of.inFlight)} title="Calls that wait for their first token" />
        <Figure name="Attempts" value={compact(of.calls)} title="Let through since the gateway started" />
        <Figure name="429s in 1 h" value={count(of.rateLimited)} title="Refused by the provider for its limits in the last hour" warn={of.rateLimited > 0} />
      </dl>
    </li>
  );
}

/** How long until then, counted down; holds its place while it does. */
function Countdown({ to }: { to: string | null }) {
  const now = useNow();
  const rest = to === null ? null : left(to, now);
  return rest === null ? null : (
    <span class="countdown" title={fullMoment(to!)}>
      for {rest}
    </span>
  );
}

function Level({ of, guessed }: { of: LimitState; guessed: boolean }) {
  const filled = of.capacity > 0 ? Math.max(0, Math.min(100, (100 * of.level) / of.capacity)) : 0;
  const text = `${compact(Math.max(0, Math.round(of.level)))} of ${compact(Math.round(of.capacity))} ${limitName(of.kind)} left now, ${compact(Math.round(of.perMinute))} a minute${guessed ? ', guessed from refusals' : ''}`;
  return (
    <li class="level" title={text}>
      <span class="level-name">{limitName(of.kind)}</span>
      <Bar percent={filled} label={text} tone={filled > 20 ? 'good' : filled > 0 ? 'warn' : 'bad'} />
      <span class="level-rate">
        {guessed && <span class="muted">guessed </span>}
        {compact(Math.round(of.perMinute))}/min
      </span>
    </li>
  );
}

function Figure({ name, value, title, warn = false }: { name: string; value: string; title: string; warn?: boolean }) {
  return (
    <div title={title}>
      <dt>{name}</dt>
      <dd class={warn ? 'warn-text' : ''}>{value}</dd>
    </div>
  );
}

/** Seconds as a person would wait them. */
export const seconds = (value: number | null): string => (value === null ? 'unknown' : value < 0.05 ? 'none' : duration(value * 1000));
