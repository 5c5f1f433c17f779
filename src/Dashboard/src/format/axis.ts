const nanoPerDollar = 1_000_000_000;

/** Writes the numbers beside a scale: all of one kind, with as few digits as tell them apart. */
export type Axis = (values: readonly number[]) => string[];

/** The digits after the point that a step needs: none for 5, one for 0.5 and 2.5, four for 0.0002. */
export function digitsOf(step: number): number {
  for (let digits = 0; digits < 9; digits++) {
    const scaled = step * 10 ** digits;
    if (Math.round(scaled) >= 1 && Math.abs(scaled - Math.round(scaled)) < 1e-6 * scaled) {
      return digits;
    }
  }
  return step > 0 ? 9 : 0;
}

const stepOf = (values: readonly number[]): number => (values.length > 1 ? values[1]! - values[0]! : (values[0] ?? 0));

const fixed = (value: number, digits: number): string => value.toLocaleString(undefined, { minimumFractionDigits: digits, maximumFractionDigits: digits });

/** Nano-dollars: $0, $0.0005, $0.0010; $12K where cents say nothing. */
export const moneyAxis: Axis = (values) => {
  const step = stepOf(values) / nanoPerDollar;
  const most = Math.max(...values) / nanoPerDollar;
  const few = digitsOf(step);
  const digits = few > 0 && few < 2 ? 2 : few;
  const dollars = most >= 10_000
    ? new Intl.NumberFormat(undefined, { style: 'currency', currency: 'USD', notation: 'compact', minimumFractionDigits: 0, maximumFractionDigits: 1 })
    : new Intl.NumberFormat(undefined, { style: 'currency', currency: 'USD', minimumFractionDigits: digits, maximumFractionDigits: digits });
  const none = new Intl.NumberFormat(undefined, { style: 'currency', currency: 'USD', maximumFractionDigits: 0 });
  return values.map((value) => (value === 0 ? none.format(0) : dollars.format(value / nanoPerDollar)));
};

/** Milliseconds, in one unit for the whole scale. */
export const durationAxis: Axis = (values) => {
  const most = Math.max(...values);
  const [unit, name] = most >= 600_000 ? [60_000, 'min'] : most >= 1000 ? [1000, 's'] : [1, 'ms'];
  const digits = digitsOf(stepOf(values) / unit);
  return values.map((value) => (value === 0 ? '0' : `${fixed(value / unit, digits)} ${name}`));
};

/** Plain counts, shortened from ten thousand on. */
export const countAxis: Axis = (values) => {
  const short = new Intl.NumberFormat(undefined, Math.max(...values) >= 10_000 ? { notation: 'compact', maximumFractionDigits: 1 } : { maximumFractionDigits: digitsOf(stepOf(values)) });
  return values.map((value) => short.format(value));
};

/** Moments in seconds since 1970: days where the steps are days, else the time of day, with the date where a day begins. */
export function timeAxis(moments: readonly number[], step: number): string[] {
  const dayName = new Intl.DateTimeFormat(undefined, { month: 'short', day: 'numeric' });
  const clock = new Intl.DateTimeFormat(undefined, { hour: 'numeric', minute: '2-digit', ...(step < 60 ? { second: '2-digit' as const } : {}) });
  return moments.map((moment) => {
    const at = new Date(moment * 1000);
    const midnight = at.getHours() === 0 && at.getMinutes() === 0 && at.getSeconds() === 0;
    return step >= 86_400 || midnight ? dayName.format(at) : clock.format(at);
  });
}
