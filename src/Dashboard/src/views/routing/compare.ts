import type { PolicyResult, ReplayAnswer } from '../../api/types';
import { part } from './quality';

/** Of fewer calls an interval says next to nothing. */
export const fewCalls = 30;

/** One line of the comparison. */
export interface Compared {
  name: string;
  says: string;
  result: PolicyResult;
  /** Its cost as a part of the highest. */
  cost: number;
}

/** What is set side by side: what was, what would have been, and what chance does with the same shares. */
export function comparisonOf({ recorded, policy, shuffled }: ReplayAnswer): Compared[] {
  const highest = Math.max(recorded.cost_nano, policy.cost_nano, shuffled.cost_nano);
  const line = (name: string, says: string, result: PolicyResult): Compared => ({ name, says, result, cost: highest <= 0 ? 0 : Math.max(0, result.cost_nano / highest) });
  return [
    line('As recorded', 'what calls got, and cost', recorded),
    line('This policy', 'decided anew', policy),
    line('Shuffled control', 'the same shares, dealt by chance', shuffled),
  ];
}

/** Whether the interval leaves one way only. */
export function certainty({ saved_lower_usd, saved_upper_usd }: Pick<ReplayAnswer, 'saved_lower_usd' | 'saved_upper_usd'>): 'saves' | 'costs' | 'open' {
  return saved_lower_usd > 0 ? 'saves' : saved_upper_usd < 0 ? 'costs' : 'open';
}

/** How far the replay of a policy is from what was recorded, in words; null where nothing was paid. */
export function offBy({ recorded, policy }: Pick<ReplayAnswer, 'recorded' | 'policy'>): string | null {
  if (recorded.cost_nano === 0) {
    return null;
  }
  const off = (policy.cost_nano - recorded.cost_nano) / recorded.cost_nano;
  return Math.abs(off) < 0.0005 ? 'to exactly' : `${part(Math.abs(off))} ${off > 0 ? 'above' : 'below'}`;
}
