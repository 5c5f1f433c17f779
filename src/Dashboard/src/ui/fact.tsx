import type { ComponentChildren } from 'preact';

/** A name with what is known, in a list of facts; nothing where nothing is. */
export function Fact({ name, children }: { name: string; children: ComponentChildren }) {
  if (children === null || children === false || children === '' || children === undefined) {
    return null;
  }
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
