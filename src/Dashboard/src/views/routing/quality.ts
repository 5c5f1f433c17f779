const shares = new Intl.NumberFormat(undefined, { style: 'percent', maximumFractionDigits: 1 });

/** A share from 0 to 1 for reading. */
export const part = (value: number): string => shares.format(value);
