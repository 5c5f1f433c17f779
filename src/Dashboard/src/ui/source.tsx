/** A text to read, with the numbers of its lines. */
export function Source({ text, label }: { text: string; label: string }) {
  const lines = text.replace(/\r?\n$/, '').split(/\r?\n/);
  return (
    <div class="source-box" role="region" aria-label={label} tabIndex={0}>
      <ol class="source">
        {lines.map((line, index) => (
          <li key={index} value={index + 1}>
            <code>{line}</code>
          </li>
        ))}
      </ol>
    </div>
  );
}
