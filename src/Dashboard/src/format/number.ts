const whole = new Intl.NumberFormat();
const short = new Intl.NumberFormat(undefined, { notation: 'compact', maximumFractionDigits: 1 });
const shares = new Intl.NumberFormat(undefined, { style: 'percent', maximumFractionDigits: 1 });

/** A whole number in full. */
export const count = (value: number): string => whole.format(value);

/** 12,345 in full, 1.2M beyond what fits a column. */
export const compact = (value: number): string => (Math.abs(value) < 100_000 ? whole.format(value) : short.format(value));

/** A share of a whole; a dash where there is no whole. 99.97 % is not shown as 100 %. */
export function share(part: number, of: number): string {
  if (of === 0) {
    return '–';
  }
  const exact = part / of;
  const shown = Math.round(exact * 1000) / 1000;
  if (shown === 1 && exact < 1) {
    return `> ${shares.format(0.999)}`;
  }
  return shown === 0 && exact > 0 ? `< ${shares.format(0.001)}` : shares.format(exact);
}

/** Percent of something, in whole ones; rounded down, so that full is full. */
export const percent = (value: number): string => shares.format(Math.floor(value) / 100);

/** All values together. */
export const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** A number with its word: `1 call`, `2 calls`. */
export const plural = (value: number, one: string, many = `${one}s`): string => `${count(value)} ${value === 1 ? one : many}`;
