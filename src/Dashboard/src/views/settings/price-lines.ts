import type { PricesAnswer } from '../../api/types';
import { targetName } from '../../format/key';

/** What one model costs. */
export type PriceLine = PricesAnswer['prices'][number];

/** Whether calls to it were counted without a price, or would be. */
export const isUnpriced = (line: PriceLine): boolean => line.unpriced > 0 || (line.requests > 0 && line.input_usd === null && line.output_usd === null);

/** Those without a price first, the most used before the others. */
export function ordered(lines: readonly PriceLine[]): PriceLine[] {
  return [...lines].sort((one, other) => Number(isUnpriced(other)) - Number(isUnpriced(one)) || other.unpriced - one.unpriced || other.requests - one.requests || targetName(one).localeCompare(targetName(other)));
}

const format = new Intl.NumberFormat(undefined, { style: 'currency', currency: 'USD', minimumFractionDigits: 2, maximumFractionDigits: 6 });

/** Dollars per million tokens; a dash where unknown, since 0 is a price too. */
export const rate = (usd: number | null): string => (usd === null ? '–' : format.format(usd));
