import { describe, expect, it } from 'vitest';
import { scrollTo, visible } from '../../../src/views/calls/visible';

describe('the rows that are seen', () => {
  it('are those in the box and some beside it', () => {
    expect(visible(3200, 320, 32, 10_000, 10)).toEqual({ from: 90, to: 120 });
  });

  it('are no more than there are', () => {
    expect(visible(0, 320, 32, 3)).toEqual({ from: 0, to: 3 });
    expect(visible(99_999, 320, 32, 3)).toEqual({ from: 3, to: 3 });
    expect(visible(0, 320, 32, 0)).toEqual({ from: 0, to: 0 });
  });
});

describe('bringing a row into sight', () => {
  it('scrolls no further than it must', () => {
    expect(scrollTo(5, 0, 320, 32, 32)).toBe(0);
    expect(scrollTo(9, 0, 320, 32, 32)).toBe(32);
    expect(scrollTo(2, 320, 320, 32, 32)).toBe(64);
  });
});
