import { useEffect, useRef } from 'preact/hooks';

/** What a modal `dialog` needs, whatever it looks like: it opens as it is shown and takes the focus, Escape closes it, and the focus goes back. */
export function useModal(onClose: () => void) {
  const ref = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    ref.current?.showModal();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) {
        before.focus();
      }
    };
  }, []);
  const onCancel = (event: Event) => {
    event.preventDefault();
    onClose();
  };
  // A browser may close it unasked, where Escape is pressed again and again.
  return { ref, onCancel, onClose };
}
