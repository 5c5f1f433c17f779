/** Which rows of one height are seen, with some above and below so that a quick scroll finds them drawn. */
export function visible(top: number, height: number, row: number, count: number, beside = 8): { from: number; to: number } {
  const from = Math.max(0, Math.floor(top / row) - beside);
  const to = Math.min(count, Math.ceil((top + height) / row) + beside);
  return { from: Math.min(from, count), to: Math.max(to, Math.min(from, count)) };
}

/** How far to scroll so that a row is wholly seen; as far as now where it is. `above` hides the top of the box: its heading. */
export function scrollTo(index: number, top: number, height: number, row: number, above: number): number {
  const start = index * row;
  if (start < top) {
    return start;
  }
  const end = start + row + above;
  return end > top + height ? end - height : top;
}
