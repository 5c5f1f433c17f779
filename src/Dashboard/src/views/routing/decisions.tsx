import type { RoutingAnswer } from '../../api/types';
import { span } from '../../state/range';
import { useResource } from '../../state/resource';
import { Escalations } from './escalations';
import { Figures } from './figures';
import { Moves } from './moves';
import { Now } from './now';
import { Off } from './off';
import { Reasons } from './reasons';
import { isOff } from './sums';
import { TierChart } from './tier-chart';

/** What routing decided in the chosen time, what came of it, and how it stands now. */
export function Decisions() {
  const routing = useResource<RoutingAnswer>('/api/routing', span.value, true);
  const { data } = routing;
  if (data !== null && data.decided === 0 && isOff(data.now)) {
    return <Off of={data} />;
  }
  return (
    <>
      <Figures of={data} />
      <div class="grid even">
        <TierChart of={routing} />
        <Now of={routing} />
        <Reasons of={routing} />
        <Escalations of={routing} />
      </div>
      <Moves of={routing} />
    </>
  );
}
