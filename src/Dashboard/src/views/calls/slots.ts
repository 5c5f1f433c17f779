/**
 * Gives each row that is drawn the key of a slot. A row keeps its slot while it is seen, and one that comes takes a slot that became free: what is
 * drawn for one call is then changed into the next instead of being made anew, which matters when hundreds come each second.
 */
export function slots(before: ReadonlyMap<string, number>, ids: readonly string[]): Map<string, number> {
  const kept = new Map<string, number>();
  for (const id of ids) {
    const slot = before.get(id);
    if (slot !== undefined) {
      kept.set(id, slot);
    }
  }
  const taken = new Set(kept.values());
  let next = 0;
  const free = (): number => {
    while (taken.has(next)) {
      next++;
    }
    return next++;
  };
  return new Map(ids.map((id) => [id, kept.get(id) ?? free()]));
}
