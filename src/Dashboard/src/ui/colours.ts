const slots = 8;

const store = 'relayplane.colours';

const given: Record<string, Record<string, number>> = stored();

/**
 * The number of a series colour for each key. A key keeps its colour, whatever comes and goes beside it, also over a reload where the browser
 * lets us remember; only of two that meet with the same one, the later gets another.
 */
export function coloursOf(dimension: string, keys: readonly string[]): Map<string, number> {
  const known = (given[dimension] ??= Object.create(null) as Record<string, number>);
  const shown = new Map<string, number>();
  const taken = new Set<number>();
  const give = (key: string, slot: number): void => {
    shown.set(key, slot);
    taken.add(slot);
  };
  for (const key of keys) {
    const slot = known[key];
    if (slot !== undefined && !taken.has(slot)) {
      give(key, slot);
    }
  }
  const others = keys.filter((key) => !shown.has(key));
  for (const key of others) {
    give(key, freeFrom(slotOf(key), taken));
    known[key] = shown.get(key)!;
  }
  if (others.length > 0) {
    remember();
  }
  return shown;
}

function stored(): Record<string, Record<string, number>> {
  try {
    const read = JSON.parse(window.localStorage.getItem(store) ?? '{}') as Record<string, Record<string, number>>;
    return Object.fromEntries(Object.entries(read).map(([dimension, colours]) => [dimension, Object.assign(Object.create(null), Object.fromEntries(Object.entries(colours).filter(([, slot]) => slot >= 1 && slot <= slots)))]));
  } catch {
    return {};
  }
}

/** More than a reader sees in one dimension is not remembered: the store does not grow without end. */
const mostRemembered = 200;

function remember(): void {
  try {
    const kept = Object.entries(given).map(([dimension, colours]) => [dimension, Object.fromEntries(Object.entries(colours).slice(-mostRemembered))]);
    window.localStorage.setItem(store, JSON.stringify(Object.fromEntries(kept)));
  } catch {
    // Private windows may not store anything.
  }
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
