/** One colour with its name and what it comes to. */
export interface LegendEntry {
  name: string;
  colour: number;
  value?: string;
  title?: string | undefined;
  /** What stands behind it. */
  href?: string | undefined;
}

/** Names the colours of a chart. */
export function Legend({ of }: { of: readonly LegendEntry[] }) {
  return (
    <ul class="legend">
      {of.map((entry) => (
        <li key={entry.name} title={entry.title}>
          <i class={`key series-${entry.colour}`} /> {entry.href === undefined ? <span class="legend-name">{entry.name}</span> : <a class="legend-name" href={entry.href}>{entry.name}</a>}
          {entry.value !== undefined && <b>{entry.value}</b>}
        </li>
      ))}
    </ul>
  );
}
