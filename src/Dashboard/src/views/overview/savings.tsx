import type { SummaryAnswer } from '../../api/types';
import { exactMoney, money } from '../../format/money';
import type { Resource } from '../../state/resource';
import { Panel, Shown } from '../../ui/panel';

/** What was saved and what was lost, each with how it is reckoned; calls at unknown rates count in none of them. */
export function SavingsPanel({ of }: { of: Resource<SummaryAnswer> }) {
  return (
    <Panel title="Saved" className="third" note="Only where every rate is known">
      <Shown of={of} height={150} empty="">
        {({ total }) => (
          <dl class="panel-body lines savings">
            <Saving name="By caching" nano={total.cache_saved_nano} how="What cached reads would have cost uncached, less what cache writes cost extra." />
            <Saving name="By routing" nano={total.routing_saved_nano} how="What the models that were asked for would have cost, less what those that were chosen cost, at list rates." />
            <Saving name="By fallbacks" nano={0 - total.fallback_nano} how="What attempts that did not answer cost, and what the target that did cost more than the first of the plan." />
            <Saving name="Together" nano={total.cache_saved_nano + total.routing_saved_nano - total.fallback_nano} />
          </dl>
        )}
      </Shown>
    </Panel>
  );
}

function Saving({ name, nano, how }: { name: string; nano: number; how?: string }) {
  return (
    <div>
      <dt>
        {name}
        {how !== undefined && <span class="muted how">{how}</span>}
      </dt>
      <dd class={`number ${nano < 0 ? 'lost' : ''}`} title={exactMoney(nano)}>
        {money(nano)}
        {nano < 0 && <span class="muted how">lost</span>}
      </dd>
    </div>
  );
}
