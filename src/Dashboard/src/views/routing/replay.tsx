import { useEffect, useState } from 'preact/hooks';
import type { ConfigAnswer, ConfigChange, ReplayAsk } from '../../api/types';
import { useEdit } from '../../config/edit';
import { Problems } from '../../config/problems';
import { UndoButton } from '../../config/undo';
import { change, query } from '../../state/place';
import { span } from '../../state/range';
import { useResource } from '../../state/resource';
import { Icon } from '../../ui/icon';
import { Panel, Shown } from '../../ui/panel';
import { lambdaOf, lambdaText } from './lambda';
import { LambdaSlider } from './lambda-slider';
import { lambdaChange, policyChanges, withLambda, type Policy } from './policy';
import { PolicyBox } from './policy-box';
import { useReplay } from './replaying';
import { Results } from './results';

/** How long the slider rests before its place stands in the address, in milliseconds. */
const settle = 250;

/** What another policy would have done with the calls of the chosen time. */
export function Replay() {
  const config = useResource<ConfigAnswer>('/api/config');
  const edit = useEdit(config);
  const [problems, setProblems] = useState<readonly string[]>([]);
  const [policy, setPolicy] = useState<Extract<Policy, { sections: unknown }> | null>(null);
  const asked = lambdaOf(query('lambda'));
  const [slid, setSlid] = useState<number | null>(asked);
  const { since, until } = span.value;
  const replay = useReplay({
    since,
    ...(until === '' ? {} : { until }),
    ...(policy === null ? (asked === null ? {} : { lambda: asked }) : { policy: asked === null ? policy.sections : withLambda(policy.sections, asked) }),
  });

  // The slider moves at once, the address when it rests; the back button moves the slider.
  useEffect(() => setSlid(asked), [asked]);
  useEffect(() => {
    if (slid !== null && slid !== asked) {
      const timer = window.setTimeout(() => change({ lambda: String(slid) }, 'replace'), settle);
      return () => window.clearTimeout(timer);
    }
    return undefined;
  }, [slid]);

  const propose = async (title: string, changes: readonly ConfigChange[]) => setProblems(await edit.propose({ title, changes }));
  const { data } = replay;
  const values = config.data?.values ?? {};
  const at = slid ?? data?.lambda ?? null;
  const chosen = slid ?? asked;
  return (
    <>
      <Panel
        title="Replay"
        note="Decides the calls of the range anew, and reckons what that would have cost. No call is sent."
        actions={<UndoButton config={config} edit={edit} onProblems={setProblems} />}
      >
        <div class="panel-body replay-controls">
          <div class="replay-acts">
            <LambdaSlider value={at} onSlide={setSlid} />
            {policy === null ? (
              <button type="button" class="button main" disabled={chosen === null || config.data === null || edit.busy} onClick={() => void propose(`Set λ to ${lambdaText(chosen!)}`, [lambdaChange(values, chosen!)])}>
                Use this λ
              </button>
            ) : (
              <button type="button" class="button main" disabled={config.data === null || edit.busy || replay.refused !== null} onClick={() => void propose('Use this policy', policyChanges(values, chosen === null ? policy.sections : withLambda(policy.sections, chosen)))}>
                Use this policy
              </button>
            )}
            <button
              type="button"
              class="button"
              disabled={chosen === null}
              onClick={() => {
                setSlid(null);
                change({ lambda: null });
              }}
            >
              <Icon name="retry" size={14} /> Back to {policy === null ? 'the λ in force' : 'its own λ'}
            </button>
          </div>
          <Problems of={problems} />
          <PolicyBox values={config.data?.values ?? null} active={policy !== null} refused={replay.refused} onPolicy={setPolicy} />
        </div>
      </Panel>
      <Panel title={titleOf(replay.answered)} note={data && `λ ${lambdaText(data.lambda)}`} className={replay.asking ? 'replay asking' : 'replay'}>
        <div aria-busy={replay.asking}>
          <Shown of={replay} height={360} isEmpty={({ calls }) => calls === 0} empty={<None leftOut={data?.left_out ?? []} />}>
            {(answer) => <Results of={answer} inForce={replay.answered !== null && replay.answered.policy === undefined && replay.answered.lambda === undefined} />}
          </Shown>
        </div>
      </Panel>
      {edit.dialog}
    </>
  );
}

/** What the figures are of. */
const titleOf = (answered: ReplayAsk | null): string => (answered?.policy !== undefined ? 'The pasted policy' : answered?.lambda !== undefined ? 'The policy in force, with another λ' : 'The policy in force');

function None({ leftOut }: { leftOut: readonly { why: string; calls: number }[] }) {
  return (
    <>
      <p>No call in this range can be replayed. Choose a longer one, or come back when calls have come through.</p>
      {leftOut.length > 0 && <p>Left out: {leftOut.map(({ why, calls }) => `${calls} ${why}`).join('; ')}.</p>}
    </>
  );
}
