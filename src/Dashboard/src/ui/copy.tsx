import { useState } from 'preact/hooks';
import { Icon } from './icon';
import { say } from './notice';

/** Puts a text on the clipboard and says so. */
export function Copy({ text, name }: { text: string; name: string }) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      // Only a page of this machine, or one over HTTPS, has a clipboard.
      say('The browser does not let this page copy. Select the text and copy it by hand.', 'bad');
      return;
    }
    setCopied(true);
    window.setTimeout(() => setCopied(false), 1500);
  };
  return (
    <button type="button" class="icon-button" onClick={() => void copy()} aria-label={copied ? 'Copied' : `Copy ${name}`} title={copied ? 'Copied' : `Copy ${name}`}>
      <Icon name={copied ? 'check' : 'copy'} size={14} />
    </button>
  );
}
