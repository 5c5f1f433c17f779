import { exactMoney, money } from '../format/money';
import { Badge } from './badge';

/** What a call, or many together, cost: as far as it is known, to the nano where the pointer rests. */
export function Cost({ of }: { of: { cost_nano: number | null; unpriced: number; /** Of one call, whether its usage is; of many, how many are, which goes without saying. */ estimated: boolean | number } }) {
  if (of.cost_nano === null) {
    return of.unpriced > 0 ? <Badge tone="warn" title="No price is known">unpriced</Badge> : <span class="none">–</span>;
  }
  const estimated = of.estimated === true;
  const notes = [exactMoney(of.cost_nano), estimated && 'estimated', of.unpriced > 0 && 'at least: some of it has no price'].filter(Boolean).join(', ');
  return (
    <span title={notes}>
      {of.unpriced > 0 ? '≥ ' : estimated ? '≈ ' : ''}
      {money(of.cost_nano)}
    </span>
  );
}
