import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { ConfigAnswer, ConfigEditAnswer } from '../../src/api/types';
import { refused, useEdit, type Edit } from '../../src/config/edit';

const config: ConfigAnswer = { path: '/srv/relayplane/config.json', hash: 'one', text: '{}', values: {}, problems: [], without_effect: [], can_undo: false };
const preview: ConfigEditAnswer = { problems: [], diff: [{ kind: 'added', text: '"dailyUsd": 5', old_line: null, new_line: 2 }], hash: 'one', written: false };
const changes = [{ path: ['budget', 'dailyUsd'], value: 5 }];

let asked: { path: string; body: Record<string, unknown> }[] = [];
let answers: ((path: string) => Response)[] = [];
let edit: Edit;
const reload = vi.fn();

function Shown() {
  edit = useEdit({ data: config, error: null, loading: false, reload });
  return edit.dialog;
}

const json = (value: unknown, status = 200): Response => new Response(JSON.stringify(value), { status });

beforeEach(() => {
  asked = [];
  reload.mockClear();
  HTMLDialogElement.prototype.showModal = function () {
    this.open = true;
  };
  vi.stubGlobal('fetch', async (path: string, init: RequestInit = {}) => {
    if (path === '/api/token') {
      return json({ token: 't' });
    }
    asked.push({ path, body: typeof init.body === 'string' ? JSON.parse(init.body) : {} });
    return answers.shift()!(path);
  });
  render(<Shown />, document.body);
});

afterEach(() => {
  render(null, document.body);
  vi.unstubAllGlobals();
});

const press = async (name: string) => {
  const button = [...document.querySelectorAll('dialog button')].find((one) => one.textContent === name) as HTMLButtonElement;
  await act(async () => button.click());
};

test('shows the difference before anything is written, and writes what was shown', async () => {
  answers = [() => json(preview), () => json({ ...preview, written: true, hash: 'two' })];
  const done = vi.fn();
  await act(async () => void (await edit.propose({ title: 'Budgets', changes, done })));
  expect(document.querySelector('dialog')?.textContent).toContain('"dailyUsd": 5');
  expect(asked).toEqual([{ path: '/api/config', body: { changes, hash: 'one', preview: true } }]);
  await press('Apply');
  await vi.waitFor(() => expect(document.querySelector('dialog')).toBeNull());
  expect(asked[1]).toEqual({ path: '/api/config', body: { changes, hash: 'one', preview: false } });
  expect(done).toHaveBeenCalledOnce();
  expect(reload).toHaveBeenCalledOnce();
});

test('brings what is wrong to who proposed it, and opens nothing', async () => {
  answers = [() => json({ ...preview, diff: [], problems: ['budget.dailyUsd must be a number'] })];
  let problems: readonly string[] = [];
  await act(async () => void (problems = await edit.propose({ title: 'Budgets', changes })));
  expect(problems).toEqual(['budget.dailyUsd must be a number']);
  expect(document.querySelector('dialog')).toBeNull();
});

test('offers to reload where the file was changed meanwhile, and asks again of the new file', async () => {
  answers = [() => json({ error: { message: 'changed' } }, 409), () => json({ ...config, hash: 'three' }), () => json(preview)];
  await act(async () => void (await edit.propose({ title: 'Budgets', changes })));
  expect(document.querySelector('dialog')?.textContent).toContain('changed meanwhile');
  await press('Reload and look again');
  await vi.waitFor(() => expect(document.querySelector('dialog')?.textContent).toContain('1 line added'));
  expect(asked.at(-1)).toEqual({ path: '/api/config', body: { changes, hash: 'three', preview: true } });
});

test('does not ask for what is out of reach, or would write a mask over a secret', () => {
  expect(refused([{ path: ['server', 'port'], value: 1 }, { path: ['routes', 'a', 'match'], value: { header: { authorization: '••••' } } }, ...changes])).toEqual([
    'server.port is changed in the file only, not on this page.',
    'routes.a.match holds a secret that is not shown here; change it in the file.',
  ]);
});
