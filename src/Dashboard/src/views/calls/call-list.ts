import { signal } from '@preact/signals';
import { get, reasonOf, type Query } from '../../api/client';
import type { CallRow, CallsAnswer } from '../../api/types';
import { asQuery, fits, type Filters, type Sort } from './filters';
import { append, fold, nothingListed, rowsOf, type Listed } from './rows';
import { Waiting } from './waiting';

/** Which calls a list shows, and in which order. */
export interface Question {
  filters: Filters;
  sort: Sort;
  span: { since: string; until: string; zone: string };
}

/** The same for the API. */
export const callsQuery = ({ filters, sort, span }: Question): Query => ({ ...span, ...asQuery(filters), sort: sort === 'newest' ? null : sort });

/** What there is to be shown of a list. */
export interface ListState {
  rows: readonly CallRow[];
  /** `first`: nothing of this question has come yet, and the rows are those of the one before. */
  phase: 'first' | 'looking' | 'idle' | 'stopped';
  /** Whether the ledger has no more. */
  end: boolean;
  /** Whether the list is as long as it may be. */
  full: boolean;
  lookedBackTo: string | null;
  error: string | null;
  /** New calls that fit and are not among the rows; `more` says that there are others too. */
  waiting: { count: number; more: boolean };
  /** Ids of those that came last. */
  fresh: ReadonlySet<string>;
}

/** Rows of a page, rows after which a search rests, rows kept while calls come live, rows at most, and rows that are marked as new when they come together. */
export const sizes = { page: 100, screenful: 60, live: 2000, most: 20_000, marked: 5 };

/** Between two questions for the top, where more calls came than events could carry. */
const betweenMs = 2000;

const start: ListState = { rows: [], phase: 'first', end: false, full: false, lookedBackTo: null, error: null, waiting: { count: 0, more: false }, fresh: new Set() };

/** A list of calls that is asked for page by page and grows at the top while calls are written. */
export class CallList {
  readonly state = signal<ListState>(start);
  #question: Question | null = null;
  #list: Listed = nothingListed;
  #abort: AbortController | null = null;
  #following = true;
  readonly #waiting = new Waiting(sizes.live);
  /** Whether the top is being asked for: what comes live meanwhile is folded into the answer and not into what it replaces. */
  #renewing = false;
  #frame = 0;
  #renewal = 0;
  #askedAt = 0;
  readonly #soon: (then: () => void) => number;

  /** @param soon Runs something before the next picture is drawn. */
  constructor(soon: (then: () => void) => number = (then) => window.requestAnimationFrame(then)) {
    this.#soon = soon;
  }

  /** Asks anew; the rows of before stay until an answer is there. */
  ask(question: Question): void {
    this.#question = question;
    this.#set({ phase: 'first' });
    this.renew();
  }

  /** Asks the same again. */
  renew(): void {
    if (this.#question) {
      this.#renewing = true;
      this.#waiting.forget();
      void this.#look(nothingListed);
    }
  }

  /** Fetches on, unless that is under way, was stopped, or leads nowhere. */
  more(): void {
    const { phase, error } = this.state.value;
    if (phase === 'idle' && error === null) {
      this.goOn();
    }
  }

  /** Fetches on whatever happened before. */
  goOn(): void {
    if (this.#renewing) {
      this.renew();
    } else if (!this.#list.tail.end && this.state.value.rows.length < sizes.most) {
      void this.#look(this.#list);
    }
  }

  stop(): void {
    this.#abort?.abort();
    this.#set({ phase: 'stopped' });
  }

  /** While the reader looks at the top, new calls go in; else they wait. */
  follow(on: boolean): void {
    this.#following = on;
    if (on) {
      this.#soonFold();
    }
  }

  /** Calls that were just written, the newest first. */
  hear(calls: readonly CallRow[], more: number): void {
    const question = this.#question;
    if (!question || isOver(question.span.until)) {
      return;
    }
    const judged = calls.map((call) => ({ call, fit: fits(call, question.filters) }));
    this.#take(judged.filter(({ fit }) => fit === true).map(({ call }) => call), more > 0 || judged.some(({ fit }) => fit === null));
  }

