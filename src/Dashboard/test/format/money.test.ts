import { expect, test } from 'vitest';
import { exactMoney } from '../../src/format/money';

test('all nine digits are shown, none rounded, however large the sum', () => {
  expect(exactMoney(1)).toBe('$0.000000001');
  expect(exactMoney(-1_234_567_890_123)).toBe('-$1,234.567890123');
  expect(exactMoney(9_007_199_254_740_991)).toBe('$9,007,199.254740991');
});

test('an unknown price is said, not shown as nothing', () => expect(exactMoney(null)).toBe('price unknown'));
