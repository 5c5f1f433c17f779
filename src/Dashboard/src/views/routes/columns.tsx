import type { RouteRow } from '../../api/types';
import { targetName } from '../../format/key';
import { exactMoney, money } from '../../format/money';
import { count, share } from '../../format/number';
import { duration } from '../../format/time';
import { href } from '../../state/place';
import type { Column } from '../../ui/table';

/** What is known of each target of each route. */
export function columnsOf(rows: readonly RouteRow[]): Column<RouteRow>[] {
  const whole = new Map<string, number>();
  for (const row of rows) {
    whole.set(row.route, (whole.get(row.route) ?? 0) + row.requests);
  }
  const part = (row: RouteRow): number => row.requests / (whole.get(row.route) || 1);
  return [
    { name: 'Route', cell: (row) => (row.route === '' ? <span class="muted">no route</span> : <a class="cut" title={row.route} href={href('/calls', { route: row.route })}>{row.route}</a>), text: (row) => row.route, sort: (row) => row.route || null },
    { name: 'Target', cell: (row) => <a class="cut" title={targetName(row)} href={href('/calls', { route: row.route, provider: row.provider, model: row.model })}>{targetName(row)}</a>, text: targetName, sort: targetName },
    { name: 'Calls', number: true, cell: (row) => count(row.requests), text: (row) => row.requests, sort: (row) => row.requests },
    { name: 'Share of the route', number: true, wide: true, cell: (row) => share(row.requests, whole.get(row.route) ?? 0), text: part, sort: part },
    { name: 'Fallbacks', number: true, cell: (row) => <span title="Calls that came here from a target before it in the plan">{count(row.fallbacks)}</span>, text: (row) => row.fallbacks, sort: (row) => row.fallbacks },
    { name: 'Absorbed', number: true, wide: true, cell: (row) => <span title="Calls answered although a provider refused an attempt">{count(row.absorbed)}</span>, text: (row) => row.absorbed, sort: (row) => row.absorbed },
    { name: 'Failed', number: true, cell: (row) => count(row.errors), text: (row) => row.errors, sort: (row) => row.errors },
    { name: 'Cost', number: true, cell: (row) => <span title={exactMoney(row.cost_nano)}>{money(row.cost_nano)}</span>, text: (row) => row.cost_usd, sort: (row) => row.cost_nano },
    { name: 'p50', number: true, cell: (row) => duration(row.p50_ms), text: (row) => row.p50_ms, sort: (row) => row.p50_ms },
    { name: 'p95', number: true, wide: true, cell: (row) => duration(row.p95_ms), text: (row) => row.p95_ms, sort: (row) => row.p95_ms },
  ];
}
