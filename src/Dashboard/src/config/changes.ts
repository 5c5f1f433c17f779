import type { ConfigChange } from '../api/types';

/** An object of the config. */
export type Values = Record<string, unknown>;

/** What stands where a secret does. */
export const mask = '••••';

/** Whether a value is an object with keys, and no list. */
export const isObject = (value: unknown): value is Values => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The value at a path; undefined where there is none. */
export function valueAt(values: unknown, path: readonly string[]): unknown {
  let at = values;
  for (const key of path) {
    at = isObject(at) && Object.hasOwn(at, key) ? at[key] : undefined;
  }
  return at;
}

/** Whether two values are the same JSON; the order of an object's keys says nothing. */
export function same(one: unknown, other: unknown): boolean {
  if (isObject(one) && isObject(other)) {
    const keys = Object.keys(one);
    return keys.length === Object.keys(other).length && keys.every((key) => Object.hasOwn(other, key) && same(one[key], other[key]));
  }
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((item, index) => same(item, other[index]));
  }
  return one === other;
}

/** The fewest changes that make one value of another, so that comments beside what stays are not touched. A key that is gone gets null. */
export function changesBetween(before: unknown, after: unknown, path: readonly string[]): ConfigChange[] {
  if (same(before, after)) {
    return [];
  }
  if (!isObject(before) || !isObject(after)) {
    return [{ path: [...path], value: after ?? null }];
  }
  const gone = Object.keys(before).filter((key) => !Object.hasOwn(after, key));
  return [...gone.map((key) => ({ path: [...path, key], value: null })), ...Object.keys(after).flatMap((key) => changesBetween(before[key], after[key], [...path, key]))];
}

/** Whether a value holds the mark that stands for a secret: it must not be written in the secret's place. */
export function holdsMask(value: unknown): boolean {
  return typeof value === 'string' ? value.includes(mask) : Array.isArray(value) ? value.some(holdsMask) : isObject(value) ? Object.values(value).some(holdsMask) : false;
}

const reach = [
  'budget', 'limits', 'routes', 'routing', 'aliases', 'modelOverrides', 'downgrade', 'anomaly', 'pacing', 'reliability',
  'alerts.enabled', 'alerts.cooldownMs', 'alerts.maxHistory', 'alerts.actions', 'ledger.retentionDays', 'ledger.maxSizeMb', 'models.*.price', 'models.*.limits',
].map((path) => path.split('.'));

/** What the page does not change, as the gateway says: who may call, where calls and alerts are sent, with what keys, and whether prompts are stored. */
export function isOutOfReach(path: readonly string[]): boolean {
  const known = reach.some((keys) => keys.every((key, index) => index >= path.length || key === '*' || key === path[index]));
  return !known || /webhook/i.test(path.at(-1) ?? '');
}

/** The sections that hold something the page may change. */
export const sectionsInReach: readonly string[] = [...new Set(reach.map((keys) => keys[0]!))];
