import { foldSearchKey } from '../../../shared/domain/search-key.ts';

export type Word = { readonly text: string; readonly hit: boolean };

/**
 * The words of a name that was found, each with whether the typed text hit it: its beginning equals a typed word once both are folded. Where no
 * word can be told (typed in Latin letters, say), all of the name is marked, as the search says that it was hit.
 */
export const markedWords = (name: string, typed: string): Word[] => {
  const wanted = foldSearchKey(typed).split(/\s+/).filter((word) => word !== '');
  const words = name.split(' ').map((text) => ({ text, hit: wanted.some((word) => foldSearchKey(text).startsWith(word)) }));
  return words.some((word) => word.hit) ? words : words.map((word) => ({ ...word, hit: true }));
};
