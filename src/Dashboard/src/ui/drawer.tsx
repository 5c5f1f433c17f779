import type { ComponentChildren } from 'preact';
import { Icon } from './icon';
import { useModal } from './modal';

/** A panel over the right edge, modal as a dialog is: it takes the focus, Escape closes it, and the focus goes back. */
export function Drawer({ title, actions, onClose, children }: { title: string; actions?: ComponentChildren; onClose: () => void; children: ComponentChildren }) {
  const modal = useModal(onClose);
  return (
    <dialog
      {...modal}
      class="drawer"
      aria-label={title}
      onClick={(event) => {
        if (event.target === event.currentTarget) {
          onClose();
        }
      }}
    >
      <div class="drawer-body">
        <header class="drawer-head">
          <h2>{title}</h2>
          {actions && <div class="drawer-actions">{actions}</div>}
          <button type="button" class="icon-button" onClick={onClose} aria-label="Close">
            <Icon name="close" />
          </button>
        </header>
        {children}
      </div>
    </dialog>
  );
}
