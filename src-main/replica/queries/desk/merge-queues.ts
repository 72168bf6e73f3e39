/** Two sorted lists as one. Pure. */
export const mergeQueues = <T>(a: readonly T[], b: readonly T[], compare: (x: T, y: T) => number): readonly T[] => {
  if (b.length === 0) return a;
  const merged: T[] = [];
  let at = 0;
  for (const one of a) {
    while (at < b.length && compare(b[at]!, one) < 0) merged.push(b[at++]!);
    merged.push(one);
  }
  for (const one of b.slice(at)) merged.push(one);
  return merged;
};
