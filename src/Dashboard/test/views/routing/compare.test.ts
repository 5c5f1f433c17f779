import { expect, test } from 'vitest';
import type { PolicyResult, ReplayAnswer } from '../../../src/api/types';
import { certainty, comparisonOf, offBy } from '../../../src/views/routing/compare';

const result = (cost_nano: number): PolicyResult => ({ cost_nano, cost_usd: cost_nano / 1e9, simple: 1, moderate: 0, complex: 0, quality: 0.9 });
const replay = (recorded: number, policy: number, shuffled: number): ReplayAnswer => ({ recorded: result(recorded), policy: result(policy), shuffled: result(shuffled) }) as ReplayAnswer;

test('costs are compared with the highest of the three', () => {
  expect(comparisonOf(replay(50, 25, 100)).map((row) => row.cost)).toEqual([0.5, 0.25, 1]);
  expect(comparisonOf(replay(0, 0, 0)).map((row) => row.cost)).toEqual([0, 0, 0]);
});

test('only an interval on one side of nothing is sure', () => {
  expect(certainty({ saved_lower_usd: 0.1, saved_upper_usd: 2 })).toBe('saves');
  expect(certainty({ saved_lower_usd: -2, saved_upper_usd: -0.1 })).toBe('costs');
  expect([certainty({ saved_lower_usd: -1, saved_upper_usd: 1 }), certainty({ saved_lower_usd: 0, saved_upper_usd: 1 })]).toEqual(['open', 'open']);
});

test('how far a replay is from what was recorded is said in words', () => {
  expect(offBy(replay(100, 102, 0))).toBe('2% above');
  expect(offBy(replay(100, 97, 0))).toBe('3% below');
  expect(offBy(replay(100, 100, 0))).toBe('to exactly');
  expect(offBy(replay(0, 5, 0))).toBeNull();
});
