const nanoPerDollar = 1_000_000_000;

const formats = new Map<number, Intl.NumberFormat>();

function format(digits: number): Intl.NumberFormat {
  let found = formats.get(digits);
  if (!found) {
    found = new Intl.NumberFormat(undefined, { style: 'currency', currency: 'USD', minimumFractionDigits: digits, maximumFractionDigits: digits });
    formats.set(digits, found);
  }
  return found;
}

/** Nano-dollars for reading: two digits from a dollar on, below it enough that something is seen. Unknown is a dash, never zero. */
export function money(nano: number | null | undefined): string {
  if (nano === null || nano === undefined) {
    return '–';
  }
  const size = Math.abs(nano) / nanoPerDollar;
  const digits = size === 0 || size >= 1 ? 2 : size >= 0.01 ? 4 : Math.min(9, 2 - Math.floor(Math.log10(size)));
  return format(digits).format(nano / nanoPerDollar);
}

/** Dollars as nano-dollars, where only those are told. */
export const nanoOf = (usd: number | null): number | null => (usd === null ? null : Math.round(usd * nanoPerDollar));

/** All nine digits, put together from integers so that none is rounded. */
export function exactMoney(nano: number | null | undefined): string {
  if (nano === null || nano === undefined) {
    return 'price unknown';
  }
  const size = Math.abs(nano);
  const rest = size % nanoPerDollar;
  const digits = `${(size - rest) / nanoPerDollar}.${String(rest).padStart(9, '0')}`;
  // A text is formatted digit by digit, where a number of that size would be rounded.
  return format(9).format(`${nano < 0 ? '-' : ''}${digits}` as `${number}`);
}
