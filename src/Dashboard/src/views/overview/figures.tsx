import type { ComponentChildren } from 'preact';
import type { BudgetLine, Spend, SummaryAnswer } from '../../api/types';
import { changedBriefly, changedSince } from '../../format/change';
import { exactMoney, money } from '../../format/money';
import { compact, count, percent, plural, share } from '../../format/number';
import { duration } from '../../format/time';
import { href } from '../../state/place';
import { otherRange, rangeName, since } from '../../state/range';
import type { Resource } from '../../state/resource';
import { Tile, Tiles } from '../../ui/tile';
import { BudgetBar, limitOf, useBudgets, wholeBudget } from './budgets';

/** The figures that are read first: three of money, four of the chosen time. */
export function Figures({ of }: { of: Resource<SummaryAnswer> }) {
  const budgets = useBudgets().data?.budgets ?? [];
  const summary = of.data;
  const now = summary?.total;
  const before = summary?.before ?? null;
  const wait = <span class="muted">…</span>;
  const tokens = (tally: { tokens_in: number; tokens_out: number } | null) => (tally === null ? null : tally.tokens_in + tally.tokens_out);
  const failed = now === undefined || now.errors === 0 ? 'none failed' : <a href={href('/calls', { outcome: ['failed', 'refused'] })}>{count(now.errors)} failed</a>;
  return (
    <div class="figures">
      <Tiles label="Spent">
        <Spent name="Spent today" spend={summary?.today} budget={wholeBudget(budgets, 'daily')} each="day" />
        <Spent name="Spent in 7 days" spend={summary?.week} budget={wholeBudget(budgets, 'weekly')} each="week" />
        <Spent name="Spent in 30 days" spend={summary?.month} budget={wholeBudget(budgets, 'monthly')} each="month" />
      </Tiles>
      <Tiles label={otherRange.value === null ? `In the last ${rangeName(since.value)}` : otherRange.value}>
        <Tile
          name="Requests"
          value={now ? compact(now.requests) : wait}
          title={summary ? `${plural(summary.total.requests, 'call')} that run a model, and ${plural(summary.other_requests, 'other')}` : undefined}
          detail={<Change now={now?.requests} before={before?.requests} more="more" less="fewer" />}
        />
        <Tile name="Answered" value={now ? share(now.requests - now.errors, now.requests) : wait} detail={failed} />
        <Tile
          name="Tokens"
          value={now ? compact(tokens(now) ?? 0) : wait}
          title={now && `${count(now.tokens_in)} in, of which ${count(now.cache_read_tokens)} read from a cache; ${count(now.tokens_out)} out`}
          detail={now && `${share(now.cache_read_tokens, now.tokens_in)} cached`}
        />
        <Tile
          name="Time to answer"
          value={now ? duration(now.p50_ms) : wait}
          title={now && `Half of the calls took ${duration(now.p50_ms)} or less, 95% ${duration(now.p95_ms)} or less, 99% ${duration(now.p99_ms)} or less`}
          detail={now && <a href={href('/latency')}>p95 {duration(now.p95_ms)}</a>}
        />
      </Tiles>
    </div>
  );
}

function Spent({ name, spend, budget, each }: { name: string; spend: Spend | undefined; budget: BudgetLine | undefined; each: string }) {
  const unpriced = spend && spend.unpriced > 0 ? `, and ${plural(spend.unpriced, 'unpriced call')}` : '';
  return (
    <Tile
      name={name}
      value={spend ? money(spend.cost_nano) : <span class="muted">…</span>}
      title={spend && `${exactMoney(spend.cost_nano)} for ${plural(spend.requests, 'call')}${unpriced}`}
      detail={budget ? <OfBudget budget={budget} each={each} /> : spend && (spend.unpriced > 0 ? `and ${count(spend.unpriced)} unpriced` : plural(spend.requests, 'call'))}
    />
  );
}

function OfBudget({ budget, each }: { budget: BudgetLine; each: string }): ComponentChildren {
  return (
    <>
      <BudgetBar budget={budget} />
      <span class="of-budget">
        {percent(budget.percent)} of {limitOf(budget)}/{each}
      </span>
    </>
  );
}

/** How a figure differs from the stretch before; the full sentence is in its title. */
function Change({ now, before, more, less }: { now: number | null | undefined; before: number | null | undefined; more: string; less: string }) {
  return <span title={changedSince(now ?? null, before ?? null, since.value, more, less) ?? undefined}>{changedBriefly(now ?? null, before ?? null, more, less)}</span>;
}
