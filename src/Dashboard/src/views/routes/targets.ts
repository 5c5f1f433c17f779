import type { RouteRow } from '../../api/types';
import { targetName } from '../../format/key';
import { coloursOf } from '../../ui/colours';
import type { Line } from '../../ui/plot-data';

/** One route, and where its calls went. */
export interface RouteGroup {
  /** Empty for calls that no route took. */
  route: string;
  requests: number;
  fallbacks: number;
  targets: readonly RouteRow[];
}

/** By route, the busiest first; calls that no route took last. */
export function groupsOf(rows: readonly RouteRow[]): RouteGroup[] {
  const groups = new Map<string, RouteRow[]>();
  for (const row of rows) {
    groups.set(row.route, [...(groups.get(row.route) ?? []), row]);
  }
  const sum = (targets: readonly RouteRow[], of: 'requests' | 'fallbacks'): number => targets.reduce((total, row) => total + row[of], 0);
  return [...groups]
    .map(([route, targets]) => ({ route, requests: sum(targets, 'requests'), fallbacks: sum(targets, 'fallbacks'), targets: [...targets].sort((a, b) => b.requests - a.requests) }))
    .sort((a, b) => Number(a.route === '') - Number(b.route === '') || b.requests - a.requests || a.route.localeCompare(b.route));
}

/** A colour for each target, the same wherever it stands. */
export const targetColours = (rows: readonly RouteRow[]): Map<string, number> => coloursOf('target', [...new Set(rows.map(targetName))]);

/** Calls that came to each target from one before it in the plan, over time; those that never did are left out. */
export function fallbackLines(rows: readonly RouteRow[]): Line[] {
  const colours = targetColours(rows);
  const lines = new Map<string, Line>();
  for (const row of rows) {
    const name = targetName(row);
    const before = lines.get(name)?.values ?? [];
    const values = row.over_time.fallbacks.map((value, step) => value + (before[step] ?? 0));
    lines.set(name, { name, colour: colours.get(name) ?? 0, values });
  }
  return [...lines.values()].filter((line) => line.values.some((value) => value !== 0)).sort((a, b) => a.colour - b.colour || a.name.localeCompare(b.name));
}
