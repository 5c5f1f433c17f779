import type { NameRow } from '../../api/types';
import type { FieldSpec } from '../../config/fields';
import { tiers } from '../../config/routing';

/** What kinds of names there are, and how they are called. */
export const kinds = [
  { value: 'alias', name: 'alias', means: 'A name that clients may ask for.' },
  { value: 'override', name: 'override', means: 'A model in whose place another always answers; such calls are not scored.' },
  { value: 'tier', name: 'tier', means: 'What routing by complexity sends a call of this tier to.' },
] as const;

/** A kind that can be written. */
export type NameKind = (typeof kinds)[number]['value'];

const words: Record<string, string> = { built_in: 'built in', alias: 'alias', override: 'override', tier: 'tier' };

/** A kind for reading. */
export const kindWord = (kind: string): string => words[kind] ?? kind.replaceAll('_', ' ');

/** Where a name is written in the config: one that is built in is said otherwise by an alias. */
export function pathOf(kind: string, name: string): string[] {
  return kind === 'override' ? ['modelOverrides', name] : kind === 'tier' ? ['routing', 'complexity', name] : ['aliases', name];
}

/** What an address asks to edit: `alias/NAME`; null for what is no name. */
export function asked(text: string): { kind: NameKind; name: string } | null {
  const slash = text.indexOf('/');
  const kind = kinds.find((one) => one.value === text.slice(0, slash))?.value;
  const name = text.slice(slash + 1);
  return kind === undefined || name === '' || (kind === 'tier' && !(tiers as readonly string[]).includes(name)) ? null : { kind, name };
}

/** What an address says to edit a row. */
export const editOf = (row: Pick<NameRow, 'kind' | 'name'>): string => `${row.kind === 'built_in' ? 'alias' : row.kind}/${row.name}`;

/** What is wrong with a new name; null where nothing is. */
export function nameProblem(kind: NameKind, name: string, rows: readonly NameRow[]): string | null {
  const text = name.trim();
  if (text === '') {
    return null;
  }
  if (/[\u0000-\u0020\u007f]/.test(text)) {
    return 'A name has no blanks: clients send it as the model.';
  }
  if (text.length > 200) {
    return 'A name has at most 200 letters.';
  }
  return rows.some((row) => row.kind === kind && row.name === text) ? `There is an ${kind} of this name; edit that one.` : null;
}

/** The one control of a name: the model that it stands for. */
export function nameSpec(kind: NameKind, name: string, known: readonly string[]): FieldSpec {
  return { path: pathOf(kind, name), label: 'Model', kind: 'name', usual: kind === 'tier' ? 'by the keys that there are' : 'nothing', known, help: kind === 'alias' ? 'A model, with its provider or without, or another name.' : 'A model, with its provider or without.' };
}
