import type { Spread } from '../../api/types';
import { count, share } from '../../format/number';
import { binsOf, marksOf, positionOf, type Bin } from './bins';
import type { Measure } from './measures';

/** How often each value was met, on a logarithmic scale, with the median and the 95th percentile marked. */
export function Histogram({ of, measure, label, height }: { of: Spread; measure: Measure; label: string; height: number }) {
  const { least, bins } = binsOf(of.buckets);
  const highest = Math.max(1, ...bins.map((bin) => bin.count));
  const percent = (value: number | null): number | null => {
    const at = value === null ? null : positionOf(value, bins);
    return at === null ? null : at * 100;
  };
  return (
    <figure class="histogram">
      <div role="img" aria-label={`${label}: ${bins.filter((bin) => bin.count > 0).length} bars, half at ${measure.show(of.p50)} or less, 95% at ${measure.show(of.p95)} or less`} class="histogram-plot" style={{ height: `${height}px` }}>
        <div class="histogram-scale">
          <div class="histogram-bars">
            {bins.map((bin, at) => (
              <BarOf key={at} bin={bin} place={`translateX(${(100 * at) / bins.length}%) scaleX(${0.93 / bins.length})`} highest={highest} of={of} measure={measure} />
            ))}
            <Mark name="p50" value={of.p50} at={percent(of.p50)} measure={measure} />
            <Mark name="p95" value={of.p95} at={percent(of.p95)} measure={measure} />
          </div>
          <div class="histogram-marks">
            {marksOf(bins).map((mark) => (
              <span key={mark} style={{ transform: `translateX(calc(${percent(mark)}cqw - 50%))` }}>
                {round(mark, measure)}
              </span>
            ))}
          </div>
        </div>
      </div>
      {least !== null && (
        <figcaption class="note">
          Not drawn: {count(least.count)} at or below {measure.show(least.to)}, {share(least.count, of.count)} of all.
        </figcaption>
      )}
    </figure>
  );
}

function BarOf({ bin, place, highest, of, measure }: { bin: Bin; place: string; highest: number; of: Spread; measure: Measure }) {
  const stretch = `${measure.show(bin.from)} to ${measure.show(bin.to)}`;
  return (
    <div class="histogram-slot" style={{ transform: place }} title={`${stretch}: ${count(bin.count)} calls, ${share(bin.count, of.count)}`}>
      <i style={{ transform: `scaleY(${bin.count === 0 ? 0 : Math.max(0.01, bin.count / highest)})` }} />
    </div>
  );
}

function Mark({ name, value, at, measure }: { name: string; value: number | null; at: number | null; measure: Measure }) {
  return at === null ? null : (
    <span class={`histogram-mark ${at > 60 ? 'left' : ''}`} style={{ transform: `translateX(${at}cqw)` }}>
      <b>
        {name} {measure.show(value)}
      </b>
    </span>
  );
}

/** A round value without digits that say nothing. */
function round(value: number, measure: Measure): string {
  if (measure.value === 'speed') {
    return value.toLocaleString();
  }
  return value < 1000 ? `${value.toLocaleString()} ms` : value < 60_000 ? `${(value / 1000).toLocaleString()} s` : `${Math.round(value / 6000) / 10} min`;
}
