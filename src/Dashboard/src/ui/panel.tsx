import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { Icon } from './icon';
import type { Resource } from '../state/resource';

/** A titled part of a view. */
export function Panel({ title, note, actions, children, className = '' }: { title: string; note?: ComponentChildren; actions?: ComponentChildren; children: ComponentChildren; className?: string }) {
  const id = useId();
  return (
    <section class={`panel ${className}`} aria-labelledby={id}>
      <header class="panel-head">
        <h2 id={id}>{title}</h2>
        {note && <span class="note">{note}</span>}
        {actions && <div class="panel-actions">{actions}</div>}
      </header>
      {children}
    </section>
  );
}

/** What stands in a panel before there is data, instead of it, or beside old data that could not be renewed. */
export function Shown<T>({ of, height, empty, isEmpty, children }: { of: Resource<T>; height: number; empty: ComponentChildren; isEmpty?: (data: T) => boolean; children: (data: T) => ComponentChildren }) {
  if (of.data === null) {
    return of.error === null ? <Loading height={height} /> : <Broken message={of.error} retry={of.reload} height={height} />;
  }
  return (
    <>
      {of.error !== null && (
        <p class="stale" role="status">
          <Icon name="warning" size={14} /> {of.error} This is from before.
        </p>
      )}
      {isEmpty?.(of.data) ? <Empty height={height}>{empty}</Empty> : children(of.data)}
    </>
  );
}

/** Holds the place of what is being fetched. */
export function Loading({ height }: { height: number }) {
  return <div class="state loading" style={{ minHeight: `${height}px` }} role="status" aria-label="Loading" />;
}

/** Says that there is nothing, and what to do about it. */
export function Empty({ height, children }: { height: number; children: ComponentChildren }) {
  return (
    <div class="state" style={{ minHeight: `${height}px` }}>
      {children}
    </div>
  );
}

/** Says why there is nothing, and offers to try again. */
export function Broken({ message, retry, height }: { message: string; retry: () => void; height: number }) {
  return (
    <div class="state broken" style={{ minHeight: `${height}px` }} role="alert">
      <p>{message}</p>
      <button type="button" class="button" onClick={retry}>
        <Icon name="retry" size={14} /> Try again
      </button>
    </div>
  );
}
