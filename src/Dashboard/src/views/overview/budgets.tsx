import type { BudgetLine, BudgetsAnswer } from '../../api/types';
import { money } from '../../format/money';
import { compact, percent } from '../../format/number';
import { fullMoment, shortMoment } from '../../format/time';
import { budgets as live } from '../../state/live';
import { href } from '../../state/place';
import { useResource, type Resource } from '../../state/resource';
import { Bar } from '../../ui/bar';
import { Panel, Shown } from '../../ui/panel';

/** The budgets as they stand: what was asked, or what came since. */
export function useBudgets(): Resource<BudgetsAnswer> {
  const asked = useResource<BudgetsAnswer>('/api/budgets');
  const pushed = live.value;
  const isNewer = pushed !== null && (asked.data === null || Date.parse(pushed.at) > Date.parse(asked.data.at));
  return isNewer ? { ...asked, data: pushed, error: null, loading: false } : asked;
}

/** The budget in dollars for all calls of that name. */
export const wholeBudget = (budgets: readonly BudgetLine[], name: string): BudgetLine | undefined => budgets.find((line) => line.of === null && line.unit === 'usd' && line.name === name);

/** An amount in the budget's unit. */
export const amount = (line: BudgetLine, value: number): string => (line.unit === 'usd' ? money(Math.round(value * 1e9)) : `${compact(value)} tokens`);

/** The limit, without cents where there are none. */
export const limitOf = (line: BudgetLine): string => (line.unit === 'usd' && Number.isInteger(line.limit) ? amount(line, line.limit).replace(/[.,]00$/, '') : amount(line, line.limit));

/** The fullest first; those for one call have no level. */
export const byFullness = (budgets: readonly BudgetLine[]): BudgetLine[] => budgets.filter((line) => !line.key.endsWith('perRequestUsd')).sort((a, b) => b.percent - a.percent);

/** Whose and of what, as one reads it. */
export const budgetName = (line: BudgetLine): string => (line.of !== null && !line.name.toLowerCase().includes(line.of.toLowerCase()) ? `${line.name}, ${line.of}` : line.name);

export function BudgetBar({ budget }: { budget: BudgetLine }) {
  return <Bar percent={budget.percent} label={`${budgetName(budget)} budget: ${amount(budget, budget.spent)} of ${amount(budget, budget.limit)}, ${percent(budget.percent)}`} />;
}

/** The budgets that hold. */
export function BudgetsPanel() {
  const budgets = useBudgets();
  return (
    <Panel title="Budgets" className="third" actions={<a href={href('/budgets')}>All budgets</a>}>
      <Shown
        of={budgets}
        height={150}
        isEmpty={(data) => byFullness(data.budgets).length === 0}
        empty={
          <>
            <p>No budget holds.</p>
            <p>
              <a href={href('/budgets')}>Set one</a>, or: <code>relayplane budget set --daily 5</code>
            </p>
          </>
        }
      >
        {(data) => (
          <ul class="budget-list panel-body">
            {byFullness(data.budgets)
              .slice(0, 4)
              .map((line) => (
                <li key={`${line.key} ${line.of}`}>
                  <span class="cut" title={budgetName(line)}>
                    {budgetName(line)}
                  </span>
                  <span class="number">
                    {amount(line, line.spent)} of {limitOf(line)}
                  </span>
                  <BudgetBar budget={line} />
                  <span class="muted budget-reset">
                    {percent(line.percent)} spent
                    {line.reserved > 0 && `, ${amount(line, line.reserved)} set aside`}
                    {line.resetsAt !== null && <span title={fullMoment(line.resetsAt)}>, begins anew {shortMoment(line.resetsAt)}</span>}
                  </span>
                </li>
              ))}
          </ul>
        )}
      </Shown>
    </Panel>
  );
}
