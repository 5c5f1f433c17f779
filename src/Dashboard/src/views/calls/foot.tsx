import { count } from '../../format/number';
import { moment } from '../../format/time';
import { change } from '../../state/place';
import { ranges } from '../../state/range';
import { Broken, Loading } from '../../ui/panel';
import { sizes, type CallList, type ListState, type Question } from './call-list';
import { isFiltered, nothing, type Sort } from './filters';

/** What stands beneath the rows: how far the search has looked and how to stop it, the end, or why there is nothing. */
export function Foot({ state, question, list }: { state: ListState; question: Question; list: CallList }) {
  const looked = state.lookedBackTo === null ? '' : ` Looked back to ${moment(state.lookedBackTo)}.`;
  const found = state.rows.length;
  if (state.phase === 'first') {
    return found === 0 ? <Loading height={320} /> : null;
  }
  if (state.error !== null) {
    return <Broken message={state.error} retry={() => list.goOn()} height={found === 0 ? 320 : 56} />;
  }
  if (state.phase === 'looking' || state.phase === 'stopped') {
    const goes = state.phase === 'looking';
    return (
      <div class={`calls-foot ${found === 0 ? 'tall' : ''}`} role="status">
        <span>
          {goes ? 'Looking for more.' : 'Stopped.'}
          {looked}
        </span>
        <button type="button" class="button quiet" onClick={() => (goes ? list.stop() : list.goOn())}>
          {goes ? 'Stop' : 'Go on'}
        </button>
      </div>
    );
  }
  if (state.full) {
    return <div class="calls-foot">The list holds {count(sizes.most)} calls at most. Narrow the filters or the range to look further.</div>;
  }
  if (found === 0) {
    return <NoneFit question={question} />;
  }
  return <div class="calls-foot">{state.end && <End found={found} sort={question.sort} lookedBackTo={state.lookedBackTo} />}</div>;
}

/** By cost or duration, the server ranks no more than the newest calls that fit. */
function End({ found, sort, lookedBackTo }: { found: number; sort: Sort; lookedBackTo: string | null }) {
  const calls = `${count(found)} ${found === 1 ? 'call' : 'calls'}`;
  const ranked = sort === 'cost' || sort === 'duration';
  return <>{ranked && lookedBackTo !== null ? `${calls}, of those since ${moment(lookedBackTo)}.` : `${calls}: all that there are in this range.`}</>;
}

function NoneFit({ question }: { question: Question }) {
  const filtered = isFiltered(question.filters);
  const at = ranges.findIndex((range) => range.since === question.span.since);
  const wider = at >= 0 && question.span.until === '' ? ranges[at + 1] : undefined;
  return (
    <div class="calls-foot tall">
      <p>{filtered ? 'No calls fit these filters in this range.' : 'No calls in this range.'}</p>
      <p class="calls-offers">
        {filtered && (
          <button type="button" class="button" onClick={() => change(nothing)}>
            Clear the filters
          </button>
        )}
        {wider && (
          <button type="button" class="button" onClick={() => change({ range: wider.since, until: null })}>
            Look at the last {wider.name}
          </button>
        )}
      </p>
    </div>
  );
}
