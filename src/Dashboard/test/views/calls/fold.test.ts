import { describe, expect, it } from 'vitest';
import { append, fold, nothingListed, rowsOf, type Listed } from '../../../src/views/calls/rows';
import { callAt, callsDown } from './rows';

/** Two pages of ten, of the seconds 20 to 1, with more to come. */
const listed = (): Listed =>
  append(append(nothingListed, { calls: callsDown(20, 11), next: 'after-11', looked_back_to: null }), { calls: callsDown(10, 1), next: 'after-1', looked_back_to: null });
const ids = (list: Listed) => rowsOf(list).map((call) => call.id);

describe('folding live calls in', () => {
  it('puts what is new at the top, the newest first', () => {
    expect(ids(fold(listed(), [callAt(22), callAt(21)], 100)).slice(0, 3)).toEqual(['at-00022', 'at-00021', 'at-00020']);
  });

  it('puts a call that took long beneath those that came after it', () => {
    const first = fold(nothingListed, [callAt(25)], 100);
    expect(ids(fold(first, [callAt(26), callAt(24)], 100))).toEqual(['at-00026', 'at-00025', 'at-00024']);
  });

  it('puts a call that took very long between those that were asked for, in its page', () => {
    const gap = append(append(nothingListed, { calls: [callAt(20), callAt(15)], next: 'a', looked_back_to: null }), { calls: [callAt(9), callAt(5)], next: 'b', looked_back_to: null });
    const list = fold(gap, [callAt(21), callAt(17), callAt(11), callAt(7)], 100);
    expect(ids(list)).toEqual([21, 20, 17, 15, 11, 9, 7, 5].map((second) => callAt(second).id));
    expect(list.live).toHaveLength(1);
  });

  it('leaves a call beneath the last row to the next page, and takes it where there is none', () => {
    const page = { calls: [callAt(20), callAt(15)], looked_back_to: null };
    expect(ids(fold(append(nothingListed, { ...page, next: 'a' }), [callAt(3)], 100))).toEqual(['at-00020', 'at-00015']);
    expect(ids(fold(append(nothingListed, { ...page, next: null }), [callAt(3)], 100))).toEqual(['at-00020', 'at-00015', 'at-00003']);
  });

  it('takes no call twice, be it from a page or from an event before', () => {
    const once = fold(listed(), [callAt(21), callAt(20)], 100);
    expect(ids(once)).toHaveLength(21);
    expect(fold(once, [callAt(21)], 100)).toBe(once);
    expect(ids(fold(nothingListed, [callAt(1), callAt(1)], 100))).toHaveLength(1);
  });

  it('lets whole pages go at the far end, and goes on where the first of those was asked from', () => {
    const cut = fold(listed(), callsDown(25, 21), 20);
    expect(ids(cut).at(-1)).toBe('at-00011');
    expect(cut.tail).toEqual({ cursor: 'after-11', until: null, end: false });
    const again = append(cut, { calls: callsDown(10, 1), next: 'after-1', looked_back_to: null });
    expect(ids(again)).toEqual(callsDown(25, 1).map((call) => call.id));
  });

  it('goes on by time where no page is left, without taking the last row twice', () => {
    const cut = fold(listed(), callsDown(60, 21), 30);
    expect(ids(cut)).toEqual(callsDown(60, 31).map((call) => call.id));
    expect(cut.tail).toEqual({ cursor: null, until: '2026-11-29T10:00:31.001Z', end: false });
    const again = append(cut, { calls: callsDown(31, 22), next: 'after-22', looked_back_to: null });
    expect(ids(again)).toEqual(callsDown(60, 22).map((call) => call.id));
    expect(again.tail).toEqual({ cursor: 'after-22', until: '2026-11-29T10:00:31.001Z', end: false });
  });

  it('never grows beyond its most, however many come', () => {
    let list = listed();
    for (let second = 21; second < 1021; second += 50) {
      list = fold(list, callsDown(second + 49, second), 200);
    }
    expect(rowsOf(list)).toHaveLength(200);
    expect(ids(list)[0]).toBe('at-01020');
  });

  it('knows the end once a page has no next', () => {
    const whole = append(listed(), { calls: [], next: null, looked_back_to: '2026-11-28T00:00:00Z' });
    expect(whole.tail.end).toBe(true);
    expect(whole.lookedBackTo).toBe('2026-11-28T00:00:00Z');
  });
});
