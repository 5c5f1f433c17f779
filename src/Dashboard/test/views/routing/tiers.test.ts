import { expect, test } from 'vitest';
import type { RoutingAnswer } from '../../../src/api/types';
import { byTier, tierColour, tierLines } from '../../../src/views/routing/tiers';

const answer = (over_time: RoutingAnswer['over_time']): RoutingAnswer => ({ starts: ['2026-11-01T00:00:00Z', '2026-11-01T01:00:00Z'], over_time }) as RoutingAnswer;

test('tiers stand from cheap to dear, whatever the order they come in, and an unknown one last', () => {
  expect(byTier([{ tier: 'vast' }, { tier: 'complex' }, { tier: 'simple' }, { tier: 'moderate' }]).map((row) => row.tier)).toEqual(['simple', 'moderate', 'complex', 'vast']);
});

test('a tier has one colour, and one that is not known is grey', () => {
  expect(new Set(['simple', 'moderate', 'complex', 'vast'].map(tierColour)).size).toBe(4);
  expect(tierColour('vast')).toBe(0);
});

test('shares add up to one in each step, and a step without calls has none', () => {
  const lines = tierLines(answer([{ tier: 'complex', calls: [1, 0] }, { tier: 'simple', calls: [3, 0] }]), 'share');
  expect(lines.map((line) => [line.name, line.values])).toEqual([['simple', [0.75, null]], ['complex', [0.25, null]]]);
});

test('calls are shown as they were counted', () => {
  expect(tierLines(answer([{ tier: 'simple', calls: [3, 0] }]), 'calls')[0]!.values).toEqual([3, 0]);
});
