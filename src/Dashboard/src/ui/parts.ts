/** Where each part of a whole begins, and how wide it is, with a gap as wide as a hair after it; all as shares of one. */
export function parts(sizes: readonly number[]): { from: number; width: number }[] {
  const whole = sizes.reduce((sum, size) => sum + size, 0) || 1;
  let before = 0;
  return sizes.map((size) => {
    const from = before / whole;
    before += size;
    return { from, width: Math.max(0.001, size / whole - 0.002) };
  });
}
