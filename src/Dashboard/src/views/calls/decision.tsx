import type { CallDecision } from '../../api/types';
import { tiers } from '../../config/routing';
import { Badge } from '../../ui/badge';
import { Fact } from '../../ui/fact';
import { part } from '../routing/quality';
import { Tier } from '../routing/tier';
import { tierColour } from '../routing/tiers';
import { Label } from './label';

/** What routing saw in a call, what it thought of it, and what came of that. */
export function DecisionOf({ id, of }: { id: string; of: CallDecision }) {
  const saw = [`${of.messages} ${of.messages === 1 ? 'message' : 'messages'}`, of.tools > 0 && `${of.tools} ${of.tools === 1 ? 'tool' : 'tools'}`, of.images && 'images', of.mid_task && 'in the middle of a task', of.housekeeping !== null && `housekeeping: ${of.housekeeping}`];
  const moved = of.chosen !== null && of.asked !== of.chosen;
  return (
    <div class="decision">
      <ul class="heads" aria-label="Chance that the answer of each tier is good enough">
        {tiers.map((tier) => (
          <li key={tier} class={tier === of.tier ? 'chosen' : ''}>
            <span>
              {tier}
              {tier === of.tier && <span class="muted"> decided</span>}
            </span>
            <span class="head-bar" aria-hidden="true">
              <i class={`series-${tierColour(tier)}`} style={{ transform: `scaleX(${Math.max(0, Math.min(1, of[`q_${tier}`]))})` }} />
            </span>
            <b>{part(of[`q_${tier}`])}</b>
          </li>
        ))}
      </ul>
      <dl class="facts">
        <Fact name="Tier">
          {of.tier === null ? (
            <span class="muted">nothing was decided; it was only looked at</span>
          ) : (
            <>
              <Tier of={of.tier} /> {of.acted ? <Badge tone="good">acted upon</Badge> : <Badge tone="info">only observed</Badge>}
            </>
          )}
        </Fact>
        <Fact name={of.acted ? 'Asked, got' : 'Asked, would have got'}>
          {of.chosen !== null && (moved ? `${of.asked ?? 'no certain model'} → ${of.chosen}` : `${of.chosen}, as asked`)}
        </Fact>
        <Fact name="Reason">{of.reason !== null && <code>{of.reason}</code>}</Fact>
        <Fact name="Kept from the score">{of.kept}</Fact>
        <Fact name="By plain rules">
          <Tier of={of.rules} />
        </Fact>
        <Fact name="Classifier">{of.classifier}</Fact>
        <Fact name="Seen in it">{saw.filter(Boolean).join(', ')}</Fact>
      </dl>
      <Label id={id} of={of.label} />
    </div>
  );
}
