import type { ComponentChildren } from 'preact';
import { useId, useState } from 'preact/hooks';
import { reasonOf } from '../api/client';
import { Icon } from './icon';
import { useModal } from './modal';
import { Problem } from './problem';

/** A question or a form in the middle, modal: it takes the focus, Escape closes it, and the focus goes back. */
export function Dialog({ title, onClose, wide = false, children, actions }: { title: string; onClose: () => void; wide?: boolean; children: ComponentChildren; actions: ComponentChildren }) {
  const id = useId();
  return (
    <dialog {...useModal(onClose)} class={wide ? 'dialog wide' : 'dialog'} aria-labelledby={id}>
      <header class="dialog-head">
        <h2 id={id}>{title}</h2>
        <button type="button" class="icon-button" onClick={onClose} aria-label="Close">
          <Icon name="close" />
        </button>
      </header>
      <div class="dialog-body" tabIndex={-1}>
        {children}
      </div>
      <footer class="dialog-foot">{actions}</footer>
    </dialog>
  );
}

/** What a person is asked before something is done. */
export interface Question {
  title: string;
  /** What happens, in a sentence or two. */
  text: ComponentChildren;
  /** The word on the button that does it. */
  yes: string;
  act: () => Promise<void>;
}

/** Asks before it acts; stays open with the reason where the act fails. */
export function Confirm({ question, onClose }: { question: Question; onClose: () => void }) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const act = async () => {
    setBusy(true);
    setError(null);
    try {
      await question.act();
      onClose();
    } catch (thrown) {
      setError(reasonOf(thrown, 'It could not be done.'));
      setBusy(false);
    }
  };
  return (
    <Dialog
      title={question.title}
      onClose={onClose}
      actions={
        <>
          <button type="button" class="button" onClick={onClose}>
            Cancel
          </button>
          <button type="button" class="button main" disabled={busy} onClick={() => void act()}>
            {question.yes}
          </button>
        </>
      }
    >
      <div class="prose">{question.text}</div>
      {error !== null && <Problem>{error}</Problem>}
    </Dialog>
  );
}
