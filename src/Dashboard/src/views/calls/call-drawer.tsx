import type { ComponentChildren } from 'preact';
import type { CallAnswer } from '../../api/types';
import { exactMoney, money } from '../../format/money';
import { compact } from '../../format/number';
import { duration, moment } from '../../format/time';
import { useResource } from '../../state/resource';
import { Outcome } from '../../ui/badge';
import { Cost } from '../../ui/cost';
import { Drawer } from '../../ui/drawer';
import { Icon } from '../../ui/icon';
import { Shown } from '../../ui/panel';
import { Tile, Tiles } from '../../ui/tile';
import { AttemptCost } from './attempt-cost';
import { Content } from './content';
import { DecisionOf } from './decision';
import { Facts } from './facts';
import { WaterfallView } from './waterfall-view';

/** Everything that is known of one call, over the list it was chosen from. */
export function CallDrawer({ id, onClose, onStep }: { id: string; onClose: () => void; onStep: ((by: number) => void) | undefined }) {
  const call = useResource<CallAnswer>(`/api/calls/${encodeURIComponent(id)}`);
  const steps = onStep && (
    <>
      <button type="button" class="icon-button up" onClick={() => onStep(-1)} aria-label="Call above" aria-keyshortcuts="k" title="Call above (k)">
        <Icon name="down" />
      </button>
      <button type="button" class="icon-button" onClick={() => onStep(1)} aria-label="Call beneath" aria-keyshortcuts="j" title="Call beneath (j)">
        <Icon name="down" />
      </button>
    </>
  );
  const title = call.data ? call.data.model || call.data.model_requested || `${call.data.method} ${call.data.path}` : 'Call';
  return (
    <Drawer title={title} actions={steps} onClose={onClose}>
      <Shown of={call} height={400} empty="This call is not known.">
        {(data) => <Whole call={data} />}
      </Shown>
    </Drawer>
  );
}

function Whole({ call }: { call: CallAnswer }) {
  const used = call.attempts.filter((attempt) => attempt.usage !== null || attempt.cost_nano !== null || attempt.price_status !== null);
  const sum = (of: (usage: NonNullable<CallAnswer['attempts'][number]['usage']>) => number) => used.reduce((total, { usage }) => total + (usage ? of(usage) : 0), 0);
  const tokensIn = sum((usage) => usage.input_tokens + usage.cache_read_tokens + usage.cache_write_5m_tokens + usage.cache_write_1h_tokens);
  const counted = used.some((attempt) => attempt.usage !== null);
  return (
    <div class="call">
      <p class="call-lead muted">
        {call.provider ?? 'No provider'} · {moment(call.at)}
      </p>
      <Tiles label="In short">
        <Tile name="Outcome" value={<Outcome of={call.outcome} />} detail={call.status === null ? 'no status was sent' : `status ${call.status}`} />
        <Tile name="Cost" value={<Cost of={call} />} detail={call.cost_nano === null ? '' : call.unpriced > 0 ? 'at least' : call.estimated ? 'estimated' : exactMoney(call.cost_nano)} title={money(call.cost_nano)} />
        <Tile name="Total" value={duration(call.total_ms)} detail={call.first_byte_ms === null ? 'no first byte' : `first byte ${duration(call.first_byte_ms)}`} />
        <Tile name="Tokens" value={counted ? compact(tokensIn + sum((usage) => usage.output_tokens)) : '–'} detail={counted ? `${compact(tokensIn)} in, ${compact(sum((usage) => usage.output_tokens))} out` : ''} />
      </Tiles>
      {call.error && (
        <p class="call-error" role="note">
          <Icon name="warning" size={16} /> <span>{call.error}</span>
        </p>
      )}
      <Part name="Where the time went">
        <WaterfallView call={call} />
      </Part>
      {used.length > 0 && (
        <Part name="Tokens and cost">
          {used.map((attempt) => (
            <AttemptCost key={attempt.number} of={attempt} named={call.attempts.length > 1} />
          ))}
        </Part>
      )}
      {call.decision && (
        <Part name="Routing">
          <DecisionOf key={call.id} id={call.id} of={call.decision} />
        </Part>
      )}
      <Part name="The call">
        <Facts call={call} />
      </Part>
      <Part name="Content">
        <Content id={call.id} />
      </Part>
    </div>
  );
}

function Part({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <section class="call-part">
      <h3>{name}</h3>
      {children}
    </section>
  );
}
