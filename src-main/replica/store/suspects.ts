import { createHash } from 'node:crypto';
import type { ReadableDb, WritableDb } from './db.ts';

/** Number of a document's content, 48 bits of its SHA-256: only this file ever compares it. `document` as it is kept, without what RxDB adds. */
export const printOf = (document: object): number => createHash('sha256').update(JSON.stringify(document)).digest().readUIntBE(0, 6);

/** A document that is not here as it was pulled, or that nobody has sent or written. */
export type Suspect = { readonly collection: string; readonly document: string };

/** Notes that a document is to be compared with the centre's as if it were not here. */
export const suspectDocument = (db: WritableDb, { collection, document }: Suspect): void => {
  db.run('INSERT INTO suspect (collection, document) VALUES (?, ?) ON CONFLICT DO NOTHING', collection, document);
};

export const listSuspects = (db: ReadableDb): Suspect[] => db.list<Suspect>('SELECT collection, document FROM suspect ORDER BY collection, document');

/** The document is as the centre has it, or is gone. */
export const clearSuspect = (db: WritableDb, collection: string, document: string): void => {
  db.run('DELETE FROM suspect WHERE collection = ? AND document = ?', collection, document);
};
