import { foldSearchKey, latinKeys, latinPrefixKeys } from '../../../../shared/domain/search-key.ts';
import { remembered } from './remembered.ts';

export type NameField = 'lastName' | 'firstName' | 'patronymic';
/** The folded names of a person, each several words. */
export type FoldedNames = { readonly last: string; readonly first: string; readonly patronymic: string };

const latinOf = remembered(latinKeys);
const startsAny = (text: string, starts: readonly string[]): boolean => text.split(' ').some((word) => starts.some((start) => start !== '' && word.startsWith(start)));
const begins = (text: string, word: string): boolean =>
  startsAny(text, [foldSearchKey(word)]) || (text !== '' && latinOf(text).some((key) => startsAny(key, latinPrefixKeys(word))));

/** The names that a typed word begins, or that have one of the words `by`. */
export const namesMatched = (row: FoldedNames, words: readonly string[], by: readonly string[] = []): NameField[] => {
  const fields: readonly (readonly [NameField, string])[] = [['lastName', row.last], ['firstName', row.first], ['patronymic', row.patronymic]];
  return fields.filter(([, text]) => words.some((word) => begins(text, word)) || text.split(' ').some((word) => by.includes(word))).map(([field]) => field);
};

/** True where every typed word begins some word of the names. */
export const everyWordMatched = (row: FoldedNames, words: readonly string[]): boolean => words.every((word) => begins(`${row.last} ${row.first} ${row.patronymic}`, word));

/** Which of the words `by` are in the names without a typed word beginning them. */
export const wordsNotBegun = (row: FoldedNames, words: readonly string[], by: readonly string[]): string[] => {
  const own = new Set(`${row.last} ${row.first} ${row.patronymic}`.split(' '));
  return [...new Set(by)].filter((one) => own.has(one) && !words.some((word) => begins(one, word)));
};
