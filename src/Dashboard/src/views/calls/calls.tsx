import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { count as countOf } from '../../format/number';
import { joined, onCalls } from '../../state/live';
import { go, path, place } from '../../state/place';
import { span } from '../../state/range';
import { CallDrawer } from './call-drawer';
import { CallGrid, useKeys, useSight } from './call-grid';
import { CallList, type Question } from './call-list';
import { FilterBar, ListBar } from './filter-bar';
import { Foot } from './foot';
import { readFilters, readSort } from './filters';
import { scrollTo } from './visible';

/** How long after the pointer moved over the rows they stand still, so that one can be clicked, in milliseconds. */
const still = 1500;

/** The history of calls, live: a list, and one call in a drawer over it. */
export function Calls() {
  const search = place.value.search;
  const opened = /^\/calls\/([^/]+)$/.exec(path.value)?.[1];
  const openId = opened === undefined ? null : decoded(opened);
  const { since, until, zone } = span.value;
  const question = useMemo<Question>(() => {
    const query = new URLSearchParams(search);
    return { filters: readFilters(query), sort: readSort(query), span: { since, until, zone } };
  }, [search, since, until, zone]);
  const list = useMemo(() => new CallList(), []);
  const state = list.state.value;
  const box = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const sight = useSight(box);
  const [active, setActive] = useState<string | null>(openId);
  const [live, setLive] = useState(true);
  const pointed = usePointed(box);
  const epoch = useRef(joined.value);

  useEffect(() => {
    const stop = onCalls((calls, more) => list.hear(calls, more));
    return () => {
      stop();
      list.close();
    };
  }, []);
  useEffect(() => {
    box.current!.scrollTop = 0;
    list.ask(question);
  }, [question]);
  useEffect(() => {
    // Calls that came before the first event belong to no other place among the costliest: a list by rank does not ask for the sake of those.
    if (joined.value !== epoch.current && (joined.value > 1 || question.sort === 'newest')) {
      void list.catchUp();
    }
    epoch.current = joined.value;
  }, [joined.value]);
  useEffect(() => {
    if (openId !== null) {
      setActive(openId);
    } else if (active !== null && document.activeElement === document.body) {
      // The row that the drawer was opened from is drawn no more: the keys go on in the list.
      box.current!.querySelector<HTMLElement>('[role="grid"]')?.focus({ preventScroll: true });
    }
  }, [openId]);
  const held = !live || active !== null || openId !== null || sight.top >= 4;
  const follows = !held && !pointed;
  useEffect(() => list.follow(follows), [follows]);
  useEffect(() => {
    if (sight.top + sight.height > (state.rows.length - 40) * sight.row) {
      list.more();
    }
  }, [sight, state]);

  const link = (id: string) => `/calls/${encodeURIComponent(id)}${search}`;
  const open = (id: string) => go(link(id));
  const close = () => go(`/calls${search}`);
  const move = (by: number): string | null => {
    const at = state.rows.findIndex((call) => call.id === active);
    const to = Math.max(0, Math.min(state.rows.length - 1, at < 0 && Number.isFinite(by) ? Math.floor(sight.top / sight.row) : at + by));
    const call = state.rows[to];
    if (call) {
      setActive(call.id);
      box.current!.scrollTop = scrollTo(to, box.current!.scrollTop, sight.height, sight.row, sight.head);
    }
    return call?.id ?? null;
  };
  const step = (by: number) => {
    const id = move(by);
    if (id !== null && id !== openId) {
      go(link(id));
    }
  };
  const showNew = () => {
    setActive(null);
    box.current!.scrollTop = 0;
    list.showNew();
  };
  useKeys((key, over) => {
    const by = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1, PageDown: 15, PageUp: -15, Home: -Infinity, End: Infinity }[key];
    if (over) {
      const stepping = openId !== null && (key === 'j' || key === 'k');
      return stepping && (step(by!), true);
    }
    if (by !== undefined) {
      move(by);
    } else if (key === '/') {
      field.current?.focus();
      field.current?.select();
    } else if (key === 'Enter' && active !== null) {
      open(active);
    } else if (key === 'Escape' && active !== null) {
      setActive(null);
    } else {
      return false;
    }
    return true;
  });

  const { count, more } = state.waiting;
  return (
    <section class="calls panel" aria-label="Calls">
      <FilterBar filters={question.filters} field={field} />
      <ListBar question={question} live={live} onLive={() => setLive(!live)} />
      <div class="calls-stage">
        {(count > 0 || more) && (held || question.sort !== 'newest') && (
          <button type="button" class="button main calls-new" onClick={showNew}>
            {count > 0 ? `${countOf(count)}${more ? '+' : ''} new ${count === 1 && !more ? 'call' : 'calls'}` : 'New calls'}
          </button>
        )}
        <div ref={box} class="calls-box">
          <CallGrid rows={state.rows} sight={sight} end={state.end} sort={question.sort} active={active} fresh={state.fresh} faded={state.phase === 'first' && state.rows.length > 0} link={link} onOpen={open} />
          <Foot state={state} question={question} list={list} />
        </div>
      </div>
      {openId !== null && <CallDrawer id={openId} onClose={close} onStep={state.rows.some((call) => call.id === openId) ? step : undefined} />}
    </section>
  );
}

/** An id as it stands in an address; what is no proper code stays as it is. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Whether the pointer moved over a box just now. */
function usePointed(box: { current: HTMLElement | null }): boolean {
  const [pointed, setPointed] = useState(false);
  useEffect(() => {
    const at = box.current!;
    let timer = 0;
    const rest = () => {
      window.clearTimeout(timer);
      setPointed(false);
    };
    const move = () => {
      window.clearTimeout(timer);
      setPointed(true);
      timer = window.setTimeout(rest, still);
    };
    at.addEventListener('pointermove', move, { passive: true });
    at.addEventListener('pointerleave', rest);
    return () => {
      window.clearTimeout(timer);
      at.removeEventListener('pointermove', move);
      at.removeEventListener('pointerleave', rest);
    };
  }, []);
  return pointed;
}
