import { isObject, valueAt } from '../../config/changes';
import { written, type FieldSpec } from '../../config/fields';
import type { Group } from '../../config/form';
import { membersAt } from '../../config/jsonc';
import type { ConfigAnswer, ConfigChange } from '../../api/types';
import { limitSpecs, timeoutSpecs } from './sections';

/** A route as the list shows it. */
export interface RouteLine {
  name: string;
  /** What a call must be, in words; empty takes every call. */
  match: string[];
  model: string | null;
  fallback: string[];
}

/** The routes in the order of the file: the first that fits a call takes it. */
export function routesOf(config: ConfigAnswer): RouteLine[] {
  const routes = valueAt(config.values, ['routes']);
  if (!isObject(routes)) {
    return [];
  }
  const order = membersAt(config.text, ['routes'])?.keys.filter((name) => Object.hasOwn(routes, name)) ?? [];
  const names = [...new Set([...order, ...Object.keys(routes)])];
  return names.map((name) => {
    const route = routes[name];
    return {
      name,
      match: matchWords(valueAt(route, ['match'])),
      model: written('name', valueAt(route, ['model'])) || null,
      fallback: (written('names', valueAt(route, ['fallback'])) ?? '').split('\n').filter(Boolean),
    };
  });
}

const words: Record<string, string> = { model: 'model', endpoint: 'endpoint', client: 'client', agent: 'agent', header: 'header', inputTokens: 'input tokens' };

function matchWords(match: unknown): string[] {
  return isObject(match) ? Object.entries(match).map(([key, value]) => `${words[key] ?? key} ${Array.isArray(value) && value.every((item) => typeof item === 'string') ? value.join(' or ') : typeof value === 'object' ? JSON.stringify(value) : String(value)}`) : [];
}

/** Why routes cannot be put into another order here; null where they can. */
export function whyFixed(config: ConfigAnswer): string | null {
  const members = membersAt(config.text, ['routes']);
  if (members === null || members.keys.length < 2) {
    return 'There is nothing to reorder.';
  }
  if (members.comments) {
    return 'The routes hold comments, which a new order would lose. Move them in the file.';
  }
  if (members.keys.some((key) => /^(0|[1-9]\d*)$/.test(key))) {
    return 'A route whose name is a number cannot be moved here. Move it in the file.';
  }
  return null;
}

/** The change that moves a route up or down: the whole section is written in its new order. */
export function moved(config: ConfigAnswer, name: string, by: -1 | 1): ConfigChange | null {
  const routes = valueAt(config.values, ['routes']);
  const names = routesOf(config).map((route) => route.name);
  const from = names.indexOf(name);
  const to = from + by;
  if (!isObject(routes) || from < 0 || to < 0 || to >= names.length) {
    return null;
  }
  [names[from], names[to]] = [names[to]!, names[from]!];
  return { path: ['routes'], value: Object.fromEntries(names.map((each) => [each, routes[each]])) };
}

const endpoints = ['messages', 'chat_completions', 'completions', 'responses', 'embeddings', 'generate_content', 'stream_generate_content', 'embed_content', 'count_tokens'];

/** Everything that a route may say. */
export function routeGroups(name: string): Group[] {
  const at = ['routes', name];
  const match = (key: string, label: string, more: Partial<FieldSpec> = {}): FieldSpec => ({ path: [...at, 'match', key], label, kind: 'names', orOne: true, usual: 'any', ...more });
  return [
    {
      name: 'Which calls',
      help: 'A call must be all of what is given; * stands for anything.',
      specs: [
        match('model', 'Model asked for'),
        match('agent', 'Agent'),
        match('client', 'Client'),
        match('endpoint', 'Endpoint', { help: `Such as ${endpoints.slice(0, 3).join(', ')}.` }),
        match('inputTokens', 'Input tokens', { kind: 'range', help: 'A least number, or a comparison such as > 100000.' }),
        match('header', 'Header', { kind: 'text', help: 'A name that must be there; values are written as JSON.' }),
      ],
    },
    {
      name: 'Where they go',
      specs: [
        { path: [...at, 'model'], label: 'Model', kind: 'name', usual: 'the one asked for', help: 'model, or provider/model.' },
        { path: [...at, 'fallback'], label: 'Fallback', kind: 'names', usual: 'none', help: 'The next targets, in order, when the one before fails.' },
        { path: [...at, 'fallbackOn'], label: 'Fall back on mistakes too', kind: 'names', orOne: true, usual: 'none', help: 'context_length, model_not_found.' },
        { path: [...at, 'spillAfterSeconds'], label: 'Next target beyond', kind: 'number', unit: 's', usual: 'as for all', most: 86_400, help: 'Of expected wait.' },
        { path: [...at, 'allowLoss'], label: 'Drop what the target cannot express', kind: 'switch', usual: 'off', help: 'Parameters of another dialect; the reply names what was dropped.' },
      ],
    },
    { name: 'How patiently', specs: timeoutSpecs([...at, 'timeouts']) },
    { name: 'How large', specs: limitSpecs([...at, 'limits']) },
  ];
}
