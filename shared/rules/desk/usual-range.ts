import { add, compare, decimalText, divide, findRational, multiply, subtract, whole, type Rational } from '../language/rational.ts';

/** What sums of a payment are usual: `low` and `high` are the fences, `count` how many sums they were reckoned from. Exact decimal texts. */
export type UsualRange = { readonly low: string; readonly high: string; readonly count: number };

/** Of fewer sums nothing is said: their quarters are chance. */
const fewest = 20;

/** The value at share `quarter`/4 of sorted values, between two of them in proportion (Hyndman and Fan 1996, type 7). */
const quartile = (sorted: readonly Rational[], quarter: 1 | 3): Rational => {
  const place = (sorted.length - 1) * quarter;
  const [below, part] = [Math.floor(place / 4), place % 4];
  const [a, b] = [sorted[below]!, sorted[below + 1] ?? sorted[below]!];
  return add(a, multiply(subtract(b, a), divide(whole(part), whole(4))!));
};

/**
 * The fences of Tukey (Exploratory Data Analysis, 1977): from the first quarter less, to the third quarter plus one and a half of what lies between them. Undefined of
 * fewer than twenty sums, and where half of them are the same: then any other would stand out. Pure, exact.
 */
export const usualRange = (sums: readonly string[]): UsualRange | undefined => {
  const sorted = sums.flatMap((text) => findRational(text) ?? []).sort(compare);
  if (sorted.length < fewest) return undefined;
  const [first, third] = [quartile(sorted, 1), quartile(sorted, 3)];
  const between = subtract(third, first);
  if (compare(between, whole(0)) === 0) return undefined;
  const reach = multiply(between, divide(whole(3), whole(2))!);
  const low = subtract(first, reach);
  return { low: decimalText(compare(low, whole(0)) < 0 ? whole(0) : low), high: decimalText(add(third, reach)), count: sorted.length };
};

/** True where a sum lies outside. */
export const isUnusual = (sum: string, { low, high }: UsualRange): boolean => {
  const [value, from, to] = [sum, low, high].map(findRational);
  return value !== undefined && from !== undefined && to !== undefined && (compare(value, from) < 0 || compare(value, to) > 0);
};
