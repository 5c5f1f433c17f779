import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { address } from '../../api/client';
import { change } from '../../state/place';
import { Icon } from '../../ui/icon';
import { Between } from './between';
import { callsQuery, type Question } from './call-list';
import { chips, nothing, sorts, type Field, type Filters, type Sort } from './filters';
import { Pick } from './pick';

const picks: readonly { field: Field; name: string; by?: string; given?: readonly string[] }[] = [
  { field: 'model', name: 'Model', by: 'model' },
  { field: 'provider', name: 'Provider', by: 'provider' },
  { field: 'status', name: 'Status', by: 'status', given: ['2xx', '4xx', '5xx'] },
  { field: 'outcome', name: 'Outcome', given: ['answered', 'refused', 'failed', 'cancelled'] },
  { field: 'agent', name: 'Agent', by: 'agent' },
  { field: 'client', name: 'Client', by: 'client' },
  { field: 'session', name: 'Session', by: 'session' },
  { field: 'route', name: 'Route', by: 'route' },
  { field: 'tier', name: 'Tier', given: ['simple', 'moderate', 'complex'] },
];

const sortNames: Record<Sort, string> = { newest: 'Newest first', oldest: 'Oldest first', cost: 'Costliest first', duration: 'Slowest first' };

/** While a text is typed, the list follows after this many milliseconds. */
const pause = 250;

/** What the calls are chosen by. */
export function FilterBar({ filters, field }: { filters: Filters; field: RefObject<HTMLInputElement | null> }) {
  return (
    <div class="calls-bar" role="search" aria-label="Calls">
      <TextField text={filters.text} field={field} />
      {picks.map(({ field: of, name, ...options }) => (
        <Pick key={of} name={name} {...options} chosen={filters.values[of]} onChange={(chosen) => change({ [of]: chosen })} />
      ))}
      <Between name="Cost" unit="$" scale={1} min={filters.bounds.min_cost_usd} max={filters.bounds.max_cost_usd} onChange={(min, max) => change({ min_cost_usd: min, max_cost_usd: max })} />
      <Between name="Duration" unit="s" scale={1000} min={filters.bounds.min_ms} max={filters.bounds.max_ms} onChange={(min, max) => change({ min_ms: min, max_ms: max })} />
    </div>
  );
}

function TextField({ text, field }: { text: string; field: RefObject<HTMLInputElement | null> }) {
  const timer = useRef(0);
  useEffect(() => {
    if (field.current && field.current !== document.activeElement) {
      field.current.value = text;
    }
  }, [text]);
  useEffect(() => () => window.clearTimeout(timer.current), []);
  const take = (value: string) => {
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(() => change({ text: value.trim() }, 'replace'), pause);
  };
  return <input ref={field} class="calls-text" type="search" defaultValue={text} placeholder="Part of an id  ( / )" aria-label="Part of an id" aria-keyshortcuts="/" spellcheck={false} autocomplete="off" onInput={(event) => take(event.currentTarget.value)} />;
}

/** The filters that are set, each with a button that takes it away; and how the calls are ordered, whether new ones come in, and all of them as a file. */
export function ListBar({ question, live, onLive }: { question: Question; live: boolean; onLive: () => void }) {
  const { sort } = question;
  return (
    <div class="calls-bar second">
      <Chips filters={question.filters} />
      <span class="calls-bar-end">
        <select aria-label="Order" value={sort} onChange={(event) => change({ sort: event.currentTarget.value === 'newest' ? null : event.currentTarget.value })}>
          {sorts.map((one) => (
            <option key={one} value={one}>
              {sortNames[one]}
            </option>
          ))}
        </select>
        <button type="button" class="button quiet" aria-pressed={live} onClick={onLive} title={live ? 'New calls come in at the top. Hold them back' : 'New calls wait. Let them in at the top'}>
          <Icon name={live ? 'pause' : 'play'} size={14} /> {live ? 'Pause' : 'Paused'}
        </button>
        <a class="button quiet" href={address('/api/calls.csv', callsQuery(question))} download="relayplane-calls.csv">
          <Icon name="download" size={14} /> CSV
        </a>
      </span>
    </div>
  );
}

function Chips({ filters }: { filters: Filters }) {
  const set = chips(filters);
  if (set.length === 0) {
    return (
      <p class="calls-hint note">
        <kbd>/</kbd> searches, <kbd>j</kbd> <kbd>k</kbd> move, <kbd>Enter</kbd> opens
      </p>
    );
  }
  return (
    <ul class="chips" aria-label="Filters that are set">
      {set.map((chip) => (
        <li key={`${chip.name} ${chip.value}`}>
          <span class="chip" title={`${chip.name} ${chip.value}`}>
            <i>{chip.name}</i> <span>{chip.value}</span>
            <button type="button" onClick={() => change(chip.without)} aria-label={`Remove the filter ${chip.name} ${chip.value}`}>
              <Icon name="close" size={12} />
            </button>
          </span>
        </li>
      ))}
      <li>
        <button type="button" class="button quiet" onClick={() => change(nothing)}>
          Clear all
        </button>
      </li>
    </ul>
  );
}
