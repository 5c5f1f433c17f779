import { expect, test } from 'vitest';
import { inOrderOf } from '../../src/ui/steady';

const key = (row: string): string => row;

test('rows keep their places whatever order they come in', () => {
  expect(inOrderOf(['a', 'b', 'c'], ['c', 'a', 'b'], key)).toEqual(['a', 'b', 'c']);
});

test('what came since stands after them, in the order it has', () => {
  expect(inOrderOf(['a', 'b'], ['new', 'b', 'newer', 'a'], key)).toEqual(['a', 'b', 'new', 'newer']);
});

test('what is gone leaves no gap', () => {
  expect(inOrderOf(['a', 'b', 'c'], ['c', 'a'], key)).toEqual(['a', 'c']);
});
