import type { ReadableDb, SqlParameter } from '../db.ts';
import { conditionColumns, numberConditions } from './number-conditions.ts';
import { wordQueries } from './word-queries.ts';
import { foldSearchKey, latinKeys, latinPrefixKeys } from '../../../../shared/domain/search-key.ts';

/** `text` as typed so far; `district` (КАТО) narrows to one registry. */
export type PersonQuery = { readonly text: string; readonly limit: number; readonly district?: string | undefined };

/** The fields of a person by which a search can find them. */
export type MatchedField = 'iin' | 'birthDate' | 'phone' | 'lastName' | 'firstName' | 'patronymic';
export type FoundPerson = { readonly id: string; readonly matched: MatchedField[] };

type KeyRow = { readonly id: string; readonly last: string; readonly first: string; readonly patronymic: string; readonly [matches: `matches${number}`]: number };

/** Rows taken from one unranked step before they are put in order: enough for a screen, few enough to be quick. */
const stepRows = 200;
const keyColumns = 'k.id, k.last, k.first, k.patronymic';

const byName = (words: readonly string[]) => {
  const exact = (row: KeyRow) => words.filter((word) => `${row.last} ${row.first} ${row.patronymic}`.split(' ').includes(word)).length;
  return (a: KeyRow, b: KeyRow): number => exact(b) - exact(a) || (a.last < b.last ? -1 : a.last > b.last ? 1 : a.first < b.first ? -1 : a.first > b.first ? 1 : a.id < b.id ? -1 : 1);
};

const startsAny = (text: string, starts: readonly string[]): boolean => text.split(' ').some((word) => starts.some((start) => word.startsWith(start)));

const namesMatched = (row: KeyRow, words: readonly string[]): MatchedField[] => {
  const fields: readonly (readonly [MatchedField, string])[] = [['lastName', row.last], ['firstName', row.first], ['patronymic', row.patronymic]];
  return fields
    .filter(([, text]) => words.some((word) => startsAny(text, [foldSearchKey(word)]) || latinKeys(text).some((key) => startsAny(key, latinPrefixKeys(word)))))
    .map(([field]) => field);
};

/** Splits what was typed into numbers (IIN, phone, date) and words; digits written in groups are one number when nothing else is typed. */
const splitQuery = (text: string): { numbers: string[]; words: string[] } => {
  const pieces = text.trim().split(/\s+/).filter((piece) => piece !== '');
  const isNumber = (piece: string) => /^[+(]?\d[\d()./-]*$/.test(piece) || /^\(\d+\)$/.test(piece);
  if (pieces.length > 0 && pieces.every(isNumber)) return { numbers: [pieces.join('')], words: [] };
  return { numbers: pieces.filter(isNumber), words: pieces.filter((piece) => !isNumber(piece)).flatMap((piece) => piece.split(/[-‐–—]/)).filter((word) => /\p{L}|\d/u.test(word)) };
};

/**
 * Finds persons as one types: names in Kazakh, Russian or Latin letters, the start of an ИИН, a phone number or its end, a date of
 * birth, and any of them together. Ranked in steps, each an unranked look-up: exact ИИН and date, last name as typed, last names
 * beginning so, then any name; inside a step by how many words are whole, then by name.
 */
export const searchPersons = (db: ReadableDb, query: PersonQuery): FoundPerson[] => {
  const { numbers, words } = splitQuery(query.text);
  const found = new Map<string, FoundPerson>();
  const conditions = numbers.map((number) => numberConditions(number));
  if (conditions.some((list) => list.length === 0) || (numbers.length === 0 && words.length === 0)) return [];
  const district = query.district === undefined ? '' : ' AND k.district = ?';
  const narrow: SqlParameter[] = query.district === undefined ? [] : [query.district];

  if (words.length === 0) {
    for (const { field, sql, parameters } of conditions.flat()) {
      if (found.size >= query.limit) break;
      const rows = db.list<KeyRow>(`SELECT ${keyColumns} FROM person_key k WHERE ${sql}${district} LIMIT ?`, ...parameters, ...narrow, Math.max(stepRows, query.limit));
      for (const row of rows.sort(byName([]))) found.set(row.id, { id: row.id, matched: [...new Set([...(found.get(row.id)?.matched ?? []), field])] });
    }
    return [...found.values()].slice(0, query.limit);
  }

  const filters = conditions.map((list) => ` AND (${list.map((condition) => condition.sql).join(' OR ')})`).join('');
  const filterParameters = conditions.flatMap((list) => list.flatMap((condition) => condition.parameters));
  const every = conditions.flat();
  const numbersMatched = (row: KeyRow): MatchedField[] => every.filter((_, i) => row[`matches${i}`] === 1).map((condition) => condition.field);
  for (const match of wordQueries(words)) {
    if (found.size >= query.limit) break;
    const rows = db.list<KeyRow>(
      `SELECT ${keyColumns}${conditionColumns(every)} FROM person_words w JOIN person_key k ON k.number = w.rowid WHERE person_words MATCH ?${filters}${district} LIMIT ?`,
      ...every.flatMap((condition) => condition.parameters), match, ...filterParameters, ...narrow, Math.max(stepRows, query.limit),
    );
    for (const row of rows.sort(byName(words.map(foldSearchKey)))) {
      if (!found.has(row.id) && found.size < query.limit) found.set(row.id, { id: row.id, matched: [...new Set([...namesMatched(row, words), ...numbersMatched(row)])] });
    }
  }
  return [...found.values()];
};
