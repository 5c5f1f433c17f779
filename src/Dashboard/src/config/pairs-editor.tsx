import { useState } from 'preact/hooks';
import { Icon } from '../ui/icon';
import { Problem } from '../ui/problem';
import { valueAt } from './changes';
import type { Also } from './form';
import { pairsChanges, pairsOf, pairsProblem, type Pair } from './pairs';

/** The pairs of a section as they are being typed, and what they change. */
export function usePairs(values: unknown, path: readonly string[]): Also & { pairs: readonly Pair[]; setPairs: (pairs: readonly Pair[]) => void } {
  const [draft, setDraft] = useState<readonly Pair[] | null>(null);
  const section = valueAt(values, path);
  const pairs = draft ?? pairsOf(section);
  return {
    pairs,
    setPairs: setDraft,
    changes: draft === null ? [] : pairsChanges(section, pairs, path),
    problem: draft === null ? undefined : pairsProblem(pairs),
    clear: () => setDraft(null),
  };
}

/** Lines of a name and the model it stands for, which can be added and taken out. */
export function PairsEditor({ legend, help, from, to, of }: { legend: string; help: string; from: string; to: string; of: ReturnType<typeof usePairs> }) {
  const { pairs, setPairs, problem } = of;
  const put = (index: number, change: Partial<Pair>) => setPairs(pairs.map((pair, at) => (at === index ? { ...pair, ...change } : pair)));
  return (
    <fieldset>
      <legend>{legend}</legend>
      <p class="muted">{help}</p>
      <ul class="pairs">
        {pairs.map((pair, index) => (
          <li key={index}>
            <input type="text" aria-label={`${from} ${index + 1}`} placeholder={from} value={pair.from} spellcheck={false} onInput={(event) => put(index, { from: event.currentTarget.value })} />
            <Icon name="right" size={14} />
            <input type="text" aria-label={`${to} ${index + 1}`} placeholder={to} value={pair.to} spellcheck={false} onInput={(event) => put(index, { to: event.currentTarget.value })} />
            <button type="button" class="icon-button" aria-label={`Remove ${pair.from || `line ${index + 1}`}`} onClick={() => setPairs(pairs.filter((_, at) => at !== index))}>
              <Icon name="close" size={16} />
            </button>
          </li>
        ))}
      </ul>
      <button type="button" class="button quiet" onClick={() => setPairs([...pairs, { from: '', to: '' }])}>
        Add a line
      </button>
      {problem !== undefined && <Problem>{problem}</Problem>}
    </fieldset>
  );
}
