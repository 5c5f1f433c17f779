import { describe, expect, test } from 'vitest';
import type { BudgetLine, StatsAnswer, StatsRow } from '../../../src/api/types';
import { tally } from '../../../dev/made-up';
import { budgetName, byFullness, limitOf, wholeBudget } from '../../../src/views/overview/budgets';
import { topRows } from '../../../src/views/overview/top';
import { priceExample, unpricedRows } from '../../../src/views/overview/unpriced';

const line = (change: Partial<BudgetLine>): BudgetLine => ({ name: 'daily', key: 'budget.dailyUsd', of: null, unit: 'usd', limit: 20, spent: 1, reserved: 0, percent: 5, resetsAt: null, onBreach: 'block', ...change });

describe('budgets', () => {
  test('the one of all calls, in dollars, goes with the spend of the day', () => {
    const mine = line({});
    expect(wholeBudget([line({ of: 'coder' }), line({ unit: 'tokens' }), mine], 'daily')).toBe(mine);
  });

  test('the fullest come first, and that of one call has no level', () => {
    const lines = [line({ percent: 5 }), line({ percent: 102 }), line({ key: 'budget.perRequestUsd' })];
    expect(byFullness(lines).map((each) => each.percent)).toEqual([102, 5]);
  });

  test('a name that does not say whose it is gets it beside', () => {
    expect(budgetName(line({ name: 'agent coder daily', of: 'coder' }))).toBe('agent coder daily');
    expect(budgetName(line({ name: 'agent nightly-* daily', of: 'nightly-review' }))).toBe('agent nightly-* daily, nightly-review');
  });

  test('a limit has cents only where it has some', () => expect([limitOf(line({})), limitOf(line({ limit: 20.5 })), limitOf(line({ unit: 'tokens', limit: 5000 }))]).toEqual(['$20', '$20.50', '5,000 tokens']));
});

describe('what costs most', () => {
  test('the costliest come first; where nothing was priced, the busiest', () => {
    const row = (key: string, cost: number | null, requests: number): StatsRow => ({ ...tally(1), key, cost_nano: cost, requests });
    expect(topRows([row('idle', null, 1), row('busy', null, 9), row('dear', 5, 1)]).map((each) => each.key)).toEqual(['dear', 'busy', 'idle']);
  });
});

describe('unpriced calls', () => {
  const row = (model: string, unpriced: number): StatsRow => ({ ...tally(1), key: model, provider: 'my-vllm', model, unpriced });

  test('those models that have some, the most first', () => {
    const answer: StatsAnswer = { since: '', zone: 'UTC', by: 'provider,model', rows: [row('a', 1), row('b', 0), row('c', 7)], total: tally(1), other_requests: 0 };
    expect(unpricedRows(answer).map((each) => each.model)).toEqual(['c', 'a']);
  });

  test('the line for the config is JSON, whatever the model is called', () => {
    const name = 'a"b\\<img>';
    expect(JSON.parse(`{${priceExample(row(name, 1))}}`)).toEqual({ models: { [`my-vllm/${name}`]: { price: { input: 0.5, output: 1.5 } } } });
  });
});
