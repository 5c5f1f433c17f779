import { beforeEach, describe, expect, test, vi } from 'vitest';

const now = Date.parse('2026-11-29T12:00:00Z');
const ago = (minutes: number) => new Date(now - minutes * 60_000).toISOString();

describe('the usual range', () => {
  let range: typeof import('../../src/state/range');
  beforeEach(async () => {
    vi.resetModules();
    range = await import('../../src/state/range');
  });

  test.each([[5, '15m'], [30, '1h'], [300, '24h']])('fits a ledger whose first call was %s minutes ago', (minutes, since) => {
    range.fit(ago(minutes), now);
    expect(range.since.value).toBe(since);
  });

  test('does not change while a reader looks', () => {
    range.fit(ago(5), now);
    range.fit(ago(300), now);
    expect(range.since.value).toBe('15m');
  });

  test('is short in front of an empty ledger, and fitted with its first call', () => {
    range.fit(null, now);
    expect(range.since.value).toBe('15m');
    range.fit(ago(300), now);
    expect(range.since.value).toBe('24h');
  });
});
