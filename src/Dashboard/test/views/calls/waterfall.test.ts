import { describe, expect, it } from 'vitest';
import type { AttemptAnswer, CallAnswer } from '../../../src/api/types';
import { spoken, ticks, waterfall } from '../../../src/views/calls/waterfall';

const attempt = (changes: Partial<AttemptAnswer>): AttemptAnswer => ({ number: 1, start_ms: 0, connect_ms: null, first_byte_ms: 300, total_ms: 1000, verdict: 'answered', status: 200, error: null, ...changes }) as AttemptAnswer;
const made = (attempts: AttemptAnswer[], changes: Partial<CallAnswer> = {}): CallAnswer => ({ queue_ms: 0, waited_for: null, total_ms: 1000, attempts, ...changes }) as CallAnswer;

describe('where the time of a call went', () => {
  it('is cut into connecting, waiting for the first byte, and streaming', () => {
    const { lines, end, guessed } = waterfall(made([attempt({ start_ms: 0.4, connect_ms: 40 })], { total_ms: 1000.4 }));
    expect(lines[0]!.pieces).toEqual([{ kind: 'connect', from: 0.4, to: 40.4 }, { kind: 'first', from: 40.4, to: 300.4 }, { kind: 'stream', from: 300.4, to: 1000.4 }]);
    expect([end, guessed]).toEqual([1000.4, false]);
  });

  it('begins with the queue, and says what for', () => {
    const { lines } = waterfall(made([attempt({ start_ms: 2500 })], { queue_ms: 2500, waited_for: 'InputTokens', total_ms: 3500 }));
    expect(lines.map((line) => line.text)[0]).toBe('Waited 2.50 s in the queue for input tokens.');
    expect(lines[0]!.pieces).toEqual([{ kind: 'wait', from: 0, to: 2500 }]);
  });

  it('shows the wait between two attempts with its reason', () => {
    const { lines } = waterfall(made([attempt({ total_ms: 200, first_byte_ms: 190, verdict: 'rate_limited', status: 429 }), attempt({ number: 2, start_ms: 700 })], { total_ms: 1700 }));
    expect(lines).toHaveLength(3);
    expect(lines[1]!.text).toBe('Waited 500 ms after rate limited (429).');
    expect(lines[1]!.pieces).toEqual([{ kind: 'wait', from: 200, to: 700 }]);
  });

  it('lays attempts whose start was not kept one after the other, and says so', () => {
    const { lines, guessed } = waterfall(made([attempt({ start_ms: null, total_ms: 200, first_byte_ms: null }), attempt({ number: 2, start_ms: null })], { queue_ms: 100, total_ms: 1300 }));
    expect(guessed).toBe(true);
    expect(lines.filter((line) => line.attempt).map((line) => line.pieces[0]!.from)).toEqual([100, 300]);
  });

  it('shows the wait of a call that was never sent', () => {
    expect(waterfall(made([], { queue_ms: 800 })).lines).toHaveLength(1);
    expect(waterfall(made([])).lines).toEqual([]);
  });

  it('has an axis of round numbers', () => {
    expect(ticks(1000)).toEqual([0, 200, 400, 600, 800, 1000]);
    expect(ticks(26_000)).toEqual([0, 10_000, 20_000]);
    expect(ticks(0.1).length).toBeLessThan(8);
  });

  it('says names as words', () => {
    expect(spoken('RequestsPerMinute')).toBe('requests per minute');
    expect(spoken('chat_completions')).toBe('chat completions');
  });
});
