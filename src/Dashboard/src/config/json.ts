import type { ConfigChange } from '../api/types';
import { changesBetween } from './changes';

/** What a text of JSON changes, or why it is none. An empty text takes the section out. */
export function jsonChanges(section: string, before: unknown, text: string): { changes: ConfigChange[] } | { problem: string } {
  if (text.trim() === '') {
    return { changes: before === undefined ? [] : [{ path: [section], value: null }] };
  }
  let after: unknown;
  try {
    after = JSON.parse(text);
  } catch (thrown) {
    return { problem: `${notJson(text, thrown)} Comments are written in the file; those that are there stay.` };
  }
  return after === null ? { problem: 'Empty the text to take the section out.' } : { changes: changesBetween(before, after, [section]) };
}

/** Why a text is no JSON. */
export function jsonProblem(text: string): string {
  try {
    JSON.parse(text);
    return 'This is not JSON.';
  } catch (thrown) {
    return notJson(text, thrown);
  }
}

const notJson = (text: string, thrown: unknown): string => `This is not JSON${where(text, thrown)}.`;

/** On which line the mistake is, where the browser says it. */
function where(text: string, thrown: unknown): string {
  const message = thrown instanceof Error ? thrown.message : '';
  const line = /line (\d+)/.exec(message)?.[1];
  const position = /position (\d+)/.exec(message)?.[1];
  const found = line ?? (position === undefined ? undefined : String(text.slice(0, Number(position)).split('\n').length));
  return found === undefined ? '' : ` (line ${found})`;
}
