import type { VNode } from 'preact';
import { fullMoment, moment } from '../../format/time';
import { callLink } from '../../state/links';
import { useSteady } from '../../ui/steady';

/** One thing that went wrong. */
export interface Mishap {
  key: string;
  /** The call it happened to. */
  call: string;
  at: string;
  badge: VNode;
  /** Where, or whose it was. */
  what: string;
  status: number | null;
  error: string | null;
}

/** The last things that went wrong, two lines each; they do not move under the pointer. */
export function Mishaps({ of }: { of: readonly Mishap[] }) {
  const { rows, hold } = useSteady(of, (row) => row.key, '');
  return (
    <ul class="error-list" {...hold}>
      {rows.map((row, place) => (
        <li key={place}>
          <a href={callLink(row.call)} title={fullMoment(row.at)}>
            <time dateTime={row.at}>{moment(row.at)}</time>
          </a>
          {row.badge}
          <span class="error-target" title={row.what}>
            {row.what}
          </span>
          <span class="error-text muted" title={row.error ?? undefined}>
            {[row.status, row.error].filter((part) => part !== null).join(' · ') || '–'}
          </span>
        </li>
      ))}
    </ul>
  );
}
