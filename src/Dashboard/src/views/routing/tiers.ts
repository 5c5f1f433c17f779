import type { RoutingAnswer } from '../../api/types';
import { tiers } from '../../config/routing';
import { sum } from '../../format/number';
import type { Line } from '../../ui/plot-data';

/** How calls by tier are measured: as parts of all that were decided, or counted. */
export const measures = [
  { value: 'share', name: 'Share' },
  { value: 'calls', name: 'Calls' },
] as const;

/** One of them. */
export type Measure = (typeof measures)[number]['value'];

const colours: Record<string, number> = { simple: 3, moderate: 1, complex: 2 };

/** The colour of a tier, the same wherever it is shown; grey for one that a newer gateway has. */
export const tierColour = (tier: string): number => colours[tier] ?? 0;

/** Tiers from cheap to dear; those that are not known come last. */
export function byTier<T extends { tier: string }>(rows: readonly T[]): T[] {
  const place = (row: T): number => (tiers as readonly string[]).indexOf(row.tier);
  return [...rows].sort((a, b) => (place(a) < 0 ? tiers.length : place(a)) - (place(b) < 0 ? tiers.length : place(b)));
}

/** The layers of the chart, the cheapest at the bottom. Where nothing was decided in a step it has no shares. */
export function tierLines(of: RoutingAnswer, measure: Measure): Line[] {
  const rows = byTier(of.over_time);
  const whole = of.starts.map((_, step) => sum(rows.map((row) => row.calls[step] ?? 0)));
  return rows.map(({ tier, calls }) => ({
    name: tier,
    colour: tierColour(tier),
    values: measure === 'calls' ? calls : whole.map((all, step) => (all === 0 ? null : (calls[step] ?? 0) / all)),
  }));
}
