import type { Migration } from '../migrate.ts';

/** The journal of this device's changes, the centre's receipts for them, how far each stream was pulled, and settings. */
export const journalAndSync: Migration = {
  number: 10,
  up: (db) => {
    db.script(`
      CREATE TABLE receipt (id INTEGER PRIMARY KEY, bytes BLOB NOT NULL, signature BLOB NOT NULL, at TEXT NOT NULL) STRICT;
      CREATE TABLE journal (
        number INTEGER PRIMARY KEY, hash BLOB NOT NULL, previous BLOB NOT NULL, collection TEXT NOT NULL, document TEXT NOT NULL,
        bytes BLOB NOT NULL, author TEXT NOT NULL, command TEXT NOT NULL, at TEXT NOT NULL,
        batch TEXT, receipt INTEGER REFERENCES receipt (id), result TEXT) STRICT;
      CREATE INDEX journal_document ON journal (document, number);
      CREATE INDEX journal_unsent ON journal (number) WHERE receipt IS NULL;
      CREATE TABLE cursor (stream TEXT PRIMARY KEY, epoch INTEGER NOT NULL, seq INTEGER NOT NULL) STRICT, WITHOUT ROWID;
      CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
      CREATE TABLE server_version (
        collection TEXT NOT NULL, document TEXT NOT NULL, version INTEGER NOT NULL, PRIMARY KEY (collection, document)) STRICT, WITHOUT ROWID;`);
  },
};
