import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CallsAnswer } from '../../../src/api/types';
import { CallList, sizes, type Question } from '../../../src/views/calls/call-list';
import { readFilters } from '../../../src/views/calls/filters';
import { call, callAt, callsDown } from './rows';

const question = (query = '', sort: Question['sort'] = 'newest'): Question => ({ filters: readFilters(new URLSearchParams(query)), sort, span: { since: '24h', until: '', zone: 'UTC' } });
const page = (calls: CallsAnswer['calls'], next: string | null = null): CallsAnswer => ({ calls, next, looked_back_to: '2026-11-29T00:00:00Z' });

let answers: (CallsAnswer | Promise<CallsAnswer>)[];
let asked: URL[];
let frames: (() => void)[];
let list: CallList;

/** An answer that comes when the test says so. */
function later() {
  let resolve: (answer: CallsAnswer) => void = () => undefined;
  const promise = new Promise<CallsAnswer>((done) => (resolve = done));
  return { promise, resolve };
}

const draw = () => frames.splice(0).forEach((frame) => frame());
const settled = (phase = 'idle') => vi.waitFor(() => expect(list.state.value.phase).toBe(phase));
const ids = () => list.state.value.rows.map((row) => row.id);

beforeEach(() => {
  [answers, asked, frames] = [[], [], []];
  vi.stubGlobal('fetch', async (url: string, { signal }: RequestInit) => {
    asked.push(new URL(url, 'http://page'));
    const answer = answers.shift();
    if (!answer) {
      return Response.json({ error: { message: 'Nothing more was made up.' } }, { status: 500 });
    }
    const body = await answer;
    signal?.throwIfAborted();
    return Response.json(body);
  });
  list = new CallList((then) => frames.push(then));
});

afterEach(() => {
  list.close();
  vi.unstubAllGlobals();
});

describe('asking page by page', () => {
  it('goes on through short and empty pages until a screenful is found', async () => {
    answers = [page([], 'a'), page(callsDown(200, 190), 'b'), page(callsDown(189, 120), 'c'), page(callsDown(119, 1), null)];
    list.ask(question('model=claude-sonnet-4-5'));
    await settled();
    expect(asked.map((url) => url.searchParams.get('cursor'))).toEqual([null, 'a', 'b']);
    expect(list.state.value.rows).toHaveLength(81);
    list.more();
    await vi.waitFor(() => expect(list.state.value.end).toBe(true));
    expect(list.state.value.rows).toHaveLength(200);
  });

  it('stops when told to and goes on from there', async () => {
    const slow = later();
    answers = [page([], 'a'), slow.promise];
    list.ask(question());
    await vi.waitFor(() => expect(asked).toHaveLength(2));
    list.stop();
    slow.resolve(page(callsDown(3, 1)));
    await settled('stopped');
    list.more();
    expect(asked).toHaveLength(2);
    answers = [page(callsDown(3, 1))];
    list.goOn();
    await settled();
    expect(asked[2]!.searchParams.get('cursor')).toBe('a');
    expect(list.state.value.rows).toHaveLength(3);
  });

  it('keeps the rows of before until the answer to another question is there', async () => {
    answers = [page(callsDown(3, 1)), page([callAt(2)])];
    list.ask(question());
    await settled();
    list.ask(question('status=200'));
    expect(list.state.value).toMatchObject({ phase: 'first', rows: { length: 3 } });
    await settled();
    expect(ids()).toEqual(['at-00002']);
  });

  it('says what went wrong and asks the same again', async () => {
    list.ask(question());
    await vi.waitFor(() => expect(list.state.value.error).toBe('Nothing more was made up.'));
    answers = [page(callsDown(2, 1))];
    list.goOn();
    await vi.waitFor(() => expect(ids()).toHaveLength(2));
    expect(list.state.value.error).toBeNull();
  });
});

describe('calls that come live', () => {
  beforeEach(async () => {
    answers = [page(callsDown(3, 1))];
    list.ask(question('agent=main'));
    await settled();
    draw();
  });

  it('come in once a picture, those that fit alone', () => {
    list.hear([callAt(5), call('other', { agent: 'tester' })], 0);
    list.hear([callAt(6)], 0);
    expect(ids()).toHaveLength(3);
    expect(frames).toHaveLength(1);
    draw();
    expect(ids().slice(0, 3)).toEqual(['at-00006', 'at-00005', 'at-00003']);
  });

  it('wait while the reader looks elsewhere, and are counted', () => {
    list.follow(false);
    list.hear([callAt(5)], 0);
    draw();
    expect(ids()).toHaveLength(3);
    expect(list.state.value.waiting).toEqual({ count: 1, more: false });
    list.showNew();
    expect(ids()[0]).toBe('at-00005');
    expect(list.state.value.waiting.count).toBe(0);
  });

  it('are not lost while the top is asked for again', async () => {
    const slow = later();
    answers = [slow.promise];
    list.renew();
    list.hear([callAt(9)], 0);
    draw();
    slow.resolve(page(callsDown(4, 1)));
    await vi.waitFor(() => expect(ids()).toHaveLength(4));
    draw();
    expect(ids()[0]).toBe('at-00009');
  });

  it('are asked for where there were more than events carry', async () => {
    list.follow(false);
    list.hear([callAt(5)], 40);
    draw();
    expect(list.state.value.waiting).toEqual({ count: 1, more: true });
    answers = [page(callsDown(50, 1))];
    list.showNew();
    await vi.waitFor(() => expect(ids()).toHaveLength(50));
  });

  it('are there once, also where they are told of twice', () => {
    list.follow(false);
    list.hear([callAt(5)], 0);
    list.hear([callAt(6), callAt(5), callAt(3)], 0);
    draw();
    expect(list.state.value.waiting).toEqual({ count: 2, more: false });
    list.showNew();
    expect(ids()).toEqual(['at-00006', 'at-00005', 'at-00003', 'at-00002', 'at-00001']);
  });

  it('are found where nobody told of them, and nothing is offered where there are none', async () => {
    list.follow(false);
    answers = [page(callsDown(3, 1)), page(callsDown(5, 1))];
    await list.catchUp();
    draw();
    expect(list.state.value.waiting).toEqual({ count: 0, more: false });
    await list.catchUp();
    draw();
    expect(list.state.value.waiting).toEqual({ count: 2, more: false });
  });

  it('are asked for from the top where more were missed than a page holds', async () => {
    list.follow(false);
    answers = [page(callsDown(300, 201), 'a')];
    await list.catchUp();
    draw();
    expect(list.state.value.waiting.more).toBe(true);
  });

  it('are bounded in number while they wait', () => {
    list.follow(false);
    for (let second = 10; second < 10 + sizes.live * 2; second += 100) {
      list.hear(callsDown(second + 99, second), 0);
    }
    draw();
    expect(list.state.value.waiting).toEqual({ count: sizes.live, more: true });
  });
});

it('offers new calls where they are not in the order of the list', async () => {
  answers = [page(callsDown(3, 1))];
  list.ask(question('', 'cost'));
  await settled();
  list.hear([callAt(9)], 0);
  draw();
  expect(ids()).toHaveLength(3);
  expect(list.state.value.waiting.count).toBe(1);
});

it('hears no new calls of a range that has ended', async () => {
  answers = [page(callsDown(3, 1))];
  list.ask({ ...question(), span: { since: '2026-11-01', until: '2026-11-02', zone: 'UTC' } });
  await settled();
  list.hear([callAt(9)], 0);
  draw();
  expect(ids()).toHaveLength(3);
});
