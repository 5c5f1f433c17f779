import type { RoutingAnswer, RoutingNow } from '../../api/types';
import { plural } from '../../format/number';
import { href } from '../../state/place';
import type { Resource } from '../../state/resource';
import { Badge } from '../../ui/badge';
import { Fact } from '../../ui/fact';
import { Icon } from '../../ui/icon';
import { Panel, Shown } from '../../ui/panel';
import { lambdaText } from './lambda';
import { part } from './quality';
import { isOff } from './sums';
import { tierColour } from './tiers';

const modes: Record<string, string> = {
  standard: 'each call gets the model that it asks for',
  passthrough: 'each call gets the model that it asks for',
  observe: 'it decides, and each call gets the model that it asks for all the same',
  complexity: 'each call gets the model of its tier',
  auto: 'each call gets the model of its tier',
  cascade: 'calls begin cheap, and climb where that is no good',
};

/** How routing stands now, whatever the range. */
export function Now({ of }: { of: Resource<RoutingAnswer> }) {
  return (
    <Panel
      title="Now"
      className="third"
      actions={
        <a class="button quiet" href={href('/settings', { section: 'routing' })}>
          <Icon name="edit" size={14} /> Edit
        </a>
      }
    >
      <Shown of={of} height={314} empty="">
        {({ now }) => <Facts of={now} />}
      </Shown>
    </Panel>
  );
}

function Facts({ of }: { of: RoutingNow }) {
  const says = modes[of.mode];
  return (
    <dl class="panel-body facts routing-now">
      <Fact name="Mode">
        <b>{of.mode}</b> {isOff(of) ? <Badge>off</Badge> : of.acts ? <Badge tone="good">acts</Badge> : <Badge tone="info">only observes</Badge>}
        {says !== undefined && of.enabled && <span class="muted how">{says}</span>}
      </Fact>
      {(['simple', 'moderate', 'complex'] as const).map((tier) => (
        <Fact key={tier} name={tier[0]!.toUpperCase() + tier.slice(1)}>
          <i class={`key series-${tierColour(tier)}`} />
          {of[tier] === null ? <span class="muted">no model: the calls stay where they are</span> : <span class="target">{of[tier]}</span>}
        </Fact>
      ))}
      <Fact name="Cascade">
        {of.cascade.length > 0 && (
          <>
            <span class="target">{of.cascade.join(', then ')}</span>
            {of.escalate_on.length > 0 && <span class="muted how">climbs on {of.escalate_on.map((word) => word.replaceAll('_', ' ')).join(', ')}</span>}
          </>
        )}
      </Fact>
      <Fact name="Classifier">{of.classifier}</Fact>
      <Fact name="λ">
        {lambdaText(of.lambda)} <a href={href('/routing/replay')}>try another</a>
      </Fact>
      <Fact name="Labels">
        {of.evidence === null ? (
          <>
            none yet
            <span class="muted how">
              Say whether answers were good with the thumbs of a <a href={href('/calls')}>call</a>, or <code>relayplane route label CALL-ID good</code>. From 100 on, <code>relayplane route calibrate</code> learns from them.
            </span>
          </>
        ) : (
          <>
            {plural(of.evidence.labels, 'label')}
            <span class="muted how">
              {part(of.evidence.kept)} of the quality is kept, at least {part(of.evidence.lower)}
              {of.evidence.floor !== null && (of.evidence.lower >= of.evidence.floor ? `: above the floor of ${part(of.evidence.floor)}` : `: the floor of ${part(of.evidence.floor)} is not shown yet`)}.
            </span>
          </>
        )}
      </Fact>
    </dl>
  );
}
