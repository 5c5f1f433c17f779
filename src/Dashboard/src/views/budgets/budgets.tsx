import { useState } from 'preact/hooks';
import { post } from '../../api/client';
import type { BudgetLine, BudgetsAnswer } from '../../api/types';
import { plural } from '../../format/number';
import { useLatest } from '../../state/latest';
import { budgets } from '../../state/live';
import { change, href, queries, query } from '../../state/place';
import { Confirm, type Question } from '../../ui/dialog';
import { Icon } from '../../ui/icon';
import { say } from '../../ui/notice';
import { Panel, Shown } from '../../ui/panel';
import { BudgetEditor } from './editor';
import { Line } from './line';
import { groups, kindOf, patternOf, resetAsk, type LineGroup } from './lines';

/** More than so many budgets of names are shown on demand. */
const first = 8;

/** What may be spent, what is spent and set aside of it, and when it begins anew. */
export function Budgets() {
  const answer = useLatest<BudgetsAnswer>('/api/budgets', budgets);
  const [question, setQuestion] = useState<Question | null>(null);
  const edit = query('edit');
  const reset = (line: BudgetLine) => setQuestion(asking(line, answer.reload));
  return (
    <div class="stack">
      <Panel
        title="Budgets"
        actions={
          <>
            <button type="button" class="button quiet" onClick={() => change({ edit: 'new' })}>
              Add for an agent, client or model
            </button>
            <button type="button" class="button" onClick={() => change({ edit: 'all' })}>
              <Icon name="edit" size={14} /> Edit
            </button>
          </>
        }
      >
        <Shown of={answer} height={220} isEmpty={(data) => !data.enabled || data.budgets.length === 0} empty={<NoBudget of={answer.data} />}>
          {(data) => (
            <>
              <p class="budget-note muted">
                <Note of={data} />
              </p>
              {groups(data).map((group) => (
                <Group key={group.key} of={group} onReset={reset} />
              ))}
            </>
          )}
        </Shown>
      </Panel>
      {edit !== '' && <BudgetEditor asked={edit} />}
      {question !== null && <Confirm question={question} onClose={() => setQuestion(null)} />}
    </div>
  );
}

function Note({ of }: { of: BudgetsAnswer }) {
  return (
    <>
      {of.window === 'rolling' ? 'Windows roll along' : `Windows follow the calendar of ${of.timeZone}`}
      {of.waiting > 0 && `; ${plural(of.waiting, 'call')} ${of.waiting === 1 ? 'waits' : 'wait'} for others to settle`}
      {of.unpriced > 0 && (
        <>
          ; {plural(of.unpriced, 'call')} without a known price since the start, not counted in dollars (<a href={href('/settings/prices')}>set a price</a>)
        </>
      )}
    </>
  );
}

function NoBudget({ of }: { of: BudgetsAnswer | null }) {
  return (
    <>
      <p>{of?.enabled ? 'No call has been counted on a budget yet.' : 'No budget holds: calls may spend what they like. A budget sets a call’s worst cost aside before it is sent, so many at once end at or below it.'}</p>
      <button type="button" class="button main" onClick={() => change({ edit: 'all' })}>
        Set a budget
      </button>
      <p>
        The same in a terminal: <code>relayplane budget set --daily 5</code>
      </p>
    </>
  );
}

function Group({ of, onReset }: { of: LineGroup; onReset: (line: BudgetLine) => void }) {
  const all = queries('all').includes(of.key) || of.lines.length <= first + 1;
  const shown = all || of.key === 'all' ? of.lines : of.lines.slice(0, first);
  const patterns = [...new Set(of.lines.map(patternOf).filter((pattern) => pattern !== null))];
  return (
    <section class="budget-group" aria-label={of.name}>
      <header>
        <h3>{of.name}</h3>
        {patterns.map((pattern) => (
          <button key={pattern} type="button" class="button quiet" onClick={() => change({ edit: `${of.key}/${pattern}` })} aria-label={`Edit the budgets of ${pattern}`}>
            <Icon name="edit" size={12} />{' '}
            <span class="cut" title={pattern}>
              {pattern}
            </span>
          </button>
        ))}
      </header>
      <ul>
        {shown.map((line) => (
          <Line key={`${line.key} ${line.of}`} of={line} onReset={() => onReset(line)} />
        ))}
      </ul>
      {shown.length < of.lines.length && (
        <button type="button" class="button quiet show-all" onClick={() => change({ all: [...queries('all'), of.key] })}>
          Show all {of.lines.length}
        </button>
      )}
    </section>
  );
}

function asking(line: BudgetLine, after: () => void): Question {
  const what = `${kindOf(line)} budget${line.of === null ? ' of all calls' : ` of ${line.of}`}`;
  return {
    title: `Reset the ${what}?`,
    text: 'It counts anew from now on, so calls may spend the whole amount again. What was spent stays in the ledger. It cannot be taken back.',
    yes: 'Reset',
    act: async () => {
      await post('/api/budgets/reset', resetAsk(line));
      say(`The ${what} counts anew.`);
      after();
    },
  };
}
