import { useState } from 'preact/hooks';
import { post, reasonOf } from '../../api/client';
import type { LabelAsk } from '../../api/types';
import { Icon } from '../../ui/icon';
import { say } from '../../ui/notice';

/** Asks whether a call's answer was good. A second press takes the word back. */
export function Label({ id, of }: { id: string; of: boolean | null }) {
  const [label, setLabel] = useState(of);
  const [before, setBefore] = useState<{ label: boolean | null } | null>(null);
  const [busy, setBusy] = useState(false);
  const put = async (good: boolean | null, undoes = false) => {
    const was = label;
    setBusy(true);
    setLabel(good);
    try {
      await post(`/api/calls/${encodeURIComponent(id)}/label`, { good } satisfies LabelAsk);
      setBefore(undoes ? null : { label: was });
    } catch (thrown) {
      setLabel(was);
      say(reasonOf(thrown, 'It could not be kept.'), 'bad');
    } finally {
      setBusy(false);
    }
  };
  return (
    <div class="label" role="group" aria-label="Was the answer good?" aria-busy={busy}>
      <span>Was the answer good?</span>
      <button type="button" class="icon-button" aria-pressed={label === true} aria-label="Good" title="Good" onClick={() => void put(label === true ? null : true)}>
        <Icon name="thumb" />
      </button>
      <button type="button" class="icon-button up" aria-pressed={label === false} aria-label="Not good" title="Not good" onClick={() => void put(label === false ? null : false)}>
        <Icon name="thumb" />
      </button>
      <span class="muted" role="status">
        {label === null ? 'not said' : label ? 'good' : 'not good'}
      </span>
      {before !== null && (
        <button type="button" class="button quiet" onClick={() => void put(before.label, true)}>
          Undo
        </button>
      )}
      <p class="note">Such words teach routing what is good enough here: see Labels on the page Routing.</p>
    </div>
  );
}
