import type { ConfigAnswer } from '../api/types';
import type { Resource } from '../state/resource';
import { Icon } from '../ui/icon';
import type { Edit } from './edit';

/** Takes back the page's last edit, after it was seen what that changes. */
export function UndoButton({ config, edit, onProblems }: { config: Resource<ConfigAnswer>; edit: Edit; onProblems: (problems: readonly string[]) => void }) {
  return (
    <button type="button" class="button quiet" disabled={!config.data?.can_undo || edit.busy} onClick={() => void edit.undo().then(onProblems)}>
      <Icon name="retry" size={14} /> Undo the last edit
    </button>
  );
}
