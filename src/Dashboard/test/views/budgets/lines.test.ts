import { describe, expect, test } from 'vitest';
import type { BudgetLine, BudgetsAnswer } from '../../../src/api/types';
import { target } from '../../../src/views/budgets/editor';
import { filled, groupOf, groups, kindOf, patternOf, resetAsk } from '../../../src/views/budgets/lines';

const line = (key: string, of: string | null = null, more: Partial<BudgetLine> = {}): BudgetLine => ({ name: 'daily', key, of, unit: 'usd', limit: 10, spent: 0, reserved: 0, percent: 0, resetsAt: null, onBreach: 'block', ...more });
const answer = (budgets: BudgetLine[]): BudgetsAnswer => ({ at: '', enabled: true, window: 'calendar', timeZone: 'UTC', waiting: 0, unpriced: 0, budgets, terms: null });

describe('budgets', () => {
  test('are grouped by whom they are about, the fullest first', () => {
    const all = groups(answer([line('budget.sessionCapUsd', 's1'), line('budget.dailyUsd'), line('budget.agents.a.dailyUsd', 'a', { percent: 10 }), line('budget.agents.*.dailyUsd', 'b', { percent: 90 }), line('budget.models.x.dailyUsd', 'x')]));
    expect(all.map((group) => [group.key, group.lines.map((one) => one.of)])).toEqual([
      ['all', [null]],
      ['agents', ['b', 'a']],
      ['models', ['x']],
      ['sessions', ['s1']],
    ]);
  });

  test('know the pattern that they are written under, dots and all', () => {
    expect(patternOf(line('budget.models.gpt-4.1.dailyUsd', 'gpt-4.1'))).toBe('gpt-4.1');
    expect(patternOf(line('budget.dailyUsd'))).toBeNull();
  });

  test('are named without the name that stands beside them', () => {
    expect(kindOf(line('budget.agents.nightly-*.hourlyTokens', 'nightly-1', { name: 'agent nightly-* hourly tokens' }))).toBe('hourly tokens');
    expect(kindOf(line('budget.dailyUsd'))).toBe('daily');
  });

  test.each([
    [line('budget.dailyUsd'), { periods: ['Day'], scope: 'All' }],
    [line('budget.dailyCapUSD'), { periods: ['Day'], scope: 'All' }],
    [line('budget.hourlyTokens'), { periods: ['Hour'], scope: 'All' }],
    [line('budget.agents.nightly-*.weeklyUsd', 'nightly-1'), { periods: ['Week'], scope: 'Agent', name: 'nightly-1' }],
    [line('budget.clients.ci.monthlyUsd', 'ci'), { periods: ['Month'], scope: 'Client', name: 'ci' }],
    [line('budget.agents.a.sessionCapUsd', 's1'), { periods: ['Session'], scope: 'Session', name: 's1' }],
    [line('budget.perRequestUsd'), null],
  ])('reset only what was meant: $key', (of, expected) => {
    expect(resetAsk(of)).toEqual(expected);
  });

  test('never show more than full, with what is set aside on top', () => {
    expect(filled(line('budget.dailyUsd', null, { spent: 9, reserved: 3 }))).toEqual({ spent: 90, reserved: 10 });
    expect(filled(line('budget.dailyUsd', null, { spent: 12 }))).toEqual({ spent: 100, reserved: 0 });
    expect(filled(line('budget.dailyUsd', null, { limit: 0, spent: 0 }))).toEqual({ spent: 0, reserved: 0 });
  });

  test('of one session only are of sessions', () => {
    expect(groupOf(line('budget.sessionCapUsd', 's1'))).toBe('sessions');
    expect(groupOf(line('budget.sessionCapUsd'))).toBe('all');
  });
});

test('the address says what is edited, and nothing where it is none of ours', () => {
  expect(target('all')).toEqual({ kind: 'all' });
  expect(target('models/openai/gpt-4o')).toEqual({ kind: 'named', section: 'models', name: 'openai/gpt-4o' });
  expect(target('agents/')).toBeNull();
  expect(target('server/port')).toBeNull();
});
