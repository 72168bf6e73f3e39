import { concatBytes } from '../../../shared/base/bytes.ts';
import type { ReadableDb, WritableDb } from './db.ts';

/** Why a file did not come: the centre does not have it (yet); it does not give it to this laptop; what came was another content. */
export type FileAnswer = 'missing' | 'denied' | 'wrong';

/** A file that was asked for here: its SHA-256 in hexadecimal, and the record that names it. */
export type WantedFile = { readonly hash: string; readonly collection: 'scans' | 'assessments'; readonly document: string };

/** How asking for a file stands: `wanted` until it has come, cannot come, or nobody wants it any more. */
export type FileWish = WantedFile & { readonly wanted: boolean; readonly answer: FileAnswer | null };

type Row = WantedFile & { readonly wanted: number; readonly answer: FileAnswer | null };

/** What is wanted and not here, what was asked for last first: somebody is looking at it. */
export const listWantedFiles = (db: ReadableDb): WantedFile[] => db.list<WantedFile>('SELECT hash, collection, document FROM file_wish WHERE wanted = 1 ORDER BY at DESC, hash');

/** Whatever was asked for and has neither come nor been forgotten, wanted or not. */
export const listFileWishes = (db: ReadableDb): WantedFile[] => db.list<WantedFile>('SELECT hash, collection, document FROM file_wish');

/** How asking for this file stands; undefined where nobody has. */
export const findFileWish = (db: ReadableDb, hash: string): FileWish | undefined => {
  const row = db.find<Row>('SELECT hash, collection, document, wanted, answer FROM file_wish WHERE hash = ?', hash);
  return row && { ...row, wanted: row.wanted === 1 };
};

/** Notes that a file is wanted from now (ms since 1970) on. */
export const wishFile = (db: WritableDb, { hash, collection, document }: WantedFile, now: number): void => {
  db.run(
    `INSERT INTO file_wish (hash, collection, document, at, wanted, answer) VALUES (?, ?, ?, ?, 1, NULL)
     ON CONFLICT (hash) DO UPDATE SET collection = excluded.collection, document = excluded.document, at = excluded.at, wanted = 1, answer = NULL`, hash, collection, document, now,
  );
};

/** Forgets what was asked for, with what has come of it. */
export const forgetFileWish = (db: WritableDb, hash: string): void => {
  db.run('DELETE FROM file_wish WHERE hash = ?', hash);
  forgetFileParts(db, hash);
};

/** Nobody wants the file any more. What has come of it stays for whoever changes their mind, but only of the last one given up; what the centre said of another stays. */
export const giveUpFile = (db: WritableDb, hash: string): void => {
  for (const old of db.list<{ hash: string }>('SELECT hash FROM file_wish WHERE wanted = 0 AND answer IS NULL')) if (old.hash !== hash) forgetFileWish(db, old.hash);
  db.run('UPDATE file_wish SET wanted = 0 WHERE hash = ?', hash);
};

/** Notes what the centre said. What it does not have stays wanted; what it does not give, or gives spoilt, does not: else it would be asked for, or come in vain, with every sync. Of what is not this laptop's to have nothing is kept. */
export const answerFileWish = (db: WritableDb, hash: string, answer: FileAnswer): void => {
  db.run('UPDATE file_wish SET answer = ?, wanted = ? WHERE hash = ?', answer, answer === 'missing' ? 1 : 0, hash);
  if (answer === 'denied') forgetFileParts(db, hash);
};

/** How many bytes of a file are here, from its start without a gap. */
export const fileBytesHere = (db: ReadableDb, hash: string): number => db.find<{ n: number | null }>('SELECT max(at + length(bytes)) AS n FROM file_part WHERE hash = ?', hash)?.n ?? 0;

/** Adds what follows the bytes that are here. */
export const appendFilePart = (db: WritableDb, hash: string, at: number, bytes: Uint8Array): void => {
  db.run('INSERT INTO file_part (hash, at, bytes) VALUES (?, ?, ?)', hash, at, bytes);
};

/** What is here of a file. */
export const readFileParts = (db: ReadableDb, hash: string): Uint8Array<ArrayBuffer> => concatBytes(...db.list<{ bytes: Uint8Array }>('SELECT bytes FROM file_part WHERE hash = ? ORDER BY at', hash).map(({ bytes }) => bytes));

/** Forgets what is here of a file. */
export const forgetFileParts = (db: WritableDb, hash: string): void => {
  db.run('DELETE FROM file_part WHERE hash = ?', hash);
};
