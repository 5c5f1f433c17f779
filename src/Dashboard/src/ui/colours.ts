const slots = 8;

const given = new Map<string, Map<string, number>>();

/**
 * The number of a series colour for each key. A key keeps its colour for as long as the page is open, whatever comes and goes beside it,
 * and begins with the one that its name stands for, so that it is mostly the same tomorrow.
 */
export function coloursOf(dimension: string, keys: readonly string[]): Map<string, number> {
  const known = given.get(dimension) ?? new Map<string, number>();
  given.set(dimension, known);
  const taken = new Set(keys.map((key) => known.get(key)).filter((slot) => slot !== undefined));
  for (const key of [...keys].sort()) {
    if (!known.has(key)) {
      const slot = freeFrom(slotOf(key), taken);
      known.set(key, slot);
      taken.add(slot);
    }
  }
  return new Map(keys.map((key) => [key, known.get(key)!]));
}

/** The next colour that none of the keys shown has; the wanted one where all are taken. */
function freeFrom(wanted: number, taken: ReadonlySet<number>): number {
  for (let step = 0; step < slots; step++) {
    const slot = ((wanted - 1 + step) % slots) + 1;
    if (!taken.has(slot)) {
      return slot;
    }
  }
  return wanted;
}

function slotOf(key: string): number {
  let hash = 2166136261;
  for (let index = 0; index < key.length; index++) {
    hash = Math.imul(hash ^ key.charCodeAt(index), 16777619);
  }
  return ((hash >>> 0) % slots) + 1;
}
