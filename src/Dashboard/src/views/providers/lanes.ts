import type { LaneReport, LimitsAnswer, ProvidersAnswer, QueueReport } from '../../api/types';
import { sum } from '../../format/number';

type ProviderLine = ProvidersAnswer['providers'][number];

/** Keys of one model class that share a queue, with that queue. */
export interface Pool {
  class: string;
  lanes: LaneReport[];
  queue: QueueReport | null;
}

/** A provider with what the gateway has learned of it; `line` is null for one that is known only by its lanes. */
export interface Board {
  name: string;
  line: ProviderLine | null;
  pools: Pool[];
  rateLimited: number;
  waiting: number;
}

/** Brings providers and lanes together: those in trouble first, then those with calls, then by name. */
export function boards(providers: ProvidersAnswer | null, limits: LimitsAnswer | null): Board[] {
  const lines = providers?.providers ?? [];
  const known = new Set(lines.map((line) => line.name));
  const strangers = [...new Set((limits?.lanes ?? []).map((lane) => lane.provider))].filter((name) => !known.has(name));
  const all = [...lines.map((line) => board(line.name, line, limits)), ...strangers.map((name) => board(name, null, limits))];
  return all.sort((one, other) => rank(one) - rank(other) || one.name.localeCompare(other.name));
}

function board(name: string, line: ProviderLine | null, limits: LimitsAnswer | null): Board {
  const lanes = (limits?.lanes ?? []).filter((lane) => lane.provider === name);
  const queues = (limits?.queues ?? []).filter((queue) => queue.provider === name);
  const pools: Pool[] = queues.map((queue) => ({ class: queue.class, queue, lanes: lanes.filter((lane) => lane.class === queue.class && queue.keys.includes(lane.key)) }));
  const placed = new Set(pools.flatMap((pool) => pool.lanes));
  for (const lane of lanes.filter((lane) => !placed.has(lane))) {
    const beside = pools.find((pool) => pool.queue === null && pool.class === lane.class);
    if (beside) {
      beside.lanes.push(lane);
    } else {
      pools.push({ class: lane.class, queue: null, lanes: [lane] });
    }
  }
  pools.sort((one, other) => one.class.localeCompare(other.class));
  return { name, line, pools, rateLimited: sum(lanes.map((lane) => lane.rateLimited)), waiting: sum(queues.map((queue) => queue.waiting)) };
}

function rank(of: Board): number {
  const lanes = of.pools.flatMap((pool) => pool.lanes);
  return of.line?.held || lanes.some((lane) => lane.state !== 'open') || of.waiting > 0 ? 0 : lanes.length > 0 ? 1 : 2;
}

/** What a state means, for a person who has not read the manual. */
export const stateWords: Record<string, string> = {
  open: 'takes calls',
  held: 'held by a person until it is resumed',
  paused: 'the provider asked for a pause',
  probing: 'one call at a time tries whether it is back',
  cooling: 'its breaker is open after failures',
  exhausted: 'its money or quota is used up',
  dead: 'the provider does not accept the key',
};

const waits: Record<string, string> = {
  requests: 'the limit of requests per minute',
  inputTokens: 'the limit of input tokens per minute',
  outputTokens: 'the limit of output tokens per minute',
  concurrency: 'a call under way to get its first token',
  cooldown: 'a failing target to be tried again',
  pause: 'the end of a pause that the provider asked for',
  key: 'a key that is refused or used up',
  held: 'a person to resume the key',
  size: 'nothing that will come: the call is larger than the limit',
};

/** What the first call of a queue waits for. */
export const waitsFor = (what: string): string => waits[what] ?? what;

const kinds: Record<string, string> = { requests: 'requests', inputTokens: 'input tokens', outputTokens: 'output tokens', dailyRequests: 'requests a day' };

/** A limit for reading; a kind of a newer gateway as it is. */
export const limitName = (kind: string): string => kinds[kind] ?? kind;

/** How many times what the keys allow was asked for, rounded up so that who buys by it does not buy too little. */
export const multiple = (demand: number): string => `${(Math.ceil(demand * 10) / 10).toFixed(1)}×`;

/** What a person can do where no gateway can help; null where all is well. */
export function advice(queue: QueueReport): string | null {
  const waits = queue.waiting > 0 || (queue.expectedWaitSeconds ?? 0) >= 1;
  if (queue.demand === null || queue.demand <= 1 || !waits) {
    return null;
  }
  const keys = queue.keys.length === 1 ? `key ${queue.keys[0]} allows` : `keys ${queue.keys.join(', ')} allow together`;
  return `Calls ask for ${multiple(queue.demand)} what ${keys}: the provider's limit is the limit, and calls wait for it. A second key, a higher tier or a fallback would end it.`;
}

/** Whether there is something to forget: a breaker, a cooldown, a pause, a refused or used-up key. */
export const canReset = (lanes: readonly LaneReport[]): boolean => lanes.some((lane) => lane.state !== 'open' && lane.state !== 'held');
