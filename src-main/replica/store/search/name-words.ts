import { foldSearchKey, latinKeys } from '../../../../shared/domain/search-key.ts';
import type { ReadableDb, WritableDb } from '../db.ts';
import { isWithinTypos } from './typing-distance.ts';

/** Makes words known that names are made of; a word that no name has any more does no harm. `latin` gives the Latin keys of a folded word. */
export const noteWords = (db: WritableDb, words: readonly string[], latin: (word: string) => readonly string[]): void => {
  for (const word of words) {
    if (word === '' || db.run('INSERT OR IGNORE INTO name_word (word) VALUES (?)', word) === 0) continue;
    const number = db.find<{ number: number }>('SELECT last_insert_rowid() AS number')?.number ?? 0;
    db.run('INSERT INTO name_part (rowid, word, latin) VALUES (?, ?, ?)', number, word, latin(word).join(' '));
  }
};

/** A name has many words and a screen few rows: what fits on one expression of FTS5. */
const mostWords = 48;
const shortestPart = 3;

const quoted = (part: string): string => `"${part.replaceAll('"', '""')}"`;

/** The words that have what was typed inside them, shortest first. Nothing for less than three letters. */
export const wordsWithin = (db: ReadableDb, typed: string): string[] => {
  const parts = /[\u0400-\u052f]/.test(typed) ? [foldSearchKey(typed)] : [foldSearchKey(typed), ...latinKeys(typed)];
  const usable = [...new Set(parts)].filter((part) => part.length >= shortestPart && !part.includes(' '));
  if (usable.length === 0) return [];
  return db.list<{ word: string }>(
    'SELECT n.word FROM name_part p JOIN name_word n ON n.number = p.rowid WHERE name_part MATCH ? ORDER BY length(n.word) LIMIT ?', usable.map(quoted).join(' OR '), mostWords,
  ).map(({ word }) => word);
};

/** Letters in which a typed word may be off: none in a short one, where every word would be another's typo. */
export const toleratedTypos = (length: number): number => (length < 4 ? 0 : length < 8 ? 1 : 2);

/**
 * The words that what was typed may have been meant for: those that begin with its first letter, or share three letters in a row with it, and differ by one slip
 * (two from eight letters on): a letter wrong, missing, doubled, or two in the wrong order. The nearest in length first.
 */
export const wordsLike = (db: ReadableDb, typed: string): string[] => {
  const word = foldSearchKey(typed);
  const typos = toleratedTypos(word.length);
  if (typos === 0 || !/[\u0400-\u052f]/.test(word) || word.includes(' ')) return [];
  const parts = Array.from({ length: word.length - 2 }, (_, at) => quoted(word.slice(at, at + 3))).join(' OR ');
  const first = word[0] ?? '';
  const candidates = db.list<{ word: string }>(
    `SELECT word FROM name_word WHERE word >= ? AND word < ? AND length(word) BETWEEN ? AND ?
     UNION SELECT n.word FROM name_part p JOIN name_word n ON n.number = p.rowid WHERE name_part MATCH ? AND length(n.word) BETWEEN ? AND ?`,
    first, `${first}\u{10ffff}`, word.length - typos, word.length + typos, parts, word.length - typos, word.length + typos,
  );
  const near = candidates.filter((candidate) => isWithinTypos(word, candidate.word, typos)).map((candidate) => candidate.word);
  return near.sort((a, b) => Math.abs(a.length - word.length) - Math.abs(b.length - word.length)).slice(0, mostWords);
};
