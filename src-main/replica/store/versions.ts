import type { ReadableDb, WritableDb } from './db.ts';
import { changeSum, forgetSums, hasSum } from './sums.ts';

/** The centre's version of a document as last pulled, which is the base of new entries; 0: the centre does not know it. */
export const serverVersionOf = (db: ReadableDb, collection: string, document: string): number =>
  db.find<{ version: number }>('SELECT version FROM server_version WHERE collection = ? AND document = ?', collection, document)?.version ?? 0;

/** Notes the centre's version of a document. `print`: of its content as it was pulled (`suspects.ts`), null where that was not looked at. */
export const setServerVersion = (db: WritableDb, collection: string, document: string, version: number, print: number | null = null): void => {
  const before = hasSum(db, collection) ? serverVersionOf(db, collection, document) : 0;
  db.run(
    'INSERT INTO server_version (collection, document, version, print) VALUES (?, ?, ?, ?) ON CONFLICT (collection, document) DO UPDATE SET version = excluded.version, print = excluded.print',
    collection, document, version, print,
  );
  if (before !== version) changeSum(db, before === 0 ? undefined : { c: collection, i: document, v: before }, { c: collection, i: document, v: version });
};

/** Forgets the centre's version of a document that the centre does not have. */
export const forgetServerVersion = (db: WritableDb, collection: string, document: string): void => {
  const before = serverVersionOf(db, collection, document);
  db.run('DELETE FROM server_version WHERE collection = ? AND document = ?', collection, document);
  if (before > 0) changeSum(db, { c: collection, i: document, v: before }, undefined);
};

/** Forgets the versions of whole collections: their stream is read anew, and its numbers mean other contents. That the centre has sent them (0) stays: what only the centre before a restore knew is nobody's by no means, and may be here alone. */
export const forgetServerVersions = (db: WritableDb, collections: readonly string[]): void => {
  for (const collection of collections) db.run('UPDATE server_version SET version = 0, print = NULL WHERE collection = ?', collection);
  forgetSums(db, collections);
};

/** The centre's versions of those of `documents` that it is known to have. */
export const serverVersionsOf = (db: ReadableDb, collection: string, documents: readonly string[]): ReadonlyMap<string, number> =>
  new Map(db.list<{ document: string; version: number }>(
    'SELECT document, version FROM server_version WHERE collection = ? AND document IN (SELECT value FROM json_each(?))', collection, JSON.stringify(documents),
  ).map((row) => [row.document, row.version]));
