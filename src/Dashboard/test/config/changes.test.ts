import { describe, expect, test } from 'vitest';
import { changesBetween, holdsMask, isOutOfReach, same, valueAt } from '../../src/config/changes';

describe('changes between two values', () => {
  test('are as deep as what differs, so that comments beside the rest stay', () => {
    const before = { daily: 20, agents: { coder: { daily: 1, onBreach: 'warn' } } };
    const after = { daily: 20, agents: { coder: { daily: 2, onBreach: 'warn' } } };
    expect(changesBetween(before, after, ['budget'])).toEqual([{ path: ['budget', 'agents', 'coder', 'daily'], value: 2 }]);
  });

  test('take out what is gone, and put in what is new', () => {
    expect(changesBetween({ a: 1, b: 2 }, { b: 2, c: 3 }, ['limits'])).toEqual([
      { path: ['limits', 'a'], value: null },
      { path: ['limits', 'c'], value: 3 },
    ]);
  });

  test('write a list whole, and a section that was not there whole', () => {
    expect(changesBetween({ at: [50, 80] }, { at: [50, 90] }, ['budget'])).toEqual([{ path: ['budget', 'at'], value: [50, 90] }]);
    expect(changesBetween(undefined, { a: 1 }, ['limits'])).toEqual([{ path: ['limits'], value: { a: 1 } }]);
  });

  test('are none where only the order of keys differs', () => {
    expect(changesBetween({ a: 1, b: { c: [1] } }, { b: { c: [1] }, a: 1 }, ['x'])).toEqual([]);
    expect(same({ a: undefined }, {})).toBe(false);
  });
});

test('a value is found by keys with dots in them, and not in what every object inherits', () => {
  expect(valueAt({ models: { 'gpt-4.1': { price: { input: 2 } } } }, ['models', 'gpt-4.1', 'price', 'input'])).toBe(2);
  expect(valueAt({}, ['constructor'])).toBeUndefined();
  expect(valueAt({ a: [1] }, ['a', '0'])).toBeUndefined();
});

test('a masked secret is found wherever it stands in a value', () => {
  expect(holdsMask({ accounts: [{ apiKey: '••••' }] })).toBe(true);
  expect(holdsMask({ accounts: [{ apiKey: 'env:KEY' }] })).toBe(false);
});

test.each([
  [['server', 'port'], true],
  [['clients'], true],
  [['auth', 'clientKeys'], true],
  [['providers', 'openai', 'baseUrl'], true],
  [['providers', 'openai', 'accounts'], true],
  [['providers', 'openai', 'fallback'], true],
  [['budget', 'alertWebhook'], true],
  [['alerts', 'webhookUrl'], true],
  [['alerts', 'enabled'], false],
  [['alerts'], false],
  [['ledger', 'storeContent'], true],
  [['models', 'gpt-4.1', 'price', 'input'], false],
  [['models', 'gpt-4.1', 'provider'], true],
  [['budget', 'dailyUsd'], false],
])('%j is out of reach: %s', (path, expected) => {
  expect(isOutOfReach(path as string[])).toBe(expected);
});
