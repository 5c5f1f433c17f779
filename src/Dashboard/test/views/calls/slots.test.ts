import { describe, expect, it } from 'vitest';
import { slots } from '../../../src/views/calls/slots';

describe('slots of rows', () => {
  it('stay with a row while it is seen', () => {
    const first = slots(new Map(), ['a', 'b', 'c']);
    const second = slots(first, ['x', 'b', 'c']);
    expect([second.get('b'), second.get('c')]).toEqual([first.get('b'), first.get('c')]);
  });

  it('are taken over by rows that come, so that there are no more than rows', () => {
    let held = slots(new Map(), ['a', 'b', 'c']);
    for (let round = 0; round < 50; round++) {
      held = slots(held, [`${round}`, `${round + 1}`, `${round + 2}`]);
      expect([...held.values()].sort()).toEqual([0, 1, 2]);
    }
  });
});