  /** Looks at the top once more, for calls that were written while nobody told of them. The rows stay as they are. */
  async catchUp(): Promise<void> {
    const question = this.#question;
    if (!question || isOver(question.span.until)) {
      return;
    }
    if (this.state.value.error !== null) {
      this.renew();
    } else if (question.sort !== 'newest') {
      this.#take([], true);
    } else {
      const answer = await get<CallsAnswer>('/api/calls', { ...callsQuery(question), limit: sizes.page }).catch(() => null);
      if (this.#question === question && answer !== null) {
        const known = new Set((this.#renewing ? [] : this.state.value.rows).map((call) => call.id));
        const others = answer.calls.filter((call) => !known.has(call.id));
        this.#take(others, others.length === answer.calls.length && answer.next !== null);
      }
    }
  }

  #take(calls: readonly CallRow[], missed: boolean): void {
    if (calls.length > 0 || missed) {
      this.#waiting.add(calls, missed, this.#renewing ? [] : this.state.value.rows);
      this.#soonFold();
    }
  }

  /** Shows what waits. */
  showNew(): void {
    if (this.#waiting.missed || this.#question?.sort !== 'newest') {
      this.renew();
    } else {
      this.#foldIn();
    }
  }

  close(): void {
    this.#abort?.abort();
    window.cancelAnimationFrame(this.#frame);
    window.clearTimeout(this.#renewal);
    this.#question = null;
  }

  #soonFold(): void {
    if (this.#frame === 0) {
      this.#frame = this.#soon(() => {
        this.#frame = 0;
        this.#settle();
      });
    }
  }

  #settle(): void {
    if (!this.#following || this.#renewing || this.#question?.sort !== 'newest') {
      this.#set({});
    } else if (this.#waiting.missed) {
      this.#renewLater();
    } else {
      this.#foldIn();
    }
  }

  /** More came than events carry: the top is asked for again, though not at each event. */
  #renewLater(): void {
    window.clearTimeout(this.#renewal);
    this.#renewal = window.setTimeout(() => this.#following && this.renew(), Math.max(0, this.#askedAt + betweenMs - Date.now()));
  }

  #foldIn(): void {
    const { calls } = this.#waiting;
    const fresh = new Set((calls.length <= sizes.marked ? calls : []).map((call) => call.id));
    this.#list = fold(this.#list, calls, sizes.live);
    this.#waiting.forget();
    this.#set({ ...this.#shown(), fresh });
  }

  #shown(): Partial<ListState> {
    const rows = rowsOf(this.#list);
    return { rows, end: this.#list.tail.end, full: rows.length >= sizes.most, lookedBackTo: this.#list.lookedBackTo };
  }

  #set(changes: Partial<ListState>): void {
    this.state.value = { ...this.state.value, ...changes, waiting: { count: this.#waiting.calls.length, more: this.#waiting.missed } };
  }

  /** Asks page after page until a screenful is found. */
  async #look(from: Listed): Promise<void> {
    this.#abort?.abort();
    const abort = (this.#abort = new AbortController());
    const question = this.#question!;
    let list = from;
    let found = 0;
    this.#askedAt = Date.now();
    this.#set({ error: null, ...(this.#renewing ? {} : { phase: 'looking' }) });
    try {
      do {
        const { cursor, until } = list.tail;
        const answer = await get<CallsAnswer>('/api/calls', { ...callsQuery(question), limit: sizes.page, cursor, ...(until === null ? {} : { until }) }, abort.signal);
        if (abort.signal.aborted) {
          return;
        }
        if (!this.#renewing && this.#list.tail !== list.tail) {
          // The far end was cut off meanwhile: this page would leave a hole.
          break;
        }
        list = this.#list = append(this.#renewing ? nothingListed : this.#list, answer);
        found += answer.calls.length;
        this.#renewing = false;
        this.#set({ ...this.#shown(), phase: 'looking', fresh: new Set() });
        this.#soonFold();
      } while (found < sizes.screenful && !list.tail.end && this.state.value.rows.length < sizes.most);
      this.#set({ phase: 'idle' });
    } catch (thrown) {
      if (!abort.signal.aborted) {
        this.#set({ phase: 'idle', error: reasonOf(thrown), ...(this.state.value.phase === 'first' ? { rows: [], end: false } : {}) });
      }
    }
  }
}

/** Whether a range ends in the past, so that no new call can be in it. */
const isOver = (until: string): boolean => until !== '' && !(Date.parse(until) > Date.now());
