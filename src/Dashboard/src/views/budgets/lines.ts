import type { BudgetLine, BudgetsAnswer } from '../../api/types';
import type { ScopeSection } from '../../config/budget';

/** Budgets that are about the same kind of name. */
export interface LineGroup {
  key: 'all' | 'sessions' | ScopeSection;
  name: string;
  lines: BudgetLine[];
}

const order = [
  ['all', 'All calls'],
  ['agents', 'Agents'],
  ['clients', 'Clients'],
  ['models', 'Models'],
  ['sessions', 'Sessions'],
] as const;

/** Groups that have a line, the fullest budgets first in those of names. */
export function groups(answer: BudgetsAnswer): LineGroup[] {
  return order
    .map(([key, name]) => {
      const lines = answer.budgets.filter((line) => groupOf(line) === key);
      return { key, name, lines: key === 'all' ? lines : lines.sort((one, other) => other.percent - one.percent || (one.of ?? '').localeCompare(other.of ?? '')) };
    })
    .filter((group) => group.lines.length > 0);
}

/** `budget.agents.coder.dailyUsd` is of agents; a cap of each session is of sessions, and what is of all calls is of all. */
export function groupOf(line: BudgetLine): LineGroup['key'] {
  const section = line.key.split('.')[1] ?? '';
  return section === 'agents' || section === 'clients' || section === 'models' ? section : line.key.endsWith('.sessionCapUsd') && line.of !== null ? 'sessions' : 'all';
}

/** The name as the config writes it, which may hold `*`; null for a budget of all calls. */
export function patternOf(line: BudgetLine): string | null {
  const group = groupOf(line);
  return group === 'all' || group === 'sessions' ? null : line.key.slice(`budget.${group}.`.length, line.key.lastIndexOf('.'));
}

/** Dollars and tokens are written in either case. */
export const inDollars = (line: BudgetLine): boolean => line.unit === 'usd';

/** For one call alone: nothing of it adds up. */
export const isEach = (line: BudgetLine): boolean => line.key.endsWith('.perRequestUsd');

const periods: readonly (readonly [RegExp, string])[] = [
  [/\.hourly\w+$/, 'Hour'],
  [/\.daily\w+$/, 'Day'],
  [/\.weekly\w+$/, 'Week'],
  [/\.monthly\w+$/, 'Month'],
  [/\.sessionCapUsd$/, 'Session'],
];

const whose = { all: 'All', sessions: 'Session', agents: 'Agent', clients: 'Client', models: 'Model' } as const;

/** What POST /api/budgets/reset takes to let one budget count anew; null where it does not add up. */
export function resetAsk(line: BudgetLine): { periods: string[]; scope: string; name?: string } | null {
  const period = periods.find(([pattern]) => pattern.test(line.key))?.[1];
  if (period === undefined) {
    return null;
  }
  const scope = period === 'Session' ? 'Session' : whose[groupOf(line)];
  return line.of === null ? { periods: [period], scope } : { periods: [period], scope, name: line.of };
}

/** The kind of budget without the name that it is about: `agent coder daily` is a daily one. */
export function kindOf(line: BudgetLine): string {
  const pattern = patternOf(line);
  const group = groupOf(line);
  const prefix = pattern === null ? '' : `${group.slice(0, -1)} ${pattern} `;
  return prefix !== '' && line.name.startsWith(prefix) ? line.name.slice(prefix.length) : line.name;
}

/** How full it is with what is set aside, in percent. */
export function filled(line: BudgetLine): { spent: number; reserved: number } {
  const share = (amount: number): number => (line.limit > 0 ? (100 * amount) / line.limit : amount > 0 ? 100 : 0);
  const spent = Math.max(0, Math.min(100, share(line.spent)));
  return { spent, reserved: Math.max(0, Math.min(100 - spent, share(line.reserved))) };
}
