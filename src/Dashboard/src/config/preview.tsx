import type { ConfigEditAnswer } from '../api/types';
import { Dialog } from '../ui/dialog';
import { diffSum, DiffView } from '../ui/diff';
import { Problem } from '../ui/problem';

/** Shows what an edit changes in the file before it is written. */
export function Preview({ title, yes, file, diff, error, busy, onApply, onClose }: { title: string; yes: string; file: string; diff: ConfigEditAnswer['diff']; error: string | null; busy: boolean; onApply: () => void; onClose: () => void }) {
  const changes = diff.some((line) => line.kind === 'added' || line.kind === 'removed');
  return (
    <Dialog
      title={title}
      wide
      onClose={onClose}
      actions={
        <>
          <button type="button" class="button" onClick={onClose}>
            {changes ? 'Cancel' : 'Close'}
          </button>
          {changes && (
            <button type="button" class="button main" disabled={busy} onClick={onApply}>
              {yes}
            </button>
          )}
        </>
      }
    >
      <p class="preview-note">
        <b>{diffSum(diff)}</b> <span class="muted path">{file}</span>
      </p>
      {changes && <DiffView lines={diff} label="What changes in the file" />}
      {error !== null && <Problem>{error}</Problem>}
    </Dialog>
  );
}

/** Says that somebody else changed the file, so that nothing was written over it. */
export function Stale({ error, busy, onAgain, onClose }: { error: string | null; busy: boolean; onAgain: () => void; onClose: () => void }) {
  return (
    <Dialog
      title="The file was changed meanwhile"
      onClose={onClose}
      actions={
        <>
          <button type="button" class="button" onClick={onClose}>
            Cancel
          </button>
          <button type="button" class="button main" disabled={busy} onClick={onAgain}>
            Reload and look again
          </button>
        </>
      }
    >
      <p>Nothing was written. Reload the file, and look at what your changes do to it as it is now; what you typed is kept.</p>
      {error !== null && <Problem>{error}</Problem>}
    </Dialog>
  );
}
