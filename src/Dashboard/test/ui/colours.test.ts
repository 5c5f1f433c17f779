import { beforeEach, describe, expect, test, vi } from 'vitest';

const fresh = async () => {
  vi.resetModules();
  return (await import('../../src/ui/colours')).coloursOf;
};

describe('the colour of a key', () => {
  beforeEach(() => window.localStorage.clear());

  test('up to eight keys have eight colours', async () => {
    const coloursOf = await fresh();
    const colours = [...coloursOf('model', ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']).values()];
    expect([...colours].sort()).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  test('stays when others come, go, or change places', async () => {
    const coloursOf = await fresh();
    const before = coloursOf('model', ['x', 'y', 'z']);
    const after = coloursOf('model', ['new', 'z', 'other', 'x']);
    expect(after.get('x')).toBe(before.get('x'));
    expect(after.get('z')).toBe(before.get('z'));
    expect(new Set(after.values()).size).toBe(4);
  });

  test('stays over a reload', async () => {
    const before = (await fresh())('model', ['x', 'y', 'z']);
    const after = (await fresh())('model', ['z', 'q', 'x']);
    expect([after.get('x'), after.get('z')]).toEqual([before.get('x'), before.get('z')]);
  });

  test('a ninth shares one rather than having none', async () => {
    const colours = (await fresh())('model', ['1', '2', '3', '4', '5', '6', '7', '8', '9']);
    expect(colours.get('9')).toBeGreaterThanOrEqual(1);
    expect(colours.get('9')).toBeLessThanOrEqual(8);
  });

  test.each(['not json', '{"model":{"x":"<img>"}}', '{"model":{"x":99}}'])('what somebody wrote into the store harms nothing: %s', async (text) => {
    window.localStorage.setItem('relayplane.colours', text);
    const colours = (await fresh())('model', ['x', '__proto__']);
    expect([...colours.values()].every((slot) => slot >= 1 && slot <= 8)).toBe(true);
  });
});
