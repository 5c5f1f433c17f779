import type { ComponentChildren } from 'preact';
import type { CallRow } from '../../api/types';
import { compact, count, share } from '../../format/number';
import { duration, fullMoment, shortMoment } from '../../format/time';
import { Badge, outcomeTone } from '../../ui/badge';
import { Cost } from '../../ui/cost';
import { Icon } from '../../ui/icon';
import type { Sort } from './filters';

/** A column of the list of calls; which are seen where it is narrow says the style sheet, by `key`. */
export interface CallColumn {
  key: string;
  name: string;
  number?: boolean;
  sort?: (now: Sort) => Sort;
  sorted?: Partial<Record<Sort, 'ascending' | 'descending'>>;
  /** @param href The call's own address. */
  cell: (call: CallRow, href: string) => ComponentChildren;
}

/** Every column, from the left. */
export const columns: readonly CallColumn[] = [
  { key: 'at', name: 'Time', sort: (now) => (now === 'newest' ? 'oldest' : 'newest'), sorted: { newest: 'descending', oldest: 'ascending' }, cell: (call) => <time dateTime={call.at} title={fullMoment(call.at)}>{shortMoment(call.at)}</time> },
  { key: 'status', name: 'Status', cell: (call) => <Status of={call} /> },
  { key: 'model', name: 'Model', cell: (call, href) => <Model of={call} href={href} /> },
  { key: 'provider', name: 'Provider', cell: (call) => <Cut text={call.provider} /> },
  { key: 'agent', name: 'Agent', cell: (call) => <Cut text={call.agent} /> },
  { key: 'client', name: 'Client', cell: (call) => <Cut text={call.client} /> },
  { key: 'session', name: 'Session', cell: (call) => <Cut text={call.session} /> },
  { key: 'route', name: 'Route', cell: (call) => <Cut text={[call.route, call.tier].filter(Boolean).join(' · ') || null} /> },
  { key: 'tries', name: 'Attempts', cell: (call) => <Tries of={call} /> },
  { key: 'in', name: 'In', number: true, cell: (call) => <Tokens of={call} count={call.tokens_in} /> },
  { key: 'out', name: 'Out', number: true, cell: (call) => <Tokens of={call} count={call.tokens_out} /> },
  { key: 'cache', name: 'Cached', number: true, cell: (call) => <span title={`${count(call.cache_read_tokens)} tokens read from the cache`}>{share(call.cache_read_tokens, call.tokens_in)}</span> },
  { key: 'first', name: 'First byte', number: true, cell: (call) => duration(call.first_byte_ms) },
  { key: 'total', name: 'Total', number: true, sort: () => 'duration', sorted: { duration: 'descending' }, cell: (call) => <span title={call.queue_ms >= 1 ? `${duration(call.queue_ms)} of it in the queue` : undefined}>{duration(call.total_ms)}</span> },
  { key: 'cost', name: 'Cost', number: true, sort: () => 'cost', sorted: { cost: 'descending' }, cell: (call) => <Cost of={call} /> },
];

/** The status that the client was sent, and how it ended where that was not well. */
export function Status({ of }: { of: Pick<CallRow, 'status' | 'outcome'> }) {
  if (of.outcome === 'answered') {
    return <span class="ok">{of.status ?? 'answered'}</span>;
  }
  return (
    <Badge tone={outcomeTone(of.outcome)}>
      {of.status === null || of.outcome === 'cancelled' ? '' : `${of.status} `}
      {of.outcome}
    </Badge>
  );
}

function Model({ of, href }: { of: CallRow; href: string }) {
  const model = of.model ?? of.model_requested;
  const other = of.model !== null && of.model_requested !== null && of.model_requested !== of.model && of.model_requested !== `${of.provider}/${of.model}` ? of.model_requested : null;
  return (
    <span class="call-model" title={[model ?? of.endpoint, other && `asked for: ${other}`, of.error].filter(Boolean).join('\n')}>
      <a href={href} tabIndex={-1}>
        {model || of.endpoint}
      </a>
      {other && !of.error && <i>for {other}</i>}
      {of.error && <em>{of.error}</em>}
    </span>
  );
}

const Cut = ({ text }: { text: string | null }) => (text === null || text === '' ? <span class="none">–</span> : <span title={text}>{text}</span>);

/** A call that used nothing at all has no usage: its provider said none. */
const Tokens = ({ of, count: tokens }: { of: CallRow; count: number }) => (of.tokens_in === 0 && of.tokens_out === 0 ? <span class="none">–</span> : <span title={count(tokens)}>{compact(tokens)}</span>);

/** Says where more than one attempt was made, and where another target than the first answered. */
export function Tries({ of }: { of: Pick<CallRow, 'attempts' | 'fallback'> }) {
  if (of.fallback) {
    return (
      <Badge tone="info" title={`Another target than the first, after ${count(of.attempts)} attempts`}>
        fallback {of.attempts > 1 && `· ${of.attempts}`}
      </Badge>
    );
  }
  return of.attempts > 1 ? (
    <Badge tone="warn" title={`${count(of.attempts)} attempts at the same target`}>
      <Icon name="retry" size={11} /> {of.attempts} attempts
    </Badge>
  ) : (
    <span class="none">{of.attempts === 0 ? 'none sent' : '1'}</span>
  );
}
