import type { ComponentChildren } from 'preact';
import { plural } from '../../format/number';
import { Badge, LaneState } from '../../ui/badge';
import type { Question } from '../../ui/dialog';
import { Icon, type IconName } from '../../ui/icon';
import { Panel } from '../../ui/panel';
import { question, type Act } from './acts';
import { Lane } from './lane';
import { canReset, stateWords, type Board } from './lanes';
import { Queue } from './queue';

type Ask = (question: Question) => void;

/** A provider: whether it takes calls, its keys by label, and its limits and queues by class of models. */
export function Provider({ of, ask, after }: { of: Board; ask: Ask; after: () => void }) {
  const line = of.line;
  const lanes = of.pools.flatMap((pool) => pool.lanes);
  const act = (name: Act, key: string | null = null) => ask(question(of.name, key, name, after));
  return (
    <Panel
      title={of.name}
      className="provider"
      note={
        <>
          {line?.held ? <LaneState of="held" /> : line?.state ? <LaneState of={line.state} /> : null} {line && line.in_flight > 0 && <Badge>{plural(line.in_flight, 'call')} in flight</Badge>}{' '}
          {line && (
            <span class="base-url" title={line.base_url}>
              {line.base_url}
            </span>
          )}
        </>
      }
      actions={
        line && (
          <>
            {canReset(lanes) && <Do icon="retry" name="Reset" what={of.name} onClick={() => act('reset')} />}
            {line.held ? <Do icon="play" name="Resume" what={of.name} onClick={() => act('resume')} /> : <Do icon="pause" name="Drain" what={of.name} onClick={() => act('drain')} />}
          </>
        )
      }
    >
      {line && line.keys.length > 0 && (
        <ul class="keys" aria-label={`Keys of ${of.name}`}>
          {line.keys.map((key) => (
            <li key={key.label}>
              <span class="cut" title={key.label}>
                {key.label}
              </span>
              {key.held && <LaneState of="held" />}
              <span class="muted">{key.in_flight} in flight</span>
              {key.held ? (
                <Do icon="play" name="Resume" what={`key ${key.label}`} onClick={() => act('resume', key.label)} />
              ) : (
                <Do icon="pause" name="Pause" what={`key ${key.label}`} onClick={() => act('pause', key.label)} />
              )}
              {canReset(lanes.filter((lane) => lane.key === key.label)) && <Do icon="retry" name="Reset" what={`key ${key.label}`} onClick={() => act('reset', key.label)} />}
            </li>
          ))}
        </ul>
      )}
      {line && line.keys.length === 0 && <p class="keys muted">{line.keyless ? 'Needs no key.' : 'No key in the config: each client’s own is used.'}</p>}
      {of.pools.map((pool) => (
        <section class="pool" key={`${pool.class} ${pool.lanes.map((lane) => lane.key).join(' ')}`} aria-label={`${of.name} ${pool.class}`}>
          <h3 title={pool.class}>{pool.class}</h3>
          <ul>
            {pool.lanes.map((lane) => (
              <Lane key={lane.key} of={lane} />
            ))}
          </ul>
          {pool.queue && <Queue of={pool.queue} />}
        </section>
      ))}
    </Panel>
  );
}

/** Providers that no call has gone to yet, in one line each. */
export function Idle({ of, ask, after }: { of: readonly Board[]; ask: Ask; after: () => void }) {
  return (
    <Panel title="Configured, not called yet" note="Limits are learned from the first replies.">
      <ul class="idle">
        {of.map(({ name, line }) => (
          <li key={name}>
            <b class="cut" title={name}>
              {name}
            </b>
            {line?.held && (
              <span title={stateWords['held']}>
                <LaneState of="held" />
              </span>
            )}
            <span class="base-url muted" title={line?.base_url}>
              {line?.base_url}
            </span>
            <span class="muted">{line === null ? '' : line.keys.length > 0 ? plural(line.keys.length, 'key') : line.keyless ? 'needs no key' : 'client’s own key'}</span>
            {line?.held ? (
              <Do icon="play" name="Resume" what={name} onClick={() => ask(question(name, null, 'resume', after))} />
            ) : (
              <Do icon="pause" name="Drain" what={name} onClick={() => ask(question(name, null, 'drain', after))} />
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function Do({ icon, name, what, onClick }: { icon: IconName; name: ComponentChildren; what: string; onClick: () => void }) {
  return (
    <button type="button" class="button quiet" onClick={onClick} aria-label={`${name} ${what}`}>
      <Icon name={icon} size={14} /> {name}
    </button>
  );
}
