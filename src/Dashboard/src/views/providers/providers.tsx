import { useState } from 'preact/hooks';
import type { LimitsAnswer, ProvidersAnswer } from '../../api/types';
import { count, plural } from '../../format/number';
import { limits } from '../../state/live';
import { useLatest } from '../../state/latest';
import { useResource } from '../../state/resource';
import { Confirm, type Question } from '../../ui/dialog';
import { Broken, Empty, Loading, Panel } from '../../ui/panel';
import { Tile, Tiles } from '../../ui/tile';
import { Errors } from './errors';
import { boards } from './lanes';
import { Idle, Provider } from './provider';

/** Whether each provider takes calls, how much of its limits is left, who waits for it, and what a person can do. */
export function Providers() {
  const providers = useResource<ProvidersAnswer>('/api/providers', {}, true);
  const known = useLatest<LimitsAnswer>('/api/limits', limits);
  const [question, setQuestion] = useState<Question | null>(null);
  const all = boards(providers.data, known.data);
  const idle = all.filter((board) => board.pools.length === 0);
  const after = () => {
    providers.reload();
    known.reload();
  };
  const error = providers.error ?? known.error;
  return (
    <div class="stack">
      <Now of={known.data} />
      {providers.data === null && known.data === null ? (
        <Panel title="Providers">{error === null ? <Loading height={240} /> : <Broken message={error} retry={after} height={240} />}</Panel>
      ) : (
        <>
          {error !== null && (
            <p class="stale" role="status">
              {error} Some of this is from before.
            </p>
          )}
          {all.length === 0 && (
            <Panel title="Providers">
              <Empty height={200}>
                <p>
                  No provider is configured. Write one into the config, or let <code>relayplane init</code> do it from the keys in your environment.
                </p>
              </Empty>
            </Panel>
          )}
          {all
            .filter((board) => board.pools.length > 0)
            .map((board) => (
              <Provider key={board.name} of={board} ask={setQuestion} after={after} />
            ))}
          {idle.length > 0 && <Idle of={idle} ask={setQuestion} after={after} />}
        </>
      )}
      <Errors />
      {question !== null && <Confirm question={question} onClose={() => setQuestion(null)} />}
    </div>
  );
}

/** The promise, and what it takes to keep it. */
function Now({ of }: { of: LimitsAnswer | null }) {
  const waiting = (of?.queues ?? []).reduce((sum, queue) => sum + queue.waiting, 0);
  const troubled = (of?.lanes ?? []).filter((lane) => lane.state !== 'open').length;
  const seen = of?.clientRateLimited ?? 0;
  return (
    <Tiles label="Limits now">
      <Tile name="Rate limits that clients saw" value={of === null ? '–' : count(seen)} detail={of === null ? '' : seen === 0 ? 'since the start, as promised' : 'since the start; it should be 0'} tone={of === null ? 'plain' : seen === 0 ? 'good' : 'bad'} />
      <Tile name="Rate limits by providers" value={of === null ? '–' : count(of.upstreamRateLimited)} detail="in the last hour" tone={of !== null && of.upstreamRateLimited > 0 ? 'warn' : 'plain'} />
      <Tile name="Calls waiting" value={of === null ? '–' : count(waiting)} detail={of === null ? '' : `in ${plural(of.queues.filter((queue) => queue.waiting > 0).length, 'queue')}`} />
      <Tile name="Attempts under way" value={of === null ? '–' : count(of.unsettled)} detail="with capacity set aside" />
      <Tile name="Keys not open" value={of === null ? '–' : count(troubled)} detail={of === null ? '' : `of ${count(of.lanes.length)} key and model pairs`} tone={troubled > 0 ? 'warn' : 'plain'} />
    </Tiles>
  );
}
