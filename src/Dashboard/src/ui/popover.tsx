import type { ComponentChildren } from 'preact';
import { useId, useRef, useState } from 'preact/hooks';
import { Icon } from './icon';

/** A button with a small panel beneath it, which Escape or a click elsewhere closes; `children` is made when it opens. */
export function Popover({ label, set = false, children }: { label: string; /** Whether what it holds is set. */ set?: boolean; children: (close: () => void) => ComponentChildren }) {
  const id = `popover-${useId()}`;
  const button = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);
  const place = () => {
    const at = button.current!.getBoundingClientRect();
    const style = panel.current!.style;
    style.left = `${Math.max(8, Math.min(at.left, window.innerWidth - 296))}px`;
    style.top = `${at.bottom + 4}px`;
    style.maxHeight = `${Math.max(160, window.innerHeight - at.bottom - 16)}px`;
  };
  return (
    <>
      <button ref={button} type="button" class={`button quiet ${set ? 'set' : ''}`} popovertarget={id} aria-haspopup="dialog" aria-expanded={open} onClick={place}>
        {label} <Icon name="down" size={12} />
      </button>
      <div ref={panel} id={id} popover="auto" class="popover" role="dialog" aria-label={label} onToggle={(event) => setOpen(event.newState === 'open')}>
        {open && children(() => panel.current?.hidePopover())}
      </div>
    </>
  );
}
