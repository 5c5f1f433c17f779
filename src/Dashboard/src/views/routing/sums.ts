import type { EscalationRow, MoveRow, RoutingAnswer, RoutingNow, TierRow } from '../../api/types';
import { nanoOf } from '../../format/money';
import { sum } from '../../format/number';

/** Whether routing neither decides nor acts. */
export const isOff = (now: RoutingNow): boolean => !now.enabled || now.mode === 'standard' || now.mode === 'passthrough';

/** What the figures of the view say. */
export interface Sums {
  /** Calls that went to another model than they asked for. */
  moved: number;
  /** Calls that would have, had routing acted. */
  wouldMove: number;
  /** Calls that went where the decision would have them. */
  acted: number;
  /** Against the models that were asked for; null where none of it is known, or nothing was acted upon. */
  savedNano: number | null;
  askedNano: number | null;
  escalated: number;
  /** What the answers cost that were thrown away; null where none has a price. */
  lostNano: number | null;
}

/** Adds up what an answer says by rows. */
export function sumsOf({ tiers, moves, escalations }: Pick<RoutingAnswer, 'tiers' | 'moves' | 'escalations'>): Sums {
  const others = moves.filter((move) => move.asked !== move.chosen);
  const priced = tiers.filter((row) => row.cost_nano !== null && row.asked_nano !== null);
  const acted = sum(tiers.map((row) => row.acted));
  const known = acted > 0 && priced.length > 0;
  const asked = sum(priced.map((row) => row.asked_nano!));
  return {
    moved: sum(others.map((move) => move.acted)),
    wouldMove: sum(others.map((move) => move.calls - move.acted)),
    acted,
    savedNano: known ? asked - sum(priced.map((row) => row.cost_nano!)) : null,
    askedNano: known ? asked : null,
    escalated: sum(escalations.map((row) => row.calls)),
    lostNano: lostOf(escalations),
  };
}

function lostOf(escalations: readonly EscalationRow[]): number | null {
  const known = escalations.filter((row) => row.lost_usd !== null);
  return known.length === 0 ? null : nanoOf(sum(known.map((row) => row.lost_usd!)));
}

/** What a row saved against the models that were asked for; null where either is unknown. */
export const savedOf = (row: Pick<MoveRow | TierRow, 'cost_usd' | 'asked_usd'>): number | null => (row.cost_usd === null || row.asked_usd === null ? null : nanoOf(row.asked_usd - row.cost_usd));
