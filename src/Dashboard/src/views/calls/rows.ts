import type { CallRow, CallsAnswer } from '../../api/types';

/** Where the list goes on: after a cursor, of calls before a time, or nowhere. */
export interface Tail {
  cursor: string | null;
  until: string | null;
  end: boolean;
}

/** An answer of the server, and where it was asked from. */
export interface Page {
  calls: readonly CallRow[];
  from: Tail;
}

/** The calls of a list: those that came while it is looked at, above those that were asked for. */
export interface Listed {
  live: readonly CallRow[];
  pages: readonly Page[];
  tail: Tail;
  lookedBackTo: string | null;
}

/** A list before its first answer. */
export const nothingListed: Listed = { live: [], pages: [], tail: { cursor: null, until: null, end: false }, lookedBackTo: null };

/** All rows in their order. */
export const rowsOf = (list: Listed): CallRow[] => [list.live, ...list.pages.map((page) => page.calls)].flat();

/** Adds the next page; what came live meanwhile is not there twice. */
export function append(list: Listed, answer: CallsAnswer): Listed {
  const known = new Set(rowsOf(list).map((call) => call.id));
  const page = { calls: answer.calls.filter((call) => !known.has(call.id)), from: list.tail };
  return {
    live: list.live,
    pages: [...list.pages, page],
    tail: { cursor: answer.next, until: list.tail.until, end: answer.next === null },
    lookedBackTo: answer.looked_back_to ?? list.lookedBackTo,
  };
}

/**
 * Folds calls that just came into a list with the newest first. The list keeps at most `most` rows: the far end goes, page by page, and the tail
 * is then where that page was asked from, so that going on finds the same calls again.
 */
export function fold(list: Listed, arrived: readonly CallRow[], most: number): Listed {
  const fresh = once(arrived, new Set(rowsOf(list).map((call) => call.id))).sort(newestFirst);
  if (fresh.length === 0) {
    return list;
  }
  const top = list.pages.find((page) => page.calls.length > 0)?.calls[0];
  const overtaken = top === undefined ? fresh.length : fresh.findIndex((call) => newestFirst(top, call) < 0);
  const above = overtaken < 0 ? fresh : fresh.slice(0, overtaken);
  return cut({ ...list, live: merged(above, list.live), pages: placed(list, fresh.slice(above.length)) }, most);
}

/** Calls that took so long that later ones are listed already go between those. One that belongs beneath the last is found by going on. */
function placed({ pages, tail }: Listed, late: readonly CallRow[]): readonly Page[] {
  return late.reduce<readonly Page[]>((now, call) => {
    const fits = now.findIndex((page) => page.calls.length > 0 && newestFirst(call, page.calls.at(-1)!) < 0);
    const at = fits < 0 && tail.end ? now.length - 1 : fits;
    return now.map((page, index) => (index === at ? { ...page, calls: merged([call], page.calls) } : page));
  }, pages);
}

/** Two lists in order as one. What is new goes near the top, so that few rows are looked at. */
function merged(fresh: readonly CallRow[], before: readonly CallRow[]): CallRow[] {
  const rows: CallRow[] = [];
  let at = 0;
  for (const call of fresh) {
    while (at < before.length && newestFirst(before[at]!, call) < 0) {
      rows.push(before[at++]!);
    }
    rows.push(call);
  }
  return rows.concat(before.slice(at));
}

function once(arrived: readonly CallRow[], known: Set<string>): CallRow[] {
  return arrived.filter((call) => !known.has(call.id) && known.add(call.id));
}

/** Calls are written when they end and listed by when they came: one that took long belongs beneath those that overtook it. */
function newestFirst(one: CallRow, other: CallRow): number {
  const by = Date.parse(other.at) - Date.parse(one.at);
  return by !== 0 ? by : one.id < other.id ? 1 : one.id > other.id ? -1 : 0;
}

function cut(list: Listed, most: number): Listed {
  const pages = [...list.pages];
  let rows = list.live.length + pages.reduce((sum, page) => sum + page.calls.length, 0);
  let tail = list.tail;
  while (rows > most && pages.length > 0) {
    const gone = pages.pop()!;
    rows -= gone.calls.length;
    tail = gone.from;
  }
  const live = list.live.slice(0, most);
  const last = live.at(-1);
  if (pages.length === 0 && last && list.pages.length + list.live.length > pages.length + live.length) {
    // No page is left whose cursor could be used: on from the last row there is, which `append` does not take twice.
    tail = { cursor: null, until: new Date(Date.parse(last.at) + 1).toISOString(), end: false };
  }
  return { ...list, live, pages, tail };
}
