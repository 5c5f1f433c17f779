import type { BudgetLine, BudgetsAnswer } from '../../api/types';
import { percent } from '../../format/number';
import { fullMoment, shortMoment } from '../../format/time';
import { useLatest } from '../../state/latest';
import { budgets as live } from '../../state/live';
import { href } from '../../state/place';
import type { Resource } from '../../state/resource';
import { Bar } from '../../ui/bar';
import { Panel, Shown } from '../../ui/panel';
import { amountWithUnit, inDollars, isEach } from '../budgets/lines';

/** The budgets as they stand: what was asked, or what came since. */
export const useBudgets = (): Resource<BudgetsAnswer> => useLatest<BudgetsAnswer>('/api/budgets', live);

/** The budget in dollars for all calls of that name. */
export const wholeBudget = (budgets: readonly BudgetLine[], name: string): BudgetLine | undefined => budgets.find((line) => line.of === null && inDollars(line) && line.name === name);

/** The limit, without cents where there are none. */
export const limitOf = (line: BudgetLine): string => (inDollars(line) && Number.isInteger(line.limit) ? amountWithUnit(line, line.limit).replace(/[.,]00$/, '') : amountWithUnit(line, line.limit));

/** The fullest first; those for one call have no level. */
export const byFullness = (budgets: readonly BudgetLine[]): BudgetLine[] => budgets.filter((line) => !isEach(line)).sort((a, b) => b.percent - a.percent);

/** Whose and of what, as one reads it. */
export const budgetName = (line: BudgetLine): string => (line.of !== null && !line.name.toLowerCase().includes(line.of.toLowerCase()) ? `${line.name}, ${line.of}` : line.name);

/** How full a budget is. */
export function BudgetBar({ budget }: { budget: BudgetLine }) {
  return <Bar percent={budget.percent} label={`${budgetName(budget)} budget: ${amountWithUnit(budget, budget.spent)} of ${amountWithUnit(budget, budget.limit)}, ${percent(budget.percent)}`} />;
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
                    {amountWithUnit(line, line.spent)} of {limitOf(line)}
                  </span>
                  <BudgetBar budget={line} />
                  <span class="muted budget-reset">
                    {percent(line.percent)} spent
                    {line.reserved > 0 && `, ${amountWithUnit(line, line.reserved)} set aside`}
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
