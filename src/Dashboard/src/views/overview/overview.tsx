import { useEffect, useState } from 'preact/hooks';
import type { SummaryAnswer } from '../../api/types';
import { change, href, query } from '../../state/place';
import { fit, span } from '../../state/range';
import { useResource } from '../../state/resource';
import { Broken } from '../../ui/panel';
import { Welcome } from '../welcome/welcome';
import { AbsorbedPanel } from './absorbed';
import { BudgetsPanel } from './budgets';
import { ErrorsPanel } from './errors';
import { FailedPanel } from './failed';
import { Figures } from './figures';
import { SavingsPanel } from './savings';
import { SpendPanel } from './spend';
import { TopAgents, TopModels } from './top';
import { Unpriced } from './unpriced';

/** What was spent, on what, by whom, how fast, and what went wrong; how to connect, while there is nothing of it. */
export function Overview() {
  const summary = useResource<SummaryAnswer>('/api/summary', span.value, true);
  const [welcoming, setWelcoming] = useState(false);
  const first = summary.data?.first_call_at;
  useEffect(() => {
    if (first !== undefined) {
      fit(first);
    }
    // A reader who began here stays until they go on by themselves.
    if (first === null) {
      setWelcoming(true);
    }
  }, [first]);

  if (query('connect') !== '' || welcoming || first === null) {
    return (
      <Welcome
        empty={first === null}
        onLeave={() => {
          setWelcoming(false);
          change({ connect: null, client: null });
        }}
      />
    );
  }
  if (summary.data === null && summary.error !== null) {
    return <Broken message={summary.error} retry={summary.reload} height={320} />;
  }
  return (
    <div class="stack overview">
      <Figures of={summary} />
      <div class="grid even">
        <SpendPanel summary={summary.data} />
        <AbsorbedPanel of={summary} />
        <TopModels />
        <TopAgents />
        <ErrorsPanel />
        <SavingsPanel of={summary} />
        <BudgetsPanel />
        <FailedPanel />
        <Unpriced calls={summary.data?.total.unpriced ?? 0} />
      </div>
      <p class="note">
        The same numbers: <code>relayplane stats --since {span.value.since}{span.value.until !== '' && ` --until ${span.value.until}`}</code>. <a href={href('/', { connect: 'yes' })}>Connect a client</a>
      </p>
    </div>
  );
}
