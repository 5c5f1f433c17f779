import { describe, expect, test } from 'vitest';
import type { RouteRow } from '../../../src/api/types';
import { targetName } from '../../../src/format/key';
import { fallbackLines, groupsOf } from '../../../src/views/routes/targets';

const row = (route: string, model: string, requests: number, fallbacks: number[] = [0, 0]): RouteRow => ({
  route, provider: 'p', model, requests, errors: 0, fallbacks: fallbacks.reduce((sum, value) => sum + value, 0), absorbed: 0, cost_nano: null, cost_usd: null, p50_ms: null, p95_ms: null,
  over_time: { requests: [requests, 0], fallbacks },
});

describe('routes and their targets', () => {
  test('the busiest route comes first, calls without a route last, and so the targets in each', () => {
    const groups = groupsOf([row('', 'x', 999), row('quiet', 'x', 1), row('busy', 'y', 5), row('busy', 'x', 7)]);
    expect(groups.map((group) => [group.route, group.requests, group.targets.map((target) => target.model).join('')])).toEqual([['busy', 12, 'xy'], ['quiet', 1, 'x'], ['', 999, 'x']]);
  });

  test('fallbacks of a target are summed over its routes; targets without any are left out', () => {
    const lines = fallbackLines([row('a', 'x', 9, [1, 2]), row('b', 'x', 9, [10, 0]), row('a', 'y', 9)]);
    expect(lines.map((line) => [line.name, line.values])).toEqual([['p/x', [11, 2]]]);
  });

  test('a call that was sent nowhere has a name too', () => expect(targetName({ provider: '', model: '' })).toBe('not sent'));
  test('a call that runs no model is named by its provider alone', () => expect(targetName({ provider: 'openai', model: '' })).toBe('openai'));
});
