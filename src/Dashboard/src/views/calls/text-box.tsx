import { useMemo, useState } from 'preact/hooks';
import { compact } from '../../format/number';
import { Copy } from '../../ui/copy';
import { long, pretty } from './pretty';

/** A long text in a box of its own that scrolls, as JSON where it is that, with a button that copies it as it came. */
export function TextBox({ name, text, cut = false }: { name: string; text: string; cut?: boolean }) {
  const [whole, setWhole] = useState(false);
  const shown = useMemo(() => pretty(text) ?? text, [text]);
  const tooLong = shown.length > long && !whole;
  return (
    <div class="text-box">
      <header>
        <h4>{name}</h4>
        <span class="muted">{compact(text.length)} characters</span>
        <Copy text={text} name={name.toLowerCase()} />
      </header>
      <pre tabIndex={0} role="region" aria-label={name}>
        {tooLong ? shown.slice(0, long) : shown}
      </pre>
      {tooLong && (
        <button type="button" class="button quiet" onClick={() => setWhole(true)}>
          Show all {compact(shown.length)} characters
        </button>
      )}
      {cut && <p class="note">It was too long to be kept whole.</p>}
    </div>
  );
}
