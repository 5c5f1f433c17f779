import { describe, expect, test } from 'vitest';
import type { LaneReport, LimitsAnswer, ProvidersAnswer, QueueReport } from '../../../src/api/types';
import { actPath, question } from '../../../src/views/providers/acts';
import { advice, boards, canReset, multiple } from '../../../src/views/providers/lanes';

const lane = (provider: string, key: string, of: string, state = 'open'): LaneReport => ({ provider, key, class: of, state, until: null, reason: null, limits: [], blind: false, inFlight: 0, calls: 1, rateLimited: 2 });
const queue = (provider: string, of: string, keys: string[], more: Partial<QueueReport> = {}): QueueReport => ({ provider, class: of, keys, waiting: 0, tokens: 0, expectedWaitSeconds: 0, waitsFor: null, demand: null, waited: { calls: 0, meanSeconds: 0, longestSeconds: 0 }, ...more });
const limits = (lanes: LaneReport[], queues: QueueReport[]): LimitsAnswer => ({ at: '', clientRateLimited: 0, upstreamRateLimited: 0, unsettled: 0, lanes, queues });
const line = (name: string): ProvidersAnswer['providers'][number] => ({ name, base_url: 'https://x', keys: [], keyless: false, held: false, in_flight: 0, state: null });

describe('the board of providers', () => {
  test('puts lanes under their provider, by the queue that they share', () => {
    const [board] = boards({ providers: [line('a')] }, limits([lane('a', 'k1', 'm'), lane('a', 'k2', 'm'), lane('a', 'client', 'm')], [queue('a', 'm', ['k1', 'k2']), queue('a', 'm', ['client'])]));
    expect(board?.pools.map((pool) => pool.lanes.map((one) => one.key))).toEqual([['k1', 'k2'], ['client']]);
    expect(board?.rateLimited).toBe(6);
  });

  test('shows those in trouble first, then those with calls, then those without', () => {
    const all = boards({ providers: [line('idle'), line('fine'), line('waiting'), line('dead')] }, limits([lane('fine', 'k', 'm'), lane('waiting', 'k', 'm'), lane('dead', 'k', 'm', 'dead')], [queue('waiting', 'm', ['k'], { waiting: 1 })]));
    expect(all.map((board) => board.name)).toEqual(['dead', 'waiting', 'fine', 'idle']);
  });

  test('keeps a provider that only calls know, and a lane without a queue', () => {
    const [board] = boards(null, limits([lane('gone', 'k', 'm')], []));
    expect(board).toMatchObject({ name: 'gone', line: null });
    expect(board?.pools).toHaveLength(1);
  });
});

describe('advice', () => {
  test('says that the provider’s limit is the limit where more is asked for and calls wait', () => {
    expect(advice(queue('a', 'm', ['k1', 'k2'], { demand: 1.42, waiting: 3 }))).toContain('1.5× what keys k1, k2 allow together');
  });

  test('is none up to the limit, or for a burst that no call waits for', () => {
    expect(advice(queue('a', 'm', ['k'], { demand: 1, waiting: 3 }))).toBeNull();
    expect(advice(queue('a', 'm', ['k'], { demand: 2, waiting: 0, expectedWaitSeconds: 0.2 }))).toBeNull();
    expect(advice(queue('a', 'm', ['k'], { demand: null, waiting: 3 }))).toBeNull();
  });

  test('rounds up, so that who buys by it does not buy too little', () => {
    expect([multiple(1.41), multiple(2)]).toEqual(['1.5×', '2.0×']);
  });
});

test('there is nothing to reset where keys are open or held by a person', () => {
  expect(canReset([lane('a', 'k', 'm'), lane('a', 'k', 'n', 'held')])).toBe(false);
  expect(canReset([lane('a', 'k', 'm', 'cooling')])).toBe(true);
});

test('names in paths are escaped', () => {
  expect(actPath('my/vllm', 'a b', 'pause')).toBe('/api/providers/my%2Fvllm/keys/a%20b/pause');
  expect(actPath('openai', null, 'drain')).toBe('/api/providers/openai/drain');
});

test('each act says beforehand what happens', () => {
  expect(question('openai', null, 'drain', () => {}).text).toContain('those under way end');
  expect(question('openai', 'k', 'reset', () => {}).text).toContain('the next call tries it at once');
});
