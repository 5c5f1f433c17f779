import type { QueueReport } from '../../api/types';
import { compact, count, plural } from '../../format/number';
import { Badge } from '../../ui/badge';
import { Icon } from '../../ui/icon';
import { seconds } from './lane';
import { advice, multiple, waitsFor } from './lanes';

/** The calls that wait for one class of models: how many, for what, and how long a further one would. */
export function Queue({ of }: { of: QueueReport }) {
  const told = advice(of);
  return (
    <div class="queue">
      <p class="queue-line">
        <span>
          {of.waiting > 0 ? <Badge tone="warn">{plural(of.waiting, 'call')} waiting</Badge> : <span class="muted">No call waits</span>}
          {of.waiting > 0 && <span class="muted"> {compact(Math.round(of.tokens))} tokens</span>}
          {of.waitsFor !== null && <span> for {waitsFor(of.waitsFor)}</span>}
        </span>
        <span title="What a further call of average size would wait">
          <span class="muted">Predicted wait</span> {seconds(of.expectedWaitSeconds)}
        </span>
        <span title="What was asked of the limits in the last minute, as a multiple of them">
          <span class="muted">Demand</span> {of.demand === null ? '–' : multiple(of.demand)}
        </span>
        <span title={of.waited.calls > 0 ? `Longest ${seconds(of.waited.longestSeconds)}` : undefined}>
          <span class="muted">Waited in 1 h</span> {of.waited.calls === 0 ? 'none' : `${count(of.waited.calls)}, mean ${seconds(of.waited.meanSeconds)}, longest ${seconds(of.waited.longestSeconds)}`}
        </span>
      </p>
      {told !== null && (
        <p class="advice">
          <Icon name="warning" size={14} /> {told}
        </p>
      )}
    </div>
  );
}
