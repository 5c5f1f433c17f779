import { useState } from 'preact/hooks';
import { Icon } from './icon';

/** Puts a text on the clipboard and says so. */
export function Copy({ text, name }: { text: string; name: string }) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
    window.setTimeout(() => setCopied(false), 1500);
  };
  return (
    <button type="button" class="icon-button" onClick={() => void copy()} aria-label={copied ? 'Copied' : `Copy ${name}`} title={copied ? 'Copied' : `Copy ${name}`}>
      <Icon name={copied ? 'check' : 'copy'} size={14} />
    </button>
  );
}
