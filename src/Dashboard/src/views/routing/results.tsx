import type { PolicyResult, ReplayAnswer } from '../../api/types';
import { tiers } from '../../config/routing';
import { exactMoney, money, nanoOf } from '../../format/money';
import { compact, count, plural, share } from '../../format/number';
import { Icon } from '../../ui/icon';
import { Tile, Tiles } from '../../ui/tile';
import { parts } from '../../ui/parts';
import { part } from './quality';
import { certainty, comparisonOf, fewCalls, offBy } from './compare';
import { tierColour } from './tiers';

/** What a replay says: what would have been saved, how sure that is, and what it cannot know. */
export function Results({ of, inForce }: { of: ReplayAnswer; inForce: boolean }) {
  const saved = nanoOf(of.saved_usd)!;
  const sure = certainty(of);
  const few = of.calls < fewCalls;
  const off = offBy(of);
  return (
    <div class="panel-body replay-results">
      <Tiles label="What it would have come to">
        <Tile
          name={saved < 0 ? 'Would cost more' : 'Would save'}
          value={money(Math.abs(saved))}
          tone={few || sure === 'open' ? 'plain' : sure === 'saves' ? 'good' : 'bad'}
          title={exactMoney(Math.abs(saved))}
          detail={`${share(Math.abs(saved), of.recorded.cost_nano)} of ${money(of.recorded.cost_nano)}`}
        />
        <Tile name="Saved, 95% certain" value={<Interval of={of} />} detail={few ? 'too few calls to tell' : sure === 'saves' ? 'it would save' : sure === 'costs' ? 'it would cost more' : 'it may go either way'} />
        <Tile name="Calls moved" value={compact(of.moved)} title={plural(of.moved, 'call')} detail={`${share(of.moved, of.calls)} of those replayed`} />
        <Tile name="Expected quality" value={part(of.policy.quality)} title="The mean chance that an answer is good enough, by the score" detail={points(of.policy.quality - of.recorded.quality)} />
        <Tile name="Replayed" value={compact(of.calls)} title={plural(of.calls, 'call')} detail={of.left_out.length === 0 ? 'none left out' : `${count(of.left_out.reduce((sum, { calls }) => sum + calls, 0))} left out`} />
      </Tiles>
      {few && (
        <p class="advice">
          <Icon name="warning" size={14} /> <span>Only {plural(of.calls, 'call')}: chance says more than the policy. From {fewCalls} on the interval means something.</span>
        </p>
      )}
      <Compared of={of} />
      <section>
        <h3>What this cannot know</h3>
        <ul class="unknown">
          {inForce && off !== null && <li>The replay of the policy in force comes {off} what was recorded. Where that policy held all the time, the rest may be off as much.</li>}
          {of.unknown.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
          {of.left_out.map(({ why, calls }) => (
            <li key={why}>
              Left out: {plural(calls, 'call')}, {why}.
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}

function Interval({ of }: { of: ReplayAnswer }) {
  const [lower, upper] = [nanoOf(of.saved_lower_usd)!, nanoOf(of.saved_upper_usd)!];
  return (
    <span class="interval" title={`From ${exactMoney(lower)} to ${exactMoney(upper)} saved; below nothing it costs more`}>
      {money(lower)} to {money(upper)}
    </span>
  );
}

/** A difference of shares, in points of a hundred. */
function points(difference: number): string {
  const shown = Math.round(difference * 1000) / 10;
  return shown === 0 ? 'as recorded' : `${Math.abs(shown).toLocaleString()} points ${shown > 0 ? 'more' : 'less'} than recorded`;
}

/** The policy beside what was recorded and beside chance: cost, quality and tiers. */
function Compared({ of }: { of: ReplayAnswer }) {
  return (
    <div class="table-box" role="region" aria-label="Compared" tabIndex={0}>
      <table class="compared">
        <thead>
          <tr>
            <th scope="col">Compared</th>
            <th scope="col" class="number">
              Cost
            </th>
            <th scope="col" class="number">
              Quality
            </th>
            <th scope="col">Tiers</th>
          </tr>
        </thead>
        <tbody>
          {comparisonOf(of).map((row) => (
            <tr key={row.name}>
              <th scope="row">
                {row.name}
                <span class="how">{row.says}</span>
              </th>
              <td class="number">
                <span title={exactMoney(row.result.cost_nano)}>{money(row.result.cost_nano)}</span>
                <span class="cost-bar" aria-hidden="true">
                  <i style={{ transform: `scaleX(${row.cost})` }} />
                </span>
              </td>
              <td class="number">{part(row.result.quality)}</td>
              <td class="tiers-cell">
                <Shares of={row.result} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Shares({ of }: { of: PolicyResult }) {
  const shown = parts(tiers.map((tier) => of[tier]));
  return (
    <>
      <div class="share-whole" aria-hidden="true">
        {shown.map(({ from, width }, at) => of[tiers[at]!] > 0 && <i key={at} class={`series-${tierColour(tiers[at]!)}`} style={{ transform: `translateX(${from * 100}%) scaleX(${width})` }} />)}
      </div>
      <ul class="legend">
        {tiers.map((tier) => (
          <li key={tier}>
            <i class={`key series-${tierColour(tier)}`} />
            {tier} <b>{part(of[tier])}</b>
          </li>
        ))}
      </ul>
    </>
  );
}
