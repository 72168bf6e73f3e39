import type { TextRanges } from '../../../shared/ipc/rows.ts';

export type Part = { readonly text: string; readonly hit: boolean };

/** A shown text cut at the ranges that the search says it hit. */
export const markedParts = (text: string, ranges: TextRanges): Part[] => {
  const parts: Part[] = [];
  let done = 0;
  for (const [from, to] of ranges) {
    parts.push({ text: text.slice(done, from), hit: false }, { text: text.slice(from, to), hit: true });
    done = to;
  }
  return [...parts, { text: text.slice(done), hit: false }].filter((part) => part.text !== '');
};
