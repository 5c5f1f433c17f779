import type { AttemptAnswer, CallAnswer } from '../../api/types';
import { duration } from '../../format/time';

/** A piece of a bar. `wait`: nothing is sent; `connect`: a connection is opened; `first`: until the first byte; `stream`: from it to the end. */
export interface Piece {
  kind: 'wait' | 'connect' | 'first' | 'stream';
  from: number;
  to: number;
}

/** A line of the waterfall, on the time axis of the call: what was waited for, or an attempt. */
export interface Line {
  attempt: AttemptAnswer | null;
  pieces: readonly Piece[];
  /** The same in words. */
  text: string;
}

/** All lines on their axis. */
export interface Waterfall {
  lines: readonly Line[];
  /** Where the axis ends, in milliseconds. */
  end: number;
  /** Whether attempts are laid one after the other, as when they began was not kept. */
  guessed: boolean;
}

/** Below this, in milliseconds, a wait is no line of its own. */
const least = 1;

/** Lays a call's wait and its attempts on one time axis. */
export function waterfall(call: CallAnswer): Waterfall {
  const guessed = call.attempts.some((attempt) => attempt.start_ms === null);
  const lines: Line[] = [];
  let at = 0;
  for (const [index, attempt] of call.attempts.entries()) {
    const before = call.attempts[index - 1];
    const start = Math.max(guessed ? (index === 0 ? call.queue_ms : at) : (attempt.start_ms ?? at), 0);
    if (start - at >= least) {
      lines.push({ attempt: null, pieces: [{ kind: 'wait', from: at, to: start }], text: before ? waitBetween(start - at, before) : waitFirst(start, call) });
    }
    lines.push({ attempt, pieces: pieces(attempt, start), text: words(attempt) });
    at = start + attempt.total_ms;
  }
  if (call.attempts.length === 0 && call.queue_ms >= least) {
    lines.push({ attempt: null, pieces: [{ kind: 'wait', from: 0, to: call.queue_ms }], text: waitFirst(call.queue_ms, call) });
  }
  return { lines, end: Math.max(call.total_ms, at, 0.1), guessed };
}

function waitFirst(ms: number, call: CallAnswer): string {
  const queued = call.queue_ms >= least;
  return queued ? `Waited ${duration(Math.min(ms, call.queue_ms))} in the queue${call.waited_for ? ` for ${spoken(call.waited_for)}` : ''}.` : `${duration(ms)} before it was sent.`;
}

const waitBetween = (ms: number, before: AttemptAnswer): string => `Waited ${duration(ms)} after ${before.verdict.replaceAll('_', ' ')}${before.status === null ? '' : ` (${before.status})`}.`;

/** `RequestsPerMinute` as it is said. */
export const spoken = (name: string): string => name.replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ').replaceAll('_', ' ').toLowerCase();

function pieces(attempt: AttemptAnswer, start: number): Piece[] {
  const connected = Math.min(attempt.connect_ms ?? 0, attempt.total_ms);
  const first = attempt.first_byte_ms === null ? attempt.total_ms : Math.min(Math.max(attempt.first_byte_ms, connected), attempt.total_ms);
  const all: Piece[] = [
    { kind: 'connect', from: start, to: start + connected },
    { kind: 'first', from: start + connected, to: start + first },
    { kind: 'stream', from: start + first, to: start + attempt.total_ms },
  ];
  return all.filter((piece) => piece.to > piece.from);
}

function words(attempt: AttemptAnswer): string {
  const parts = [];
  if (attempt.connect_ms !== null) {
    parts.push(`connecting ${duration(attempt.connect_ms)}`);
  }
  if (attempt.first_byte_ms === null) {
    parts.push(`no byte in ${duration(attempt.total_ms)}`);
  } else {
    parts.push(`first byte after ${duration(attempt.first_byte_ms)}`, `then ${duration(Math.max(0, attempt.total_ms - attempt.first_byte_ms))} to the end`);
  }
  return parts.join(', ');
}

/** Where lines of an axis go: round numbers, at most six. */
export function ticks(end: number): number[] {
  const rough = end / 5;
  const size = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * size).find((one) => one >= rough) ?? rough;
  return Array.from({ length: Math.floor(end / step + 1e-9) + 1 }, (_, index) => index * step);
}
