import type { ComponentChildren } from 'preact';

/** One figure with its name; `detail` says what it is made of. */
export function Tile({ name, value, detail, title, tone = 'plain' }: { name: string; value: ComponentChildren; detail?: ComponentChildren; title?: string; tone?: 'plain' | 'good' | 'bad' | 'warn' }) {
  return (
    <div class={`tile ${tone}`}>
      <dt>{name}</dt>
      <dd class="tile-value" title={title}>
        {value}
      </dd>
      {detail !== undefined && <dd class="tile-detail">{detail}</dd>}
    </div>
  );
}

/** Figures side by side. */
export function Tiles({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    <dl class="tiles" aria-label={label}>
      {children}
    </dl>
  );
}
