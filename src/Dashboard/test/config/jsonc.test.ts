import { describe, expect, test } from 'vitest';
import { membersAt } from '../../src/config/jsonc';

const file = `{
  // "routes": { "no": {} }
  "budget": { "dailyUsd": 20 },
  "routes": {
    "10": { "model": "a/b" }, /* tens first */
    "claude \\"x\\"": { "match": { "model": ["claude-*", "{"] } },
    "2": {},
  },
}`;

describe('the members of an object in a file with comments', () => {
  test('come in the order of the file, also where their names are numbers', () => {
    expect(membersAt(file, ['routes'])?.keys).toEqual(['10', 'claude "x"', '2']);
  });

  test('tell whether a comment stands among them, and not whether one stands elsewhere', () => {
    expect(membersAt(file, ['routes'])?.comments).toBe(true);
    expect(membersAt(file, ['budget'])?.comments).toBe(false);
    expect(membersAt(file, ['routes', 'claude "x"', 'match'])?.comments).toBe(false);
  });

  test('are null where there is no object', () => {
    expect(membersAt(file, ['limits'])).toBeNull();
    expect(membersAt(file, ['budget', 'dailyUsd'])).toBeNull();
    expect(membersAt('', ['routes'])).toBeNull();
  });

  test('are not told by addresses that look like comments', () => {
    expect(membersAt('{ "a": { "url": "http://x/*y*/" } }', ['a'])).toEqual({ keys: ['url'], comments: false });
  });
});
