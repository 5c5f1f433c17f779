import type { Alert } from '../../api/types';
import { exactMoney, money } from '../../format/money';
import { count, share } from '../../format/number';
import { duration, fullMoment, shortMoment } from '../../format/time';

/** The types of alerts in the order of the menu, and what sets each off. */
export const types: Record<string, { name: string; when: string }> = {
  budget_breach: { name: 'Budget full', when: 'a budget is spent, or a call would go beyond it' },
  budget_threshold: { name: 'Budget share passed', when: 'a budget passes 50, 80 or 95 %, or the shares of budget.alertThresholds' },
  velocity: { name: 'Many calls', when: 'a session, agent or client makes far more calls than it is used to' },
  cost_acceleration: { name: 'Spending fast', when: 'one spends far more than it is used to' },
  token_explosion: { name: 'One dear call', when: 'one call costs anomaly.tokenExplosionUsd (5) or more' },
  repetition: { name: 'A loop', when: 'the same request, or the same tool call with the same result, comes anomaly.repetitionThreshold (20) times' },
  test: { name: 'Test', when: 'somebody runs relayplane alerts test' },
};

/** A type of alerts for reading; a type of a newer gateway as it is. */
export const typeName = (type: string): string => types[type]?.name ?? type;

/** How serious an alert may be, the worst first. */
export const severities = ['critical', 'warning', 'info'] as const;

/** The newest first, with one that has just come in its place; the later news of an id counts. */
export function fold(alerts: readonly Alert[], last: Alert | null): Alert[] {
  if (last === null) {
    return [...alerts];
  }
  const known = alerts.find((alert) => alert.id === last.id);
  const news = known?.delivered !== undefined && last.delivered === undefined ? known : last;
  return [news, ...alerts.filter((alert) => alert.id !== last.id)].sort((one, other) => Date.parse(other.at) - Date.parse(one.at));
}

/** Those of a type and severity; empty takes any. */
export const filter = (alerts: readonly Alert[], type: string, severity: string): Alert[] => alerts.filter((alert) => (type === '' || alert.type === type) && (severity === '' || alert.severity === severity));

/** A figure behind an alert, for reading. */
export interface Figure {
  name: string;
  value: string;
  title?: string;
}

const names: Record<string, string> = { usd: 'Spent', usualUsd: 'Most before', limitUsd: 'Limit', calls: 'Calls', usualCalls: 'Most calls before', windowSeconds: 'Within', percent: 'Share', resetsAt: 'Anew at', model: 'Model', budget: 'Budget', scope: 'Of' };

/** The figures of an alert in a fixed order; the call is a link and stands elsewhere. */
export function figures(data: Alert['data']): Figure[] {
  const known = Object.keys(names).filter((key) => key in data);
  const strange = Object.keys(data).filter((key) => !(key in names) && key !== 'call');
  const values = new Map<string, string | number | undefined>(Object.entries(data));
  return [...known, ...strange].flatMap((key) => {
    const value = values.get(key);
    return value === undefined ? [] : [{ name: names[key] ?? key, ...shown(key, value) }];
  });
}

function shown(key: string, value: string | number): { value: string; title?: string } {
  if (typeof value === 'number') {
    const nano = Math.round(value * 1e9);
    return /usd$/i.test(key) ? { value: money(nano), title: exactMoney(nano) } : key === 'percent' ? { value: share(value, 100) } : key === 'windowSeconds' ? { value: duration(value * 1000) } : { value: count(value) };
  }
  return key === 'resetsAt' && !Number.isNaN(Date.parse(value)) ? { value: shortMoment(value), title: fullMoment(value) } : { value };
}
