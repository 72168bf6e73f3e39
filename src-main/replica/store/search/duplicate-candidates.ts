import { comparableOf, duplicateScore, shownDuplicate, swappedBirth, type Comparable, type DuplicateScore } from '../../../../shared/domain/duplicate-score.ts';
import { latinKeys } from '../../../../shared/domain/search-key.ts';
import type { ReadableDb, SqlParameter } from '../db.ts';
import { standsForItself } from './stands-for-itself.ts';

/** What is known so far of a person who may be registered already. */
export type TypedPerson = Parameters<typeof comparableOf>[0];
export type Candidate = DuplicateScore & { readonly id: string };

type KeyRow = { readonly id: string; readonly iin: string | null; readonly last: string; readonly first: string; readonly patronymic: string; readonly birth: string | null; readonly sex: string | null; readonly district: string };

/** People of one block that are scored: of a day, or of one name. A registry that gave thousands the same day does not stop the typing. */
const mostOfBlock = 600;
const mostCandidates = 8;
const columns = 'k.id, k.iin, k.last, k.first, k.patronymic, k.birth, k.sex, k.district';

const anyKey = (words: readonly string[]): string => `(${[...new Set(words.flatMap(latinKeys))].filter(Boolean).map((key) => `(${key.split(' ').map((part) => `"${part}"`).join(' AND ')})`).join(' OR ')})`;

/** The birth dates under which a record may stand: as given, day and month swapped, and one digit of day, month or the year's end off. */
const birthBlock = (date: string): string[] => {
  const near = [3, 5, 6, 8, 9].flatMap((at) => [...'0123456789'].map((digit) => date.slice(0, at) + digit + date.slice(at + 1)));
  return [...new Set([date, swappedBirth(date) ?? date, ...near])];
};

const comparableRow = (row: KeyRow): Comparable => ({
  iin: row.iin, last: row.last.split(' '), first: row.first.split(' '), patronymic: row.patronymic === '' ? [] : row.patronymic.split(' '), birthDate: row.birth, sex: row.sex, district: row.district,
});

/**
 * Records that may be the typed person, likeliest first, merged ones left out. Looked at: the same ИИН; everybody born on the day or on one that is easily mistaken for it;
 * everybody whose last and first name sound alike, also in each other's place. The blocks are indexes, so a third of a million people cost milliseconds.
 */
export const findDuplicates = (db: ReadableDb, typed: TypedPerson, most = mostCandidates): Candidate[] => {
  const wanted = comparableOf(typed);
  const rows = new Map<string, KeyRow>();
  const look = (from: string, ...parameters: readonly SqlParameter[]): void => {
    for (const row of db.list<KeyRow>(`SELECT ${columns} FROM ${from} AND ${standsForItself('k')} LIMIT ${mostOfBlock}`, ...parameters)) rows.set(row.id, row);
  };
  if (wanted.iin !== null) look('person_key k WHERE k.iin = ?', wanted.iin);
  const named = wanted.last.length > 0 && wanted.first.length > 0;
  if (named) look('person_words w JOIN person_key k ON k.number = w.rowid WHERE person_words MATCH ?', `${anyKey(wanted.last)} AND ${anyKey(wanted.first)}`);
  if (wanted.birthDate !== null && (wanted.last.length > 0 || wanted.first.length > 0)) {
    const days = birthBlock(wanted.birthDate);
    // The day itself first, so that a full block cannot hide it.
    look('person_key k WHERE k.birth IN (?, ?)', wanted.birthDate, swappedBirth(wanted.birthDate) ?? wanted.birthDate);
    look('person_key k WHERE k.birth IN (SELECT value FROM json_each(?))', JSON.stringify(days));
  }
  const scored = [...rows.values()].flatMap((row): Candidate[] => {
    const score = duplicateScore(wanted, comparableRow(row));
    return score && score.score >= shownDuplicate ? [{ id: row.id, ...score }] : [];
  });
  return scored.sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1)).slice(0, most);
};
