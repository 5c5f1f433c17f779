import { expect, test } from 'vitest';
import type { NameRow } from '../../../src/api/types';
import { asked, editOf, nameProblem, nameSpec, pathOf } from '../../../src/views/routing/names';

const row = (kind: string, name: string): NameRow => ({ kind, name, written: null, means: null, why: '' });

test('each kind of name stands in its own section of the config', () => {
  expect(pathOf('alias', 'a.b')).toEqual(['aliases', 'a.b']);
  expect(pathOf('override', 'gpt-4')).toEqual(['modelOverrides', 'gpt-4']);
  expect(pathOf('tier', 'simple')).toEqual(['routing', 'complexity', 'simple']);
});

test('a name that is built in is said otherwise by an alias', () => {
  expect(editOf(row('built_in', 'rp:fast'))).toBe('alias/rp:fast');
  expect(pathOf('built_in', 'rp:fast')).toEqual(['aliases', 'rp:fast']);
});

test('an address says which name is edited, whatever stands in the name', () => {
  expect(asked(editOf(row('alias', 'a/b/<i>')))).toEqual({ kind: 'alias', name: 'a/b/<i>' });
  expect(asked('tier/complex')).toEqual({ kind: 'tier', name: 'complex' });
  expect(['new', 'tier/huge', 'alias/', 'server/port', ''].map(asked)).toEqual([null, null, null, null, null]);
});

test('a new name is unlike those of its kind, without blanks and not endless', () => {
  const rows = [row('alias', 'mine')];
  expect(nameProblem('alias', ' mine ', rows)).toContain('alias of this name');
  expect(nameProblem('override', 'mine', rows)).toBeNull();
  expect(nameProblem('alias', 'my own', rows)).toContain('no blanks');
  expect(nameProblem('alias', 'x'.repeat(201), rows)).toContain('200');
  expect(nameProblem('alias', '', rows)).toBeNull();
});

test('what is typed goes to the place of the name', () => {
  expect(nameSpec('alias', 'mine', ['openai/gpt-4o'])).toMatchObject({ path: ['aliases', 'mine'], kind: 'name', known: ['openai/gpt-4o'] });
});
