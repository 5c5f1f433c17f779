import { describe, expect, test } from 'vitest';
import { jsonChanges } from '../../src/config/json';
import { pairsChanges, pairsOf, pairsProblem } from '../../src/config/pairs';

describe('pairs of a name and a model', () => {
  const section = { fast: { provider: 'openai', model: 'gpt-4o-mini' }, old: 'claude-2' };

  test('change only the line that was touched, whatever the form of the others', () => {
    const pairs = pairsOf(section);
    expect(pairs).toEqual([{ from: 'fast', to: 'openai/gpt-4o-mini' }, { from: 'old', to: 'claude-2' }]);
    expect(pairsChanges(section, pairs, ['modelOverrides'])).toEqual([]);
    expect(pairsChanges(section, [pairs[0]!, { from: 'old', to: 'claude-3' }], ['modelOverrides'])).toEqual([{ path: ['modelOverrides', 'old'], value: 'claude-3' }]);
  });

  test('take out a line that was removed or renamed', () => {
    expect(pairsChanges(section, [{ from: 'fast', to: 'openai/gpt-4o-mini' }, { from: 'new', to: 'claude-2' }], ['m'])).toEqual([
      { path: ['m', 'old'], value: null },
      { path: ['m', 'new'], value: 'claude-2' },
    ]);
  });

  test('must be whole, and no name may come twice', () => {
    expect(pairsProblem([{ from: 'a', to: 'b' }, { from: '', to: '' }])).toBeUndefined();
    expect(pairsProblem([{ from: 'a', to: '' }])).toBe('Each line needs a name and a model.');
    expect(pairsProblem([{ from: 'a', to: 'b' }, { from: 'a ', to: 'c' }])).toBe('a is written twice.');
  });
});

describe('a section as JSON', () => {
  test('changes only what differs', () => {
    expect(jsonChanges('limits', { maxCostUsd: 1, action: 'reject' }, '{ "maxCostUsd": 2, "action": "reject" }')).toEqual({ changes: [{ path: ['limits', 'maxCostUsd'], value: 2 }] });
  });

  test('is taken out where the text is empty', () => {
    expect(jsonChanges('limits', { a: 1 }, ' \n')).toEqual({ changes: [{ path: ['limits'], value: null }] });
    expect(jsonChanges('limits', undefined, '')).toEqual({ changes: [] });
  });

  test('says that a text is no JSON, and that comments belong in the file', () => {
    expect(jsonChanges('limits', {}, '{ "a": 1, // one\n}')).toHaveProperty('problem', expect.stringContaining('not JSON'));
    expect(jsonChanges('limits', {}, 'null')).toHaveProperty('problem');
  });
});
