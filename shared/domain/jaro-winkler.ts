/** How much of what is missing to 1 a common beginning gives back per letter, and how many letters count (Winkler 1990). */
const prefixScale = 0.1;
const longestPrefix = 4;

/**
 * Similarity of two words, 0 to 1 (Jaro 1989, Winkler 1990): common letters no farther apart than half the longer word, less half their transpositions, and a bonus for
 * a common beginning. 1 for equal words; 0 where either is empty.
 */
export const jaroWinkler = (a: string, b: string): number => {
  if (a === b) return a === '' ? 0 : 1;
  const reach = Math.max(0, Math.floor(Math.max(a.length, b.length) / 2) - 1);
  const taken = new Array<boolean>(b.length).fill(false);
  const common: string[] = [];
  for (let at = 0; at < a.length; at += 1) {
    for (let other = Math.max(0, at - reach); other < Math.min(b.length, at + reach + 1); other += 1) {
      if (taken[other] === true || a[at] !== b[other]) continue;
      taken[other] = true;
      common.push(a[at] ?? '');
      break;
    }
  }
  if (common.length === 0) return 0;
  const inOther = [...b].filter((_, at) => taken[at]);
  const transposed = common.filter((letter, at) => letter !== inOther[at]).length / 2;
  const jaro = (common.length / a.length + common.length / b.length + (common.length - transposed) / common.length) / 3;
  let prefix = 0;
  while (prefix < longestPrefix && prefix < a.length && a[prefix] === b[prefix]) prefix += 1;
  return jaro + prefix * prefixScale * (1 - jaro);
};
