import type { ReadableDb, WritableDb } from './db.ts';

/** The centre's version of a document as last pulled, which is the base of new entries; 0: the centre does not know it. */
export const serverVersionOf = (db: ReadableDb, collection: string, document: string): number =>
  db.find<{ version: number }>('SELECT version FROM server_version WHERE collection = ? AND document = ?', collection, document)?.version ?? 0;

/** Notes the centre's version of a document. */
export const setServerVersion = (db: WritableDb, collection: string, document: string, version: number): void => {
  db.run(
    'INSERT INTO server_version (collection, document, version) VALUES (?, ?, ?) ON CONFLICT (collection, document) DO UPDATE SET version = excluded.version',
    collection, document, version,
  );
};

/** Forgets the versions of whole collections: their stream is read anew, and its numbers mean other contents. */
export const forgetServerVersions = (db: WritableDb, collections: readonly string[]): void => {
  for (const collection of collections) db.run('DELETE FROM server_version WHERE collection = ?', collection);
};

/** The centre's versions of those of `documents` that it is known to have. */
export const serverVersionsOf = (db: ReadableDb, collection: string, documents: readonly string[]): ReadonlyMap<string, number> =>
  new Map(db.list<{ document: string; version: number }>(
    'SELECT document, version FROM server_version WHERE collection = ? AND document IN (SELECT value FROM json_each(?))', collection, JSON.stringify(documents),
  ).map((row) => [row.document, row.version]));
