/** How often a value occurs. */
export type Tally = { readonly value: number; readonly count: number };

/** The nearest-rank percentile (0 < `share` ≤ 1) of values given with their counts, ascending; undefined where there are none. The median of an even number is the lower of the middle two. */
export const percentileOf = (tallies: readonly Tally[], share: number): number | undefined => {
  const total = tallies.reduce((sum, { count }) => sum + count, 0);
  const rank = Math.ceil(total * share);
  let passed = 0;
  return tallies.find(({ count }) => (passed += count) >= rank && count > 0)?.value;
};
