import { useEffect, useRef } from 'preact/hooks';
import { Popover } from '../../ui/popover';

/** Chooses a stretch of numbers; an empty end is open. `scale` is how many of the address' unit one of the reader's is. */
export function Between({ name, unit, scale, min, max, onChange }: { name: string; unit: string; scale: number; min: string; max: string; onChange: (min: string, max: string) => void }) {
  return (
    <Popover label={name} set={min !== '' || max !== ''}>
      {(close) => <Ends name={name} unit={unit} scale={scale} min={min} max={max} onChange={onChange} close={close} />}
    </Popover>
  );
}

function Ends({ name, unit, scale, min, max, onChange, close }: { name: string; unit: string; scale: number; min: string; max: string; onChange: (min: string, max: string) => void; close: () => void }) {
  const low = useRef<HTMLInputElement>(null);
  const high = useRef<HTMLInputElement>(null);
  useEffect(() => low.current?.focus(), []);
  const shown = (value: string) => (value === '' ? '' : String(Number(value) / scale));
  const read = (field: HTMLInputElement | null) => (field && field.value !== '' && Number(field.value) >= 0 ? String(Number((Number(field.value) * scale).toPrecision(12))) : '');
  const take = (event: Event) => {
    event.preventDefault();
    onChange(read(low.current), read(high.current));
    close();
  };
  return (
    <form class="between" onSubmit={take}>
      <label>
        At least <input ref={low} type="number" min="0" step="any" defaultValue={shown(min)} aria-label={`${name} at least, in ${unit}`} /> {unit}
      </label>
      <label>
        At most <input ref={high} type="number" min="0" step="any" defaultValue={shown(max)} aria-label={`${name} at most, in ${unit}`} /> {unit}
      </label>
      <button type="submit" class="button main">
        Set
      </button>
    </form>
  );
}
