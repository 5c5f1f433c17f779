import type { BudgetLine } from '../../api/types';
import { percent } from '../../format/number';
import { left } from '../../format/left';
import { fullMoment } from '../../format/time';
import { useNow } from '../../state/now';
import { Badge } from '../../ui/badge';
import { Bar } from '../../ui/bar';
import { amount, amountWithUnit, exactAmount, filled, isEach, kindOf, resetAsk } from './lines';

/** One budget: what is spent and set aside of it, when it begins anew, and what a call beyond it meets. */
export function Line({ of, onReset }: { of: BudgetLine; onReset: () => void }) {
  const now = useNow();
  const each = isEach(of);
  const { spent, reserved } = filled(of);
  const rest = of.resetsAt === null ? null : left(of.resetsAt, now);
  const kind = kindOf(of);
  const label = `${of.of ?? 'All calls'}, ${kind}: ${exactAmount(of, of.spent)} spent and ${exactAmount(of, of.reserved)} set aside of ${exactAmount(of, of.limit)}`;
  return (
    <li class="budget">
      <p class="budget-name">
        {of.of !== null && (
          <b class="cut" title={of.of}>
            {of.of}
          </b>
        )}
        <span class={of.of === null ? 'budget-kind' : 'muted'}>{kind}</span>
      </p>
      {each ? (
        <p class="budget-each muted">No call may cost more.</p>
      ) : (
        <div class="budget-bar" title={label}>
          <Bar percent={of.percent >= 100 ? 100 : spent} also={reserved} label={label} tone={of.percent >= 100 ? 'bad' : of.percent >= 80 ? 'warn' : 'good'} />
        </div>
      )}
      <p class="budget-sums">
        {!each && (
          <>
            <b title={exactAmount(of, of.spent)}>{amount(of, of.spent)}</b>
            <span class="muted"> of </span>
          </>
        )}
        <span title={exactAmount(of, of.limit)}>
          {amountWithUnit(of, of.limit)}
        </span>
        {!each && <span class="budget-percent">{of.percent >= 100 ? 'full' : of.percent > 0 && of.percent < 1 ? `< ${percent(1)}` : percent(of.percent)}</span>}
      </p>
      <p class="budget-more muted">
        {rest !== null && (
          <span title={fullMoment(of.resetsAt!)}>
            anew in {rest}
          </span>
        )}
        {of.reserved > 0 && <span title={exactAmount(of, of.reserved)}>{amount(of, of.reserved)} set aside</span>}
      </p>
      <p class="budget-breach">
        <Badge tone={of.percent >= 100 && of.onBreach === 'block' ? 'bad' : 'plain'} title="What a call beyond it meets">
          {of.onBreach}
        </Badge>
      </p>
      <p class="budget-act">
        {resetAsk(of) !== null && (
          <button type="button" class="button quiet" onClick={onReset} aria-label={`Reset ${of.of ?? 'all calls'}, ${kind}`}>
            Reset
          </button>
        )}
      </p>
    </li>
  );
}
