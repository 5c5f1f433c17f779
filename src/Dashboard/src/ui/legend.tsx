/** Names the colours of a chart. */
export function Legend({ of }: { of: readonly { name: string; colour: number; value?: string; title?: string }[] }) {
  return (
    <ul class="legend">
      {of.map((entry) => (
        <li key={entry.name} title={entry.title}>
          <i class={`key series-${entry.colour}`} /> <span class="legend-name">{entry.name}</span>
          {entry.value !== undefined && <b>{entry.value}</b>}
        </li>
      ))}
    </ul>
  );
}
