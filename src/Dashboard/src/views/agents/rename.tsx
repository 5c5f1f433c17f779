import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { post, reasonOf } from '../../api/client';
import type { AgentRow } from '../../api/types';
import { Dialog } from '../../ui/dialog';
import { Field } from '../../ui/field';
import { say } from '../../ui/notice';

/** Asks for another name of an agent; none gives back the one it was recorded under. */
export function Rename({ agent, onClose }: { agent: AgentRow; onClose: (renamed: boolean) => void }) {
  const form = useId();
  const field = useRef<HTMLInputElement>(null);
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  useEffect(() => field.current?.select(), []);
  const send = async (event: Event) => {
    event.preventDefault();
    const name = field.current!.value.trim();
    setBusy(true);
    try {
      await post('/api/agents/rename', { key: agent.key, name });
      say(name === '' ? `${agent.key} has its own name again.` : `${agent.key} is now called ${name}.`);
      onClose(true);
    } catch (thrown) {
      setError(reasonOf(thrown, 'The name could not be changed.'));
      setBusy(false);
    }
  };
  return (
    <Dialog
      title="Rename agent"
      onClose={() => onClose(false)}
      actions={
        <>
          <button type="button" class="button" onClick={() => onClose(false)}>
            Cancel
          </button>
          <button type="submit" form={form} class="button main" disabled={busy}>
            Rename
          </button>
        </>
      }
    >
      <form id={form} onSubmit={(event) => void send(event)}>
        <Field
          label="Name"
          problem={error}
          help={
            <>
              Its calls are recorded under <code>{agent.key}</code>. An empty name takes the new one back.
            </>
          }
        >
          {(ids) => <input {...ids} ref={field} type="text" defaultValue={agent.name} maxLength={200} autocomplete="off" />}
        </Field>
      </form>
    </Dialog>
  );
}
