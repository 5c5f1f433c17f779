import { describe, expect, test } from 'vitest';
import { countAxis, digitsOf, durationAxis, moneyAxis, timeAxis } from '../../src/format/axis';

describe('the numbers beside a scale', () => {
  test('a step gets as many digits as it needs', () => {
    expect([5, 1, 0.5, 2.5, 0.25, 0.0002, 0].map(digitsOf)).toEqual([0, 0, 1, 1, 2, 4, 0]);
  });

  test('small money keeps its digits, and all ticks have the same number of them', () => {
    expect(moneyAxis([0, 500_000, 1_000_000, 1_500_000])).toEqual(['$0', '$0.0005', '$0.0010', '$0.0015']);
  });

  test('money has two digits or none where that is enough', () => {
    expect(moneyAxis([0, 500_000_000, 1_000_000_000])).toEqual(['$0', '$0.50', '$1.00']);
    expect(moneyAxis([0, 20e9, 40e9])).toEqual(['$0', '$20', '$40']);
    expect(moneyAxis([0, 10_000e9, 20_000e9])).toEqual(['$0', '$10K', '$20K']);
  });

  test('durations share one unit', () => {
    expect(durationAxis([0, 2500, 5000])).toEqual(['0', '2.5 s', '5.0 s']);
    expect(durationAxis([0, 200, 400])).toEqual(['0', '200 ms', '400 ms']);
    expect(durationAxis([0, 600_000, 1_200_000])).toEqual(['0', '10 min', '20 min']);
  });

  test('large counts are shortened, small ones are not', () => {
    expect(countAxis([0, 2, 4])).toEqual(['0', '2', '4']);
    expect(countAxis([0, 20_000, 40_000])).toEqual(['0', '20K', '40K']);
  });

  test('a day is named where it begins, and alone where steps are days', () => {
    const midnight = new Date(2026, 10, 29).getTime() / 1000;
    expect(timeAxis([midnight - 3600, midnight], 3600)[1]).toBe('Nov 29');
    expect(timeAxis([midnight - 3600], 3600)[0]).toMatch(/11:00/);
    expect(timeAxis([midnight + 3600], 86_400)).toEqual(['Nov 29']);
  });
});
