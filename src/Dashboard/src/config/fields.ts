import type { ConfigChange } from '../api/types';
import { isObject, same, valueAt } from './changes';

/** How a value of the config is written into a control. */
export type Kind = 'usd' | 'number' | 'whole' | 'text' | 'switch' | 'choice' | 'numbers' | 'name' | 'names' | 'range';

/** One key of the config as a control. */
export interface FieldSpec {
  path: readonly string[];
  label: string;
  kind: Kind;
  help?: string;
  /** Of a choice: the values it takes. */
  choices?: readonly { value: string; name: string }[];
  /** What holds where the key is not written. */
  usual?: string;
  unit?: string;
  least?: number;
  most?: number;
  /** Of names: one alone is written without a list. */
  orOne?: boolean;
  /** Names to choose from, which may be passed over. */
  known?: readonly string[];
}

/** What a control is kept under: its path as one text, whatever its keys hold. */
export const idOf = (path: readonly string[]): string => path.join('\u0000');

/** What a control shows of a value; null where the value has a form that this control cannot hold. */
export function written(kind: Kind, value: unknown): string | null {
  if (value === undefined || value === null) {
    return '';
  }
  switch (kind) {
    case 'usd':
    case 'number':
    case 'whole':
      return typeof value === 'number' ? String(value) : null;
    case 'switch':
      return typeof value === 'boolean' ? String(value) : null;
    case 'numbers':
      return Array.isArray(value) && value.every((item) => typeof item === 'number') ? value.join(', ') : null;
    case 'name':
      return nameOf(value);
    case 'range':
      return typeof value === 'number' || typeof value === 'string' ? String(value) : null;
    case 'names': {
      const names = (Array.isArray(value) ? value : [value]).map(nameOf);
      return names.every((name) => name !== null) ? names.join('\n') : null;
    }
    default:
      return typeof value === 'string' ? value : null;
  }
}

/** A model is written `model`, `provider/model`, or in two parts. */
function nameOf(value: unknown): string | null {
  if (typeof value === 'string') {
    return value;
  }
  return isObject(value) && typeof value['model'] === 'string' ? (typeof value['provider'] === 'string' ? `${value['provider']}/${value['model']}` : value['model']) : null;
}

/** What was meant: a value, or what is wrong with the text. An emptied control means that the key is taken out. */
export type Meant = { value: unknown } | { problem: string };

/** Reads what was typed into a control. */
export function meant(spec: FieldSpec, text: string): Meant {
  const trimmed = text.trim();
  if (trimmed === '') {
    return { value: null };
  }
  switch (spec.kind) {
    case 'usd':
    case 'number':
    case 'whole':
      return number(spec, trimmed.replace(/^\$/, ''));
    case 'switch':
      return { value: trimmed === 'true' };
    case 'numbers': {
      const parts = trimmed.split(/[\s,;]+/).filter(Boolean).map((part) => number(spec, part));
      const wrong = parts.find((part) => 'problem' in part);
      return wrong ?? { value: parts.map((part) => ('value' in part ? part.value : null)) };
    }
    case 'names': {
      const names = trimmed.split(/\n/).map((line) => line.trim()).filter(Boolean);
      return { value: spec.orOne && names.length === 1 ? names[0] : names };
    }
    case 'range':
      return { value: /^\d+$/.test(trimmed) ? Number(trimmed) : trimmed };
    default:
      return { value: trimmed };
  }
}

function number(spec: FieldSpec, text: string): Meant {
  const plain = text.replaceAll(/(?<=\d)_(?=\d)/g, '');
  if (!/^-?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain)) {
    return { problem: `Write a number such as ${spec.kind === 'whole' ? '1000' : '2.50'}, with a point and without separators.` };
  }
  const value = Number(plain);
  const [least, most] = [spec.least ?? 0, spec.most];
  if (value < least || (most !== undefined && value > most)) {
    return { problem: most === undefined ? `It must be ${least} or more.` : `It must be from ${least} to ${most}.` };
  }
  return spec.kind === 'whole' && !Number.isSafeInteger(value) ? { problem: 'Write a whole number.' } : { value };
}

/** What the texts in the controls mean: the changes, and what is wrong, by control. */
export function read(specs: readonly FieldSpec[], values: unknown, drafts: Readonly<Record<string, string>>): { changes: ConfigChange[]; problems: Record<string, string> } {
  const changes: ConfigChange[] = [];
  const problems: Record<string, string> = {};
  for (const spec of specs) {
    const id = idOf(spec.path);
    const draft = drafts[id];
    const before = valueAt(values, spec.path);
    if (draft === undefined || draft === written(spec.kind, before)) {
      continue;
    }
    const result = meant(spec, draft);
    if ('problem' in result) {
      problems[id] = result.problem;
    } else if (!same(before ?? null, result.value)) {
      changes.push({ path: [...spec.path], value: result.value });
    }
  }
  return { changes, problems };
}

/** The gateway's problems that are about one of these controls, and the rest. A problem begins with the path of its value. */
export function told(specs: readonly FieldSpec[], problems: readonly string[]): { fields: Record<string, string>; rest: string[] } {
  const fields: Record<string, string> = {};
  const rest: string[] = [];
  for (const problem of problems) {
    const owner = specs
      .filter((spec) => begins(problem, spec.path.join('.')))
      .sort((one, other) => other.path.join('.').length - one.path.join('.').length)[0];
    if (owner) {
      const id = idOf(owner.path);
      fields[id] = fields[id] === undefined ? problem : `${fields[id]} ${problem}`;
    } else {
      rest.push(problem);
    }
  }
  return { fields, rest };
}

const begins = (problem: string, path: string): boolean => problem.startsWith(path) && /^[ [.]/.test(problem.slice(path.length));
