import { describe, expect, test } from 'vitest';
import { idOf, meant, read, told, written, type FieldSpec } from '../../src/config/fields';

const usd: FieldSpec = { path: ['budget', 'dailyUsd'], label: 'A day', kind: 'usd', most: 1e9 };
const tokens: FieldSpec = { path: ['budget', 'dailyTokens'], label: 'A day', kind: 'whole' };
const model: FieldSpec = { path: ['routes', 'a', 'match', 'model'], label: 'Model', kind: 'names', orOne: true };
const fallback: FieldSpec = { path: ['routes', 'a', 'fallback'], label: 'Fallback', kind: 'names' };

describe('a text in a control', () => {
  test('keeps a number a number', () => {
    expect(meant(usd, ' $2.50 ')).toEqual({ value: 2.5 });
    expect(meant(tokens, '40_000_000')).toEqual({ value: 40_000_000 });
  });

  test('takes the key out where it is emptied', () => {
    expect(meant(usd, '  ')).toEqual({ value: null });
  });

  test.each(['abc', '1,5', '1 000', '0x10', '--1', 'NaN'])('%s is no number', (text) => {
    expect(meant(usd, text)).toHaveProperty('problem');
  });

  test('must lie within what the key takes', () => {
    expect(meant(usd, '-1')).toEqual({ problem: 'It must be from 0 to 1000000000.' });
    expect(meant(tokens, '1.5')).toEqual({ problem: 'Write a whole number.' });
    expect(meant(tokens, '-1')).toEqual({ problem: 'It must be 0 or more.' });
  });

  test('makes one name a text where that is allowed, and a list else', () => {
    expect(meant(model, 'claude-*\n')).toEqual({ value: 'claude-*' });
    expect(meant(model, 'a\n\n b ')).toEqual({ value: ['a', 'b'] });
    expect(meant(fallback, 'openai/gpt-4o')).toEqual({ value: ['openai/gpt-4o'] });
  });

  test('reads percentages with commas or spaces between', () => {
    const spec: FieldSpec = { path: ['x'], label: 'x', kind: 'numbers', least: 0.01, most: 1000 };
    expect(meant(spec, '50, 80 95')).toEqual({ value: [50, 80, 95] });
    expect(meant(spec, '50, 0')).toHaveProperty('problem');
  });

  test('is a least number or a comparison', () => {
    const spec: FieldSpec = { path: ['x'], label: 'x', kind: 'range' };
    expect(meant(spec, '1000')).toEqual({ value: 1000 });
    expect(meant(spec, '> 1000')).toEqual({ value: '> 1000' });
  });
});

describe('what a control shows', () => {
  test('is empty for what is not written', () => {
    expect(written('usd', undefined)).toBe('');
    expect(written('names', null)).toBe('');
  });

  test('is null for a value of another form, which is then edited as JSON', () => {
    expect(written('usd', '20')).toBeNull();
    expect(written('text', { a: 1 })).toBeNull();
    expect(written('names', [1])).toBeNull();
  });

  test('names a model that is written in two parts', () => {
    expect(written('name', { provider: 'anthropic', model: 'claude-haiku-4-5' })).toBe('anthropic/claude-haiku-4-5');
    expect(written('names', ['a', { model: 'b' }])).toBe('a\nb');
  });
});

describe('the changes of a form', () => {
  const values = { budget: { dailyUsd: 20, dailyTokens: 5 }, routes: { a: { match: { model: 'claude-*' } } } };

  test('are only of what was changed, and say what is wrong by control', () => {
    const drafts = { [idOf(usd.path)]: '25', [idOf(tokens.path)]: 'many', [idOf(model.path)]: 'claude-*' };
    const { changes, problems } = read([usd, tokens, model], values, drafts);
    expect(changes).toEqual([{ path: ['budget', 'dailyUsd'], value: 25 }]);
    expect(Object.keys(problems)).toEqual([idOf(tokens.path)]);
  });

  test('are none where the same is written in another way', () => {
    expect(read([usd], values, { [idOf(usd.path)]: '20.00' }).changes).toEqual([]);
  });
});

test('the gateway’s problems stand at their controls, the others in a list', () => {
  const { fields, rest } = told(
    [usd, fallback],
    ['budget.dailyUsd (line 3) must be a number', 'routes.a.fallback[1] names no known provider', 'budget.dailyUsdX is not a key', 'line 1: this is not JSON'],
  );
  expect(fields[idOf(usd.path)]).toBe('budget.dailyUsd (line 3) must be a number');
  expect(fields[idOf(fallback.path)]).toContain('no known provider');
  expect(rest).toEqual(['budget.dailyUsdX is not a key', 'line 1: this is not JSON']);
});
