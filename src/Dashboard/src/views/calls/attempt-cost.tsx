import type { Arithmetic, AttemptAnswer } from '../../api/types';
import { targetName } from '../../format/key';
import { exactMoney } from '../../format/money';
import { count } from '../../format/number';
import { Badge } from '../../ui/badge';
import { exactUsd, tokenClasses } from './price';
import { shownJson } from './pretty';
import { TextBox } from './text-box';

/** What an attempt used and what that cost: tokens by class, the rates that were stored with it, and the sum. */
export function AttemptCost({ of, named }: { of: AttemptAnswer; named: boolean }) {
  return (
    <div class="attempt-cost">
      {named && (
        <h4>
          {of.number}. {targetName(of)}
        </h4>
      )}
      {of.usage && (
        <dl class="token-classes">
          {tokenClasses(of.usage).map((each) => (
            <div key={each.name} class={each.tokens === 0 ? 'zero' : ''}>
              <dt>
                {each.name} {each.partOf && <small>of {each.partOf}</small>}
              </dt>
              <dd>{count(each.tokens)}</dd>
            </div>
          ))}
        </dl>
      )}
      {of.arithmetic ? <Sum of={of.arithmetic} from={of} /> : <NoSum of={of} />}
      {of.raw_usage !== null && (
        <details>
          <summary>Usage as the provider reported it</summary>
          <TextBox name="Usage" text={shownJson(of.raw_usage)} />
        </details>
      )}
    </div>
  );
}

function Sum({ of, from }: { of: Arithmetic; from: AttemptAnswer }) {
  return (
    <>
      <div class="table-box" role="region" aria-label="Arithmetic" tabIndex={0}>
        <table class="arithmetic">
          <thead>
            <tr>
              <th scope="col">Class</th>
              <th scope="col" class="number">
                Used
              </th>
              <th scope="col" class="number">
                Rate
              </th>
              <th scope="col" class="number">
                Cost
              </th>
            </tr>
          </thead>
          <tbody>
            {of.terms.map((term) => (
              <tr key={term.of}>
                <td>{term.of}</td>
                <td class="number">{count(term.count)}</td>
                <td class="number">
                  {exactUsd(term.rate_usd)} <span class="muted">per {per(term.per)}</span>
                </td>
                <td class="number">{exactUsd(term.usd)}</td>
              </tr>
            ))}
            {Object.entries(of.times).map(([why, factor]) => (
              <tr key={why}>
                <td colSpan={2}>times, for {why.replaceAll('_', ' ')}</td>
                <td class="number">× {factor}</td>
                <td />
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row" colSpan={3}>
                Exact sum {of.matches ? <Badge tone="good">matches the ledger</Badge> : <Badge tone="bad">does not match the ledger: {exactMoney(from.cost_nano)}</Badge>}
              </th>
              <td class="number" title={exactMoney(of.cost_nano)}>
                {exactUsd(of.exact_usd)}
              </td>
            </tr>
          </tfoot>
        </table>
      </div>
      {from.price_status === 'estimated' && <p class="note">The usage is an estimate: the provider did not report it.</p>}
      {from.price_model !== null && from.price_model !== from.model && (
        <p class="note">
          Priced as {from.price_provider}/{from.price_model}.
        </p>
      )}
    </>
  );
}

const per = (units: number): string => (units === 1_000_000 ? 'million' : units === 1000 ? 'thousand' : count(units));

function NoSum({ of }: { of: AttemptAnswer }) {
  if (of.price_status === 'unpriced') {
    return (
      <p class="note">
        <Badge tone="warn">unpriced</Badge> No price is known for {of.model} at {of.provider}. A price of your own can be set under models in the settings.
      </p>
    );
  }
  return of.cost_nano === null ? null : <p class="note">Cost {exactMoney(of.cost_nano)}; the rates of then do not say more.</p>;
}
