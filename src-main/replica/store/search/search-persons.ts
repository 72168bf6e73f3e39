import type { ReadableDb, SqlParameter } from '../db.ts';
import { wordsLike, wordsWithin } from './name-words.ts';
import { conditionColumns, numberConditions, type NumberCondition } from './number-conditions.ts';
import { everyWordMatched, namesMatched, wordsNotBegun, type NameField } from './names-matched.ts';
import { splitQuery } from './split-query.ts';
import { wordQueries, wordsQuery } from './word-queries.ts';
import { foldSearchKey } from '../../../../shared/domain/search-key.ts';

/** `text` as typed so far; `district` (КАТО of a district or, for all of it, a region) narrows to its registries. */
export type PersonQuery = { readonly text: string; readonly limit: number; readonly district?: string | undefined };

/** The fields of a person by which a search can find them. */
export type MatchedField = 'iin' | 'birthDate' | 'phone' | NameField;
/** `words`: the folded words of names by which a part inside a name or a mistyped name was found; absent where the beginning of a name was typed. */
export type FoundPerson = { readonly id: string; readonly matched: MatchedField[]; readonly words?: readonly string[] };

type KeyRow = { readonly id: string; readonly last: string; readonly first: string; readonly patronymic: string; readonly mergedInto: string | null; readonly [matches: `matches${number}`]: number };

/** Rows taken from one unranked step before they are put in order: enough for a screen, few enough to be quick. */
const stepRows = 200;
/** With fewer people than this found by the beginnings of names, parts inside names are looked up as well. */
const fewFound = 20;
const keyColumns = 'k.id, k.last, k.first, k.patronymic, k.merged_into AS mergedInto';

/** The record that `row` leads to: itself, or the one kept when it was merged, where that is here (`stands-for-itself.ts`). */
const keptOf = (db: ReadableDb, row: KeyRow): string => {
  let [id, next, steps] = [row.id, row.mergedInto, 0];
  while (next !== null && steps++ < 10) {
    const kept: { readonly next: string | null } | undefined = db.find<{ next: string | null }>('SELECT merged_into AS next FROM person_key WHERE id = ?', next);
    if (!kept) break;
    [id, next] = [next, kept.next];
  }
  return id;
};

const byName = (words: readonly string[]) => {
  const exact = (row: KeyRow) => words.filter((word) => `${row.last} ${row.first} ${row.patronymic}`.split(' ').includes(word)).length;
  return (a: KeyRow, b: KeyRow): number => exact(b) - exact(a) || (a.last < b.last ? -1 : a.last > b.last ? 1 : a.first < b.first ? -1 : a.first > b.first ? 1 : a.id < b.id ? -1 : 1);
};

/** All codes below a region end in what the region leaves open: АА0000000 → АА to АА:. */
const districtFilter = (district: string | undefined): { readonly sql: string; readonly parameters: readonly SqlParameter[] } => {
  if (district === undefined) return { sql: '', parameters: [] };
  const prefix = district.replace(/0+$/, '');
  return prefix.length <= 2 ? { sql: ' AND k.district >= ? AND k.district < ?', parameters: [prefix, `${prefix}:`] } : { sql: ' AND k.district = ?', parameters: [district] };
};

/**
 * Finds persons as one types: names in Kazakh, Russian or Latin letters, from their beginning, then from inside, then with a slip of the hand; the start of an
 * ИИН, a phone number or its end, a date of birth, and any of them together. Ranked in steps, each an unranked look-up: exact ИИН and date, last name as typed,
 * last names beginning so, then any name; inside a step by how many words are whole, then by name.
 */
export const searchPersons = (db: ReadableDb, query: PersonQuery): FoundPerson[] => {
  const { numbers, words } = splitQuery(query.text);
  const conditions = numbers.map((number) => numberConditions(number));
  if (conditions.some((list) => list.length === 0) || (numbers.length === 0 && words.length === 0)) return [];
  const district = districtFilter(query.district);
  const most = Math.max(stepRows, query.limit);
  const every = conditions.flat();
  const found = new Map<string, FoundPerson>();
  const add = (row: KeyRow, matched: readonly MatchedField[], by?: readonly string[]): void => {
    const id = keptOf(db, row);
    const known = found.get(id);
    if (known || found.size < query.limit) found.set(id, { id, matched: [...new Set([...(known?.matched ?? []), ...matched])], ...((known?.words ?? by) ? { words: known?.words ?? by } : {}) });
  };

  if (words.length === 0) {
    for (const { field, sql, parameters } of every) {
      if (found.size >= query.limit) break;
      const rows = db.list<KeyRow>(`SELECT ${keyColumns} FROM person_key k WHERE ${sql}${district.sql} LIMIT ?`, ...parameters, ...district.parameters, most);
      for (const row of rows.sort(byName([]))) add(row, [field]);
    }
    return [...found.values()];
  }

  const filters = conditions.map((list) => ` AND (${list.map((condition) => condition.sql).join(' OR ')})`).join('');
  const filterParameters = conditions.flatMap((list) => list.flatMap((condition) => condition.parameters));
  const tail = [...filterParameters, ...district.parameters, most];
  const columns = `${keyColumns}${conditionColumns(every)}`;
  const columnParameters = every.flatMap((condition) => condition.parameters);
  const numbersMatched = (row: KeyRow): MatchedField[] => every.filter((_, at) => row[`matches${at}`] === 1).map((condition: NumberCondition) => condition.field);
  const inOrder = byName(words.map(foldSearchKey));

  // A day, an ИИН or a phone number has few people: their names are looked at one by one, instead of everybody with such a name.
  if (every.length > 0 && every.every((condition) => condition.narrow)) {
    const rows = db.list<KeyRow>(`SELECT ${columns} FROM person_key k WHERE true${filters}${district.sql} LIMIT ?`, ...columnParameters, ...tail.slice(0, -1), stepRows * 5);
    if (rows.length < stepRows * 5) {
      for (const row of rows.filter((one) => everyWordMatched(one, words)).sort(inOrder)) add(row, [...namesMatched(row, words), ...numbersMatched(row)]);
      if (found.size > 0) return [...found.values()];
    }
  }

  const step = (match: string, by?: readonly string[]): void => {
    if (found.size >= query.limit) return;
    const rows = db.list<KeyRow>(
      `SELECT ${columns} FROM person_words w JOIN person_key k ON k.number = w.rowid WHERE person_words MATCH ?${filters}${district.sql} LIMIT ?`, ...columnParameters, match, ...tail,
    );
    for (const row of rows.sort(inOrder)) {
      const within = by && wordsNotBegun(row, words, by);
      add(row, [...namesMatched(row, words, by), ...numbersMatched(row)], within && within.length > 0 ? within : undefined);
    }
  };
  for (const match of wordQueries(words)) step(match);
  for (const lookUp of [wordsWithin, wordsLike]) {
    // Who has found enough by beginnings wants no more; a slip of the hand is thought of only where nothing else was found.
    if (found.size >= fewFound || (lookUp === wordsLike && found.size > 0)) break;
    const meant = words.map((word) => lookUp(db, word));
    if (meant.every((list) => list.length === 0)) continue;
    const match = wordsQuery(words, meant);
    if (match !== undefined) step(match, meant.flat());
  }
  return [...found.values()];
};
