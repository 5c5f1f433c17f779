import type { ConfigChange } from '../../api/types';
import { changesBetween, isObject, valueAt, type Values } from '../../config/changes';
import { jsonProblem } from '../../config/json';
import { plainJson } from '../../config/jsonc';

/** The sections of a config that say where calls go; nothing else of what is pasted is sent. */
export const policySections = ['routing', 'routes', 'aliases', 'modelOverrides', 'crossProviderCascade'] as const;

/** What a pasted text says, or what is wrong with it. */
export type Policy = { sections: Values } | { problem: string };

/** Reads sections of a config, with the braces around them or without, and with comments. */
export function readPolicy(text: string): Policy {
  const plain = plainJson(text);
  const whole = parsed(plain);
  const values = whole === undefined ? parsed(`{${plain}}`) : whole;
  if (values === undefined) {
    return { problem: jsonProblem(text) };
  }
  if (!isObject(values)) {
    return { problem: 'Write sections of a config, such as { "routing": { … } }.' };
  }
  const sections = sectionsOf(values);
  return Object.keys(sections).length > 0 ? { sections } : { problem: `It has none of the sections ${policySections.join(', ')}.` };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** The sections of a config that make its policy. */
export const sectionsOf = (values: Values): Values => Object.fromEntries(policySections.filter((name) => values[name] !== undefined && values[name] !== null).map((name) => [name, values[name]]));

/** Where the λ of a policy stands: the more particular key where it is written. */
const lambdaPath = (values: Values): string[] => (valueAt(values, ['routing', 'complexity', 'lambda']) === undefined ? ['routing', 'lambda'] : ['routing', 'complexity', 'lambda']);

/** The same policy with another λ. */
export function withLambda(sections: Values, lambda: number): Values {
  const put = (values: unknown, [key, ...rest]: readonly string[]): Values => ({ ...(isObject(values) ? values : {}), [key!]: rest.length === 0 ? lambda : put(isObject(values) ? values[key!] : undefined, rest) });
  return put(sections, lambdaPath(sections));
}

/** What writes a λ into the config. */
export const lambdaChange = (values: Values, lambda: number): ConfigChange => ({ path: lambdaPath(values), value: lambda });

/** What makes the config say a policy: sections that it does not have stay. */
export const policyChanges = (values: Values, sections: Values): ConfigChange[] => Object.entries(sections).flatMap(([name, section]) => changesBetween(values[name], section, [name]));
