import { foldSearchKey, latinKeys } from './search-key.ts';

/** A part of a text: from a character to before another, in UTF-16 units. */
export type TextRange = readonly [from: number, to: number];

/** The shortest beginning of `text` from `at` that folds to `wanted`, as a length; 0 for none. */
const foldedLength = (text: string, at: number, wanted: string): number => {
  for (let to = at + 1; to <= text.length; to += 1) {
    const key = foldSearchKey(text.slice(at, to));
    if (key === wanted) return to - at;
    if (key.length > wanted.length) return 0;
  }
  return 0;
};

/** The shortest beginning of `text` whose Latin key is that of the typed letters, or the whole word where they end inside a sign (z of zh). */
const latinLength = (text: string, wanted: readonly string[]): number => {
  if (!latinKeys(text).some((key) => wanted.some((typed) => key.startsWith(typed)))) return 0;
  for (let to = 1; to < text.length; to += 1) if (latinKeys(text.slice(0, to)).some((key) => wanted.includes(key))) return to;
  return text.length;
};

const rangeIn = (text: string, typed: string, within: readonly string[]): TextRange | undefined => {
  const wanted = foldSearchKey(typed);
  if (wanted !== '') {
    const begins = foldedLength(text, 0, wanted);
    if (begins > 0) return [0, begins];
  }
  const latin = /[A-Za-z\u00c0-\u024f]/.test(typed) ? latinKeys(typed).filter(Boolean) : [];
  const length = latin.length > 0 ? latinLength(text, latin) : 0;
  if (length > 0) return [0, length];
  if (!within.includes(foldSearchKey(text))) return undefined;
  for (let at = 1; at < text.length && wanted.length > 2; at += 1) {
    const inside = foldedLength(text, at, wanted);
    if (inside > 0) return [at, at + inside];
  }
  return undefined;
};

/**
 * The parts of a name that typed `words` hit: the beginnings of its words, in any script; `within` are folded words that were hit inside, or with a slip of the
 * hand (then the whole word). In order, not overlapping.
 */
export const matchRanges = (name: string, words: readonly string[], within: readonly string[] = []): TextRange[] => {
  const ranges: TextRange[] = [];
  for (const { 0: text, index } of name.matchAll(/[^\s‐–—-]+/gu)) {
    const hits = words.map((typed) => rangeIn(text, typed, within)).filter((hit) => hit !== undefined);
    // The longest of what was hit: «а» and «ахм» typed side by side.
    const best = hits.reduce<TextRange | undefined>((longest, hit) => (longest && longest[1] - longest[0] >= hit[1] - hit[0] ? longest : hit), undefined);
    const slip = best ?? (within.includes(foldSearchKey(text)) && !words.some((typed) => within.some((word) => word.includes(foldSearchKey(typed)))) ? ([0, text.length] as const) : undefined);
    if (slip) ranges.push([index + slip[0], index + slip[1]]);
  }
  return ranges;
};
