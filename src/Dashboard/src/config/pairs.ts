import type { ConfigChange } from '../api/types';
import { changesBetween, isObject } from './changes';
import { written } from './fields';

/** A name and the model that it stands for, as they are typed. */
export interface Pair {
  from: string;
  to: string;
}

/** What a section of names says. */
export function pairsOf(section: unknown): Pair[] {
  return isObject(section) ? Object.entries(section).map(([from, to]) => ({ from, to: written('name', to) ?? JSON.stringify(to) })) : [];
}

/** What is wrong with the pairs; undefined where nothing is. */
export function pairsProblem(pairs: readonly Pair[]): string | undefined {
  const names = pairs.map((pair) => pair.from.trim());
  const twice = names.find((name, index) => name !== '' && names.indexOf(name) !== index);
  if (twice !== undefined) {
    return `${twice} is written twice.`;
  }
  return pairs.some((pair) => (pair.from.trim() === '') !== (pair.to.trim() === '')) ? 'Each line needs a name and a model.' : undefined;
}

/** The changes that make the section say the pairs; what was not touched keeps the form that it has in the file. */
export function pairsChanges(section: unknown, pairs: readonly Pair[], path: readonly string[]): ConfigChange[] {
  const before = isObject(section) ? section : {};
  const kept = new Map(pairsOf(section).map((pair) => [pair.from, pair.to]));
  const after: Record<string, unknown> = {};
  for (const pair of pairs) {
    const [from, to] = [pair.from.trim(), pair.to.trim()];
    if (from !== '' && to !== '') {
      after[from] = kept.get(from) === to ? before[from] : to;
    }
  }
  return changesBetween(before, after, path);
}
