import { describe, expect, test } from 'vitest';
import { drawn, nearestStep, stepAt, stepOf, tipLeft, totals } from '../../src/ui/plot-data';

const line = (name: string, values: (number | null)[]) => ({ name, values, colour: 1 });

describe('what a chart draws', () => {
  test('a stack is drawn from the top down, each layer as high as all beneath it', () => {
    expect(drawn([line('a', [1, 2]), line('b', [10, null]), line('c', [100, 200])], 'stacked')).toEqual([[111, 202], [11, 2], [1, 2]]);
  });

  test('lines keep their gaps', () => expect(drawn([line('a', [1, null])], 'lines')).toEqual([[1, null]]));

  test('the sum of a stack is that of its layers, unknown ones left out', () => expect(totals([line('a', [1, 2]), line('b', [10, null])], 2)).toEqual([11, 2]));
});

describe('which step the pointer is at', () => {
  test('the column that it is over', () => {
    expect([-1, 0, 59, 60, 500].map((at) => stepAt([0, 60, 120], at))).toEqual([null, 0, 0, 1, 2]);
  });

  test('the nearest point of a line', () => {
    expect([-5, 29, 31, 119].map((at) => nearestStep([0, 60, 120], at))).toEqual([0, 0, 1, 2]);
    expect(nearestStep([], 5)).toBeNull();
  });

  test('a step is as long as the shortest gap, so that a lost hour makes none longer', () => {
    expect(stepOf([0, 86_400, 169_200])).toBe(82_800);
    expect(stepOf([7])).toBe(60);
  });
});

describe('where the box beside the pointer goes', () => {
  test('right of it where there is room, else left', () => {
    expect(tipLeft(100, 200, 800)).toBe(114);
    expect(tipLeft(700, 200, 800)).toBe(486);
  });

  test('never over an edge, on a narrow page too', () => {
    expect(tipLeft(150, 250, 300)).toBe(0);
    expect(tipLeft(20, 290, 300)).toBe(0);
  });
});
