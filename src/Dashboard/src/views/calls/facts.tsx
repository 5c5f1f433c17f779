import type { CallAnswer } from '../../api/types';
import { compact } from '../../format/number';
import { fullMoment } from '../../format/time';
import { href } from '../../state/place';
import { Copy } from '../../ui/copy';
import { Fact } from '../../ui/fact';
import { spoken } from './waterfall';

/** How a call came, who made it, and what was decided about it. */
export function Facts({ call }: { call: CallAnswer }) {
  const tags = call.tags !== null && typeof call.tags === 'object' ? Object.entries(call.tags) : [];
  return (
    <dl class="facts">
      <Fact name="When">{fullMoment(call.at)}</Fact>
      <Fact name="Asked for">{call.model_requested}</Fact>
      <Fact name="Endpoint">
        {call.api}, {spoken(call.endpoint)}
        {call.stream ? ', streamed' : ''} <code>{`${call.method} ${call.path}`}</code>
      </Fact>
      <Fact name="Route">{call.route}</Fact>
      <Fact name="Plan">{call.plan !== null && <Plan text={call.plan} />}</Fact>
      <Fact name="Reason">{call.reason}</Fact>
      <Fact name="Budget">{call.budget}</Fact>
      <Fact name="Dropped parameters">{call.dropped}</Fact>
      <Fact name="Client">{call.client && <Filtered field="client" value={call.client} />}</Fact>
      <Fact name="Agent">
        {call.agent && (
          <>
            <Filtered field="agent" value={call.agent} /> {call.parent_agent && <span class="muted">called by {call.parent_agent}</span>}
          </>
        )}
      </Fact>
      <Fact name="Session">
        {call.session && (
          <>
            <a href={href('/agents/session', { name: call.session })}>{call.session}</a> <Copy text={call.session} name="session" />
          </>
        )}
      </Fact>
      <Fact name="Tags">{tags.length > 0 && tags.map(([name, value]) => <span key={name} class="badge">{`${name}: ${String(value)}`}</span>)}</Fact>
      <Fact name="Bytes">
        {compact(call.bytes_in)} in, {compact(call.bytes_out)} out
      </Fact>
      <Fact name="Call id">
        <code>{call.id}</code> <Copy text={call.id} name="call id" />
      </Fact>
      {call.attempts
        .filter((attempt) => attempt.request_id !== null)
        .map((attempt) => (
          <Fact key={attempt.number} name={call.attempts.length > 1 ? `Request id, attempt ${attempt.number}` : 'Provider’s request id'}>
            <code>{attempt.request_id}</code> <Copy text={attempt.request_id!} name="request id" />
          </Fact>
        ))}
    </dl>
  );
}

/** A value that leads to the calls that share it. */
const Filtered = ({ field, value }: { field: string; value: string }) => (
  <a href={href('/calls', { [field]: value })} title="Show the calls that share it">
    {value}
  </a>
);

function Plan({ text }: { text: string }) {
  return (
    <ol class="plan">
      {text.split(', ').map((target, index) => (
        <li key={index}>{target}</li>
      ))}
    </ol>
  );
}
