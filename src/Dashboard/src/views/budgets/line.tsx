import type { BudgetLine } from '../../api/types';
import { compact, count, percent } from '../../format/number';
import { exactMoney, money } from '../../format/money';
import { left } from '../../format/left';
import { fullMoment } from '../../format/time';
import { useNow } from '../../state/now';
import { Badge } from '../../ui/badge';
import { Bar } from '../../ui/bar';
import { filled, inDollars, isEach, kindOf, resetAsk } from './lines';

const nano = (usd: number): number => Math.round(usd * 1e9);

/** An amount of a budget's unit, short. */
export const amount = (line: BudgetLine, value: number): string => (inDollars(line) ? money(nano(value)) : compact(value));

const exact = (line: BudgetLine, value: number): string => (inDollars(line) ? exactMoney(nano(value)) : `${count(value)} tokens`);

/** One budget: what is spent and set aside of it, when it begins anew, and what a call beyond it meets. */
export function Line({ of, onReset }: { of: BudgetLine; onReset: () => void }) {
  const now = useNow();
  const each = isEach(of);
  const { spent, reserved } = filled(of);
  const rest = of.resetsAt === null ? null : left(of.resetsAt, now);
  const kind = kindOf(of);
  const label = `${of.of ?? 'All calls'}, ${kind}: ${exact(of, of.spent)} spent and ${exact(of, of.reserved)} set aside of ${exact(of, of.limit)}`;
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
            <b title={exact(of, of.spent)}>{amount(of, of.spent)}</b>
            <span class="muted"> of </span>
          </>
        )}
        <span title={exact(of, of.limit)}>
          {amount(of, of.limit)}
          {!inDollars(of) && ' tokens'}
        </span>
        {!each && <span class="budget-percent">{of.percent >= 100 ? 'full' : of.percent > 0 && of.percent < 1 ? `< ${percent(1)}` : percent(of.percent)}</span>}
      </p>
      <p class="budget-more muted">
        {rest !== null && (
          <span title={fullMoment(of.resetsAt!)}>
            anew in {rest}
          </span>
        )}
        {of.reserved > 0 && <span title={exact(of, of.reserved)}>{amount(of, of.reserved)} set aside</span>}
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
