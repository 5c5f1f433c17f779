import type { Query } from '../../api/client';
import type { CallRow } from '../../api/types';

/** What calls are chosen by, as the API names it; of each several values may be given, any of which fits. */
export const fields = ['model', 'provider', 'agent', 'client', 'session', 'route', 'tier', 'status', 'outcome', 'api'] as const;
/** One of them. */
export type Field = (typeof fields)[number];

/** Ends of a stretch of cost or duration, both of which belong to it. */
export const bounds = ['min_cost_usd', 'max_cost_usd', 'min_ms', 'max_ms'] as const;
/** One of them. */
export type Bound = (typeof bounds)[number];

/** The orders that the server knows. */
export const sorts = ['newest', 'oldest', 'cost', 'duration'] as const;
/** One of them. */
export type Sort = (typeof sorts)[number];

/** Which calls are asked for. */
export interface Filters {
  values: Record<Field, readonly string[]>;
  bounds: Record<Bound, string>;
  text: string;
}

/** Reads them from the query of an address. */
export function readFilters(query: URLSearchParams): Filters {
  return {
    values: record(fields, (field) => query.getAll(field).filter((value) => value !== '')),
    bounds: record(bounds, (bound) => query.get(bound) ?? ''),
    text: query.get('text') ?? '',
  };
}

const record = <K extends string, V>(keys: readonly K[], value: (key: K) => V): Record<K, V> => Object.fromEntries(keys.map((key) => [key, value(key)])) as Record<K, V>;

/** The order that an address names; the newest first where it names none that is known. */
export function readSort(query: URLSearchParams): Sort {
  return sorts.find((sort) => sort === query.get('sort')) ?? 'newest';
}

/** The same for the API. */
export const asQuery = (filters: Filters): Query => ({ ...filters.values, ...filters.bounds, text: filters.text });

/** Changes of the address that take every filter away. */
export const nothing: Record<string, null> = record([...fields, ...bounds, 'text'], () => null);

/** Whether any is set. */
export const isFiltered = (filters: Filters): boolean => filters.text !== '' || fields.some((field) => filters.values[field].length > 0) || bounds.some((bound) => filters.bounds[bound] !== '');

/**
 * Whether a call is among those asked for, by the rules of the server; null where its row does not say. A model or provider may be that of any
 * attempt, and a row names the answering one's alone.
 */
export function fits(call: CallRow, filters: Filters): boolean | null {
  const { model, provider, ...others } = filters.values;
  if (!(Object.keys(others) as (keyof typeof others)[]).every((field) => anyOf(call, field, others[field])) || !within(call, filters.bounds) || !named(call, filters.text)) {
    return false;
  }
  return (anyOf(call, 'model', model) && anyOf(call, 'provider', provider)) || (call.fallback || call.attempts > 1 ? null : false);
}

function anyOf(call: CallRow, field: Field, wanted: readonly string[]): boolean {
  if (wanted.length === 0) {
    return true;
  }
  if (field === 'status') {
    return wanted.some((status) => isStatus(call.status, status));
  }
  const own = call[field];
  return own !== null && wanted.includes(own);
}

/** `429`, or `4xx` for the whole hundred. */
function isStatus(status: number | null, wanted: string): boolean {
  return status !== null && (/^[1-5]xx$/i.test(wanted) ? Math.floor(status / 100) === Number(wanted[0]) : String(status) === wanted);
}

/** A call whose cost is unknown is within no stretch of costs. */
function within(call: CallRow, ends: Filters['bounds']): boolean {
  const least = nano(ends.min_cost_usd);
  const most = nano(ends.max_cost_usd);
  const cost = call.cost_nano;
  return (
    (least === null || (cost !== null && cost >= least)) &&
    (most === null || (cost !== null && cost <= most)) &&
    (ends.min_ms === '' || call.total_ms >= Number(ends.min_ms)) &&
    (ends.max_ms === '' || call.total_ms <= Number(ends.max_ms))
  );
}

const nano = (usd: string): number | null => (usd === '' ? null : Math.round(Number(usd) * 1e9));

/** A part of the id of a call or its session. The server looks at the ids of providers too, which a row does not hold. */
function named(call: CallRow, text: string): boolean {
  const wanted = text.trim().toLowerCase();
  return wanted === '' || call.id.toLowerCase().includes(wanted) || (call.session?.toLowerCase().includes(wanted) ?? false);
}

/** One filter that is set, as it is read, and the changes of the address that take it away. */
export interface Chip {
  name: string;
  value: string;
  without: Record<string, readonly string[] | null>;
}

/** Every filter that is set. */
export function chips(filters: Filters): Chip[] {
  const values = fields.flatMap((field) =>
    filters.values[field].map((value) => ({ name: field, value, without: { [field]: filters.values[field].filter((other) => other !== value) } })),
  );
  const ends = bounds.filter((bound) => filters.bounds[bound] !== '').map((bound) => ({ ...saying(bound, filters.bounds[bound]), without: { [bound]: null } }));
  const text = filters.text === '' ? [] : [{ name: 'id', value: `has “${filters.text}”`, without: { text: null } }];
  return [...values, ...ends, ...text];
}

function saying(bound: Bound, value: string): { name: string; value: string } {
  const [name, unit, shown] = bound.endsWith('_usd') ? ['cost', '$', value] : ['duration', '', Number.isFinite(Number(value)) ? `${Number(value) / 1000} s` : value];
  return { name, value: `${bound.startsWith('min') ? '≥' : '≤'} ${unit}${shown}` };
}
