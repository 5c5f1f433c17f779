import { expect, test } from 'vitest';
import type { MoveRow, RoutingNow, TierRow } from '../../../src/api/types';
import { isOff, savedOf, sumsOf } from '../../../src/views/routing/sums';

const tier = (acted: number, cost: number | null, asked: number | null): TierRow => ({ tier: 'simple', calls: 10, acted, escalated: 0, cost_nano: cost, cost_usd: null, asked_nano: asked, asked_usd: null });
const move = (asked: string, chosen: string, calls: number, acted: number): MoveRow => ({ asked, chosen, tier: 'simple', calls, acted, cost_usd: null, asked_usd: null });
const now = (enabled: boolean, mode: string): RoutingNow => ({ enabled, mode }) as RoutingNow;

test('what was saved is what the models asked for would have cost less what was paid', () => {
  expect(sumsOf({ tiers: [tier(10, 40, 100), tier(5, 30, 20)], moves: [], escalations: [] })).toMatchObject({ savedNano: 50, askedNano: 120, acted: 15 });
});

test('nothing is saved by what only observed, and what has no price counts on neither side', () => {
  expect(sumsOf({ tiers: [tier(0, 100, 100)], moves: [], escalations: [] }).savedNano).toBeNull();
  expect(sumsOf({ tiers: [tier(10, 40, 100), tier(10, 40, null)], moves: [], escalations: [] }).savedNano).toBe(60);
  expect(sumsOf({ tiers: [tier(10, null, null)], moves: [], escalations: [] }).savedNano).toBeNull();
});

test('moves that were made are told from those that would have been; staying is no move', () => {
  expect(sumsOf({ tiers: [], moves: [move('a', 'b', 10, 4), move('b', 'b', 99, 99)], escalations: [] })).toMatchObject({ moved: 4, wouldMove: 6 });
});

test('what thrown-away answers cost is unknown only where none of it is known', () => {
  const row = (lost_usd: number | null) => ({ from: 'a', to: 'b', trigger: 'refusal', calls: 2, lost_usd });
  expect(sumsOf({ tiers: [], moves: [], escalations: [row(0.5), row(null)] })).toMatchObject({ escalated: 4, lostNano: 500_000_000 });
  expect(sumsOf({ tiers: [], moves: [], escalations: [row(null)] }).lostNano).toBeNull();
});

test('a row saves the difference in nano-dollars, below nothing where it cost more', () => {
  expect(savedOf({ asked_usd: 1, cost_usd: 1.5 })).toBe(-500_000_000);
  expect(savedOf({ asked_usd: null, cost_usd: 1.5 })).toBeNull();
});

test('standard, passthrough and disabled are off; observing is not', () => {
  expect([now(true, 'standard'), now(true, 'passthrough'), now(false, 'complexity')].every(isOff)).toBe(true);
  expect([now(true, 'observe'), now(true, 'complexity'), now(true, 'cascade')].some(isOff)).toBe(false);
});
