import type { CallAnswer } from '../../api/types';
import { duration } from '../../format/time';
import { Verdict } from '../../ui/badge';
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
                <i key={piece.kind} class={`${piece.kind} ${bad(line, piece) ? 'bad' : ''}`} style={{ left: `${(piece.from / end) * 100}%`, width: `${((piece.to - piece.from) / end) * 100}%` }} />
              ))}
            </div>
            {line.attempt && (
              <p class="waterfall-text">
                {line.text}
                {line.attempt.error && <span class="bad">{line.attempt.error}</span>}
              </p>
            )}
          </li>
        ))}
      </ol>
      <ul class="legend waterfall-keys">
        {keys.filter((key) => lines.some((line) => line.pieces.some((piece) => piece.kind === key.kind))).map((key) => (
          <li key={key.kind}>
            <i class={`key ${key.kind}`} /> {key.name}
          </li>
        ))}
      </ul>
    </div>
  );
}

const keys: readonly { kind: Piece['kind']; name: string }[] = [
  { kind: 'wait', name: 'waiting' },
  { kind: 'connect', name: 'connecting' },
  { kind: 'first', name: 'to the first byte' },
  { kind: 'stream', name: 'streaming' },
];

const bad = (line: Line, piece: Piece): boolean => piece.kind !== 'connect' && line.attempt !== null && line.attempt.verdict !== 'answered' && line.attempt.verdict !== 'cancelled';

function Attempt({ of }: { of: NonNullable<Line['attempt']> }) {
  return (
    <>
      <b>
        {of.number}. {of.provider}/{of.model}
      </b>
      {of.model_returned !== null && of.model_returned !== of.model && <span class="muted">answered as {of.model_returned}</span>}
      {of.key !== null && <span class="muted">key {of.key}</span>}
      <Verdict of={of.verdict} />
      {of.status !== null && of.verdict !== 'answered' && <span>{of.status}</span>}
      {of.partial && <span class="muted">cut short</span>}
    </>
  );
}
