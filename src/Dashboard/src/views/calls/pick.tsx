import { useEffect, useRef, useState } from 'preact/hooks';
import type { StatsAnswer } from '../../api/types';
import { compact } from '../../format/number';
import { span } from '../../state/range';
import { useResource } from '../../state/resource';
import { Popover } from '../../ui/popover';

/** What can be chosen, and how many calls of the range have it, where that is known. */
interface Option {
  value: string;
  requests: number | null;
}

/** Chooses some values of one field, from those that the range has or a few that are given. */
export function Pick({ name, by, given, chosen, onChange }: { name: string; by?: string; given?: readonly string[]; chosen: readonly string[]; onChange: (chosen: readonly string[]) => void }) {
  return (
    <Popover label={chosen.length > 0 ? `${name} ${chosen.length}` : name} set={chosen.length > 0}>
      {() => (by ? <Asked name={name} by={by} given={given ?? []} chosen={chosen} onChange={onChange} /> : <List name={name} options={(given ?? []).map((value) => ({ value, requests: null }))} note={null} chosen={chosen} onChange={onChange} />)}
    </Popover>
  );
}

function Asked({ by, given, ...rest }: { name: string; by: string; given: readonly string[]; chosen: readonly string[]; onChange: (chosen: readonly string[]) => void }) {
  const stats = useResource<StatsAnswer>('/api/stats', { by, ...span.value, limit: 100 });
  const rows = (stats.data?.rows ?? []).filter((row) => row.key !== '').map((row) => ({ value: row.key, requests: row.requests }));
  const options = [...given.map((value) => ({ value, requests: null })), ...rows];
  const note = stats.loading ? 'Looking.' : stats.error ? stats.error : rows.length === 0 ? 'None in this range.' : null;
  return <List options={options} note={note} {...rest} />;
}

/** Check boxes, with a field that narrows them and takes a value that is not among them. */
function List({ name, options, note, chosen, onChange }: { name: string; options: readonly Option[]; note: string | null; chosen: readonly string[]; onChange: (chosen: readonly string[]) => void }) {
  const [typed, setTyped] = useState('');
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const all = [...chosen.filter((value) => !options.some((option) => option.value === value)).map((value) => ({ value, requests: null })), ...options];
  const shown = all.filter((option) => option.value.toLowerCase().includes(typed.toLowerCase()));
  const toggle = (value: string) => onChange(chosen.includes(value) ? chosen.filter((other) => other !== value) : [...chosen, value]);
  const take = (event: Event) => {
    event.preventDefault();
    const value = typed.trim();
    if (value !== '' && !chosen.includes(value)) {
      onChange([...chosen, value]);
    }
    setTyped('');
  };
  return (
    <form class="pick" onSubmit={take}>
      <input ref={field} type="text" value={typed} onInput={(event) => setTyped(event.currentTarget.value)} placeholder={`Find or type a ${name.toLowerCase()}`} aria-label={`Find or type a ${name.toLowerCase()}`} autocomplete="off" spellcheck={false} />
      <ul>
        {shown.map((option) => (
          <li key={option.value}>
            <label title={option.value}>
              <input type="checkbox" checked={chosen.includes(option.value)} onChange={() => toggle(option.value)} /> <span>{option.value}</span>
              {option.requests !== null && <b aria-label={`${option.requests} calls`}>{compact(option.requests)}</b>}
            </label>
          </li>
        ))}
      </ul>
      {note && <p class="note">{note}</p>}
      {typed.trim() !== '' && !all.some((option) => option.value === typed.trim()) && (
        <button type="submit" class="button quiet">
          Take “{typed.trim()}”
        </button>
      )}
    </form>
  );
}
