/** The last place of the slider; the first is λ = 0. */
export const places = 60;

const least = 0.01;
const most = 3;

/** λ at a place of the slider: nothing, then as many times more with each step, in two digits. */
export function lambdaAt(place: number): number {
  return place <= 0 ? 0 : Number((least * (most / least) ** ((Math.min(place, places) - 1) / (places - 1))).toPrecision(2));
}

/** The place nearest to a λ; what is beyond the ends is at them. */
export function placeOf(lambda: number): number {
  if (!(lambda >= least / 2)) {
    return 0;
  }
  return Math.max(1, Math.min(places, Math.round(1 + ((places - 1) * Math.log(lambda / least)) / Math.log(most / least))));
}

/** A λ as it is written: no more digits than it has. */
export const lambdaText = (lambda: number): string => lambda.toLocaleString(undefined, { maximumSignificantDigits: 3 });

/** What a λ means, for who hears it. */
export function lambdaSpoken(lambda: number): string {
  const weight = lambda === 0 ? 'cost does not count' : lambda < 0.1 ? 'cost counts little' : lambda < 0.6 ? 'cost counts' : lambda < 1.5 ? 'cost counts much' : 'cost counts most';
  return `${lambdaText(lambda)}, ${weight}`;
}

/** A λ from an address; null where there is none in it. */
export function lambdaOf(text: string): number | null {
  const value = text.trim() === '' ? NaN : Number(text);
  return Number.isFinite(value) && value >= 0 ? value : null;
}
