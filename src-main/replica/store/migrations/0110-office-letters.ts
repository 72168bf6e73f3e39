import type { Migration } from '../migrate.ts';

/**
 * What other laptops of the office have written and the centre has not answered for: their entries under their own numbers, how far each is known here, what they signed, and what is to be handed back to them.
 * `office_base` is the centre's newest word on a document that such entries are laid over. Nothing of it is in the save file: whoever wrote it keeps it, and says it again to a laptop that has less than it had.
 */
export const officeLetters: Migration = {
  number: 110,
  up: (db) => {
    db.script(`
      CREATE TABLE office_entry (
        device TEXT NOT NULL, number INTEGER NOT NULL, hash BLOB NOT NULL, collection TEXT NOT NULL, document TEXT NOT NULL, bytes BLOB NOT NULL, author TEXT NOT NULL,
        command TEXT NOT NULL, hlc TEXT NOT NULL, batch TEXT, result TEXT, ended INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (device, number)) STRICT, WITHOUT ROWID;
      CREATE INDEX office_entry_document ON office_entry (document, collection);
      CREATE TABLE office_peer (device TEXT PRIMARY KEY, reached INTEGER NOT NULL, at TEXT NOT NULL, via TEXT NOT NULL, taken_at TEXT NOT NULL, word TEXT NOT NULL) STRICT, WITHOUT ROWID;
      CREATE TABLE office_proof (device TEXT NOT NULL, last INTEGER NOT NULL, bytes BLOB NOT NULL, signature BLOB NOT NULL, PRIMARY KEY (device, signature)) STRICT, WITHOUT ROWID;
      CREATE TABLE office_manifest (device TEXT NOT NULL, batch TEXT NOT NULL, bytes BLOB NOT NULL, signature BLOB NOT NULL, PRIMARY KEY (device, batch)) STRICT, WITHOUT ROWID;
      CREATE TABLE office_receipt (hash TEXT PRIMARY KEY, device TEXT NOT NULL, numbers TEXT NOT NULL, file BLOB NOT NULL) STRICT, WITHOUT ROWID;
      CREATE TABLE office_letter (device TEXT NOT NULL, place INTEGER NOT NULL, at TEXT NOT NULL, bytes BLOB NOT NULL, posted INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (device, place)) STRICT;
      CREATE TABLE office_base (collection TEXT NOT NULL, document TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (collection, document)) STRICT, WITHOUT ROWID;`);
  },
};
