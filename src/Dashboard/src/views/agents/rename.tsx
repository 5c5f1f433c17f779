import { useEffect, useRef, useState } from 'preact/hooks';
import { ApiError, post } from '../../api/client';
import type { AgentRow } from '../../api/types';
import { say } from '../../ui/notice';

/** Asks for another name of an agent; none gives back the one it was recorded under. */
export function Rename({ agent, onClose }: { agent: AgentRow; onClose: (renamed: boolean) => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    const before = document.activeElement;
    dialog.current?.showModal();
    field.current?.select();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) {
        before.focus();
      }
    };
  }, []);
  const send = async (event: Event) => {
    event.preventDefault();
    const name = field.current!.value.trim();
    setBusy(true);
    try {
      await post('/api/agents/rename', { key: agent.key, name });
      say(name === '' ? `${agent.key} has its own name again.` : `${agent.key} is now called ${name}.`);
      onClose(true);
    } catch (thrown) {
      setError(thrown instanceof ApiError ? thrown.message : 'The name could not be changed.');
      setBusy(false);
    }
  };
  return (
    <dialog
      ref={dialog}
      class="dialog"
      aria-labelledby="rename-title"
      onCancel={(event) => {
        event.preventDefault();
        onClose(false);
      }}
    >
      <form onSubmit={(event) => void send(event)}>
        <h2 id="rename-title">Rename agent</h2>
        <p class="muted">
          Its calls are recorded under <code>{agent.key}</code>. An empty name takes the new one back.
        </p>
        <label>
          <span>Name</span>
          <input ref={field} type="text" defaultValue={agent.name} maxLength={200} autocomplete="off" aria-invalid={error !== null} aria-describedby="rename-error" />
        </label>
        <p id="rename-error" class="form-error" role="alert">
          {error}
        </p>
        <div class="dialog-actions">
          <button type="button" class="button" onClick={() => onClose(false)}>
            Cancel
          </button>
          <button type="submit" class="button main" disabled={busy}>
            Rename
          </button>
        </div>
      </form>
    </dialog>
  );
}
