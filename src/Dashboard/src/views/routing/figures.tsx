import type { RoutingAnswer } from '../../api/types';
import { exactMoney, money } from '../../format/money';
import { compact, count, plural, share } from '../../format/number';
import { href } from '../../state/place';
import { Tile, Tiles } from '../../ui/tile';
import { part } from './quality';
import { sumsOf } from './sums';

/** What routing came to: how many calls, what moved, what was saved and lost, and whether the answers were good. */
export function Figures({ of }: { of: RoutingAnswer | null }) {
  const wait = <span class="muted">…</span>;
  if (of === null) {
    return (
      <Tiles label="What routing came to">
        {['Decided', 'Moved', 'Saved', 'Escalated', 'Quality kept'].map((name) => (
          <Tile key={name} name={name} value={wait} detail="" />
        ))}
      </Tiles>
    );
  }
  const sums = sumsOf(of);
  const all = of.decided + of.undecided;
  const observed = sums.acted === 0;
  const { savedNano, askedNano } = sums;
  return (
    <Tiles label="What routing came to">
      <Tile name="Decided" value={compact(of.decided)} title={`${plural(of.decided, 'call')} of ${count(all)} that could be`} detail={`${share(of.decided, all)} of ${compact(all)}`} />
      {observed ? (
        <Tile name="Would have moved" value={compact(sums.wouldMove)} title={`${count(sums.wouldMove)} calls would have gone to another model than they asked for`} detail="none was: it only observed" />
      ) : (
        <Tile name="Moved" value={compact(sums.moved)} title={`${count(sums.moved)} calls went to another model than they asked for`} detail={sums.wouldMove > 0 ? `${compact(sums.wouldMove)} more only observed` : `${share(sums.moved, of.decided)} of those decided`} />
      )}
      <Tile
        name={savedNano !== null && savedNano < 0 ? 'Cost more' : 'Saved'}
        value={savedNano === null ? '–' : money(Math.abs(savedNano))}
        title={savedNano === null ? 'Nothing was moved' : `${exactMoney(savedNano)}: what the models asked for would have cost for the same tokens, less what was paid`}
        tone={savedNano !== null && savedNano < 0 ? 'bad' : 'plain'}
        detail={savedNano === null ? <a href={href('/routing/replay')}>what it would save</a> : `${share(Math.abs(savedNano), askedNano ?? 0)} of ${money(askedNano)} as asked`}
      />
      <Tile
        name="Escalated"
        value={compact(sums.escalated)}
        title={`${plural(sums.escalated, 'call')} climbed to a dearer model; the answers thrown away cost ${exactMoney(sums.lostNano)}`}
        detail={sums.escalated === 0 ? 'no answer thrown away' : sums.lostNano === null ? 'cost unknown' : `${money(sums.lostNano)} thrown away`}
      />
      <Quality of={of} />
    </Tiles>
  );
}

function Quality({ of }: { of: RoutingAnswer }) {
  const { evidence } = of.now;
  if (evidence === null) {
    return <Tile name="Quality kept" value="–" title="Nobody has said of any call whether its answer was good" detail={<a href={href('/calls')}>no labels yet: rate calls</a>} />;
  }
  const { labels, kept, lower, upper, floor } = evidence;
  const clears = floor === null || lower >= floor;
  return (
    <Tile
      name="Quality kept"
      value={part(kept)}
      tone={clears ? 'plain' : 'warn'}
      title={`By ${plural(labels, 'label')}, with 95% certainty from ${part(lower)} to ${part(upper)}${floor === null ? '' : `; the floor is ${part(floor)}`}`}
      detail={`${part(lower)} to ${part(upper)}${floor === null ? '' : clears ? `, above ${part(floor)}` : `, floor ${part(floor)}`}`}
    />
  );
}
