import { describe, expect, test } from 'vitest';
import type { ConfigAnswer } from '../../../src/api/types';
import { isUnpriced, ordered, rate, type PriceLine } from '../../../src/views/settings/price-lines';
import { moved, routesOf, whyFixed } from '../../../src/views/settings/routes';

const config = (text: string): ConfigAnswer => ({ path: '', hash: '', text, values: JSON.parse(text.replaceAll(/\/\/[^\n]*/g, '')) as Record<string, unknown>, problems: [], without_effect: [], can_undo: false });

describe('routes', () => {
  const two = config('{ "routes": { "b": { "match": { "model": ["x", "y"], "inputTokens": { "min": 5 } }, "fallback": ["o/z"] }, "a": { "model": "m" } } }');

  test('are listed in the order of the file, in words', () => {
    expect(routesOf(two)).toEqual([
      { name: 'b', match: ['model x or y', 'input tokens {"min":5}'], model: null, fallback: ['o/z'] },
      { name: 'a', match: [], model: 'm', fallback: [] },
    ]);
  });

  test('keep the order of the file where their names are numbers', () => {
    expect(routesOf(config('{ "routes": { "10": {}, "2": {} } }')).map((route) => route.name)).toEqual(['10', '2']);
  });

  test('are moved by writing them in the new order', () => {
    expect(Object.keys(moved(two, 'a', -1)?.value as object)).toEqual(['a', 'b']);
    expect(moved(two, 'b', -1)).toBeNull();
    expect(moved(two, 'a', 1)).toBeNull();
  });

  test('are not moved where comments would be lost, or the order could not be kept', () => {
    expect(whyFixed(two)).toBeNull();
    expect(whyFixed(config('{ "routes": { "b": {}, // dear\n "a": {} } }'))).toContain('comments');
    expect(whyFixed(config('{ "routes": { "10": {}, "a": {} } }'))).toContain('number');
  });

  test('are none where the file has none', () => {
    expect(routesOf(config('{}'))).toEqual([]);
  });
});

describe('prices', () => {
  const line = (model: string, more: Partial<PriceLine> = {}): PriceLine => ({ provider: 'p', model, input_usd: 1, output_usd: 2, cache_read_usd: null, cache_write_5m_usd: null, cache_write_1h_usd: null, source: 'built in', requests: 1, unpriced: 0, ...more });

  test('begin with the models that have calls without a price', () => {
    const all = [line('often', { requests: 100 }), line('few', { unpriced: 2 }), line('many', { unpriced: 50 }), line('none', { input_usd: null, output_usd: null, source: null })];
    expect(ordered(all).map((one) => one.model)).toEqual(['many', 'few', 'none', 'often']);
    expect(isUnpriced(all[0]!)).toBe(false);
  });

  test('tell nothing from unknown', () => {
    expect([rate(0), rate(null), rate(0.01875)]).toEqual(['$0.00', '–', '$0.01875']);
  });
});
