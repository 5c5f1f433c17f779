import { expect, test } from 'vitest';
import { nextTab } from '../../src/ui/tab-list';

test('arrows go round, Home and End to the ends, other keys nowhere', () => {
  expect([nextTab('ArrowRight', 2, 3), nextTab('ArrowLeft', 0, 3), nextTab('Home', 2, 3), nextTab('End', 0, 3), nextTab('a', 1, 3)]).toEqual([0, 2, 0, 2, null]);
});
