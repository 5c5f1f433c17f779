import type { CallAnswer } from '../../api/types';
import { targetName } from '../../format/key';
import { duration } from '../../format/time';
import { Badge, Verdict } from '../../ui/badge';
import { ticks, waterfall, type Line, type Piece } from './waterfall';

/** Where a call's time went: a line for each wait and attempt on one axis, with the same in words. */
export function WaterfallView({ call }: { call: CallAnswer }) {
  const { lines, end, guessed } = waterfall(call);
  if (lines.length === 0) {
    return <p class="muted">Nothing was sent to a provider.</p>;
  }
  return (
    <div class="waterfall">
      {guessed && <p class="note">When each attempt began was not kept for this call: attempts are laid one after the other.</p>}
      <div class="waterfall-axis" aria-hidden="true">
        {ticks(end).map((at) => (
          <i key={at} style={{ left: `${(at / end) * 100}%` }}>
            <span>{at === 0 ? '0' : duration(at)}</span>
          </i>
        ))}
      </div>
      <ol>
        {lines.map((line, index) => (
          <li key={index}>
            <p class="waterfall-name">{line.attempt ? <Attempt of={line.attempt} /> : <span class="muted">{line.text}</span>}</p>
            <div class="waterfall-bar" aria-hidden="true">
              {line.pieces.map((piece) => (
                <i key={piece.kind} class={colour(line, piece)} style={{ left: `${(piece.from / end) * 100}%`, width: `${((piece.to - piece.from) / end) * 100}%` }} />
              ))}
            </div>
            {line.attempt && (
              <p class="waterfall-text">
                {line.text}
                {line.attempt.error && line.attempt.error !== call.error && <span class="bad">{line.attempt.error}</span>}
              </p>
            )}
          </li>
        ))}
      </ol>
      <ul class="legend waterfall-keys">
        {keys.filter((key) => lines.some((line) => line.pieces.some((piece) => colour(line, piece) === key.colour))).map((key) => (
          <li key={key.colour}>
            <i class={`key ${key.colour}`} /> {key.name}
          </li>
        ))}
      </ul>
    </div>
  );
}

const keys: readonly { colour: Piece['kind'] | 'bad'; name: string }[] = [
  { colour: 'wait', name: 'waiting' },
  { colour: 'connect', name: 'connecting' },
  { colour: 'first', name: 'to the first byte' },
  { colour: 'stream', name: 'streaming' },
  { colour: 'bad', name: 'an attempt that failed' },
];

/** An attempt that did not answer has one colour, whatever it was at. */
function colour({ attempt }: Line, piece: Piece): Piece['kind'] | 'bad' {
  const failed = attempt !== null && attempt.verdict !== 'answered' && attempt.verdict !== 'cancelled';
  return failed && piece.kind !== 'connect' ? 'bad' : piece.kind;
}

function Attempt({ of }: { of: NonNullable<Line['attempt']> }) {
  return (
    <>
      <b>
        {of.number}. {targetName(of)}
      </b>
      {of.model_returned !== null && of.model_returned !== of.model && <span class="muted">answered as {of.model_returned}</span>}
      {of.key !== null && <span class="muted">key {of.key}</span>}
      <Verdict of={of.verdict} />
      {of.status !== null && of.verdict !== 'answered' && <span>{of.status}</span>}
      {of.escalated && (
        <Badge tone="info" title="The call climbed to the next model after it">
          escalated: {of.escalated.replaceAll('_', ' ')}
        </Badge>
      )}
      {of.partial && <span class="muted">cut short</span>}
    </>
  );
}
