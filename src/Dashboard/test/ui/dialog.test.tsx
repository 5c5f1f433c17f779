import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ApiError } from '../../src/api/client';
import { Confirm } from '../../src/ui/dialog';
import type { DiffLine } from '../../src/api/types';
import { diffSum, DiffView } from '../../src/ui/diff';
import { Field } from '../../src/ui/field';
import { Source } from '../../src/ui/source';
import { Tabs } from '../../src/ui/tabs';

beforeEach(() => {
  HTMLDialogElement.prototype.showModal = function () {
    this.open = true;
  };
});

afterEach(() => render(null, document.body));

const press = (name: string) => act(async () => ([...document.querySelectorAll('button')].find((one) => one.textContent === name) as HTMLButtonElement).click());

test('a question acts once it is answered, and closes', async () => {
  const [doIt, onClose] = [vi.fn(async () => {}), vi.fn()];
  await act(() => render(<Confirm question={{ title: 'Drain openai?', text: 'No further call goes there.', yes: 'Drain', act: doIt }} onClose={onClose} />, document.body));
  expect(doIt).not.toHaveBeenCalled();
  await press('Drain');
  expect(doIt).toHaveBeenCalledOnce();
  await vi.waitFor(() => expect(onClose).toHaveBeenCalledOnce());
});

test('a question stays open with the reason where the act fails', async () => {
  const onClose = vi.fn();
  await act(() => render(<Confirm question={{ title: 'Drain?', text: '', yes: 'Drain', act: async () => Promise.reject(new ApiError(404, 'No such provider.')) }} onClose={onClose} />, document.body));
  await press('Drain');
  await vi.waitFor(() => expect(document.querySelector('[role=alert]')?.textContent).toContain('No such provider.'));
  expect(onClose).not.toHaveBeenCalled();
});

test('a question that is cancelled does nothing', async () => {
  const [doIt, onClose] = [vi.fn(async () => {}), vi.fn()];
  await act(() => render(<Confirm question={{ title: 'Drain?', text: '', yes: 'Drain', act: doIt }} onClose={onClose} />, document.body));
  await press('Cancel');
  expect(doIt).not.toHaveBeenCalled();
  expect(onClose).toHaveBeenCalledOnce();
});

const lines: DiffLine[] = [
  { kind: 'gap', text: '', old_line: null, new_line: null },
  { kind: 'same', text: '{', old_line: 4, new_line: 4 },
  { kind: 'removed', text: '"a": 1, // <img src=x onerror=alert(1)>', old_line: 5, new_line: null },
  { kind: 'added', text: '"a": 2,', old_line: null, new_line: 5 },
];

test('a difference says of each line, also without colours, whether it comes or goes', async () => {
  await act(() => render(<DiffView lines={lines} label="What changes" />, document.body));
  const rows = [...document.querySelectorAll('tbody tr')].map((row) => row.textContent);
  expect(rows[2]).toContain('removed: ');
  expect(rows[3]).toContain('added: ');
  expect(document.querySelector('img')).toBeNull();
  expect(diffSum(lines)).toBe('1 line added, 1 line removed');
  expect(diffSum(lines.slice(0, 2))).toBe('Nothing changes.');
});

test('a control is known by its label, its help and what is wrong with it', async () => {
  await act(() =>
    render(
      <Field label="A day" help="Dollars." problem="Write a number.">
        {(ids) => <input {...ids} />}
      </Field>,
      document.body,
    ),
  );
  const input = document.querySelector('input')!;
  expect(document.querySelector('label')?.htmlFor).toBe(input.id);
  expect(input.getAttribute('aria-invalid')).toBe('true');
  const said = input.getAttribute('aria-describedby')!.split(' ').map((id) => document.getElementById(id)?.textContent);
  expect(said).toEqual(['Dollars.', 'Write a number.']);
});

test('tabs are links, and say which is shown', async () => {
  await act(() => render(<Tabs label="Settings" at="b" tabs={[{ key: 'a', name: 'A', href: '/a' }, { key: 'b', name: 'B', href: '/b' }]} />, document.body));
  expect(document.querySelector('[aria-current=page]')?.textContent).toBe('B');
});

test('a text is shown line by line, numbered from 1', async () => {
  await act(() => render(<Source text={'{\r\n}\r\n'} label="File" />, document.body));
  expect([...document.querySelectorAll('li')].map((line) => [line.value, line.textContent])).toEqual([[1, '{'], [2, '}']]);
});
