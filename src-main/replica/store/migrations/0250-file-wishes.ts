import type { Migration } from '../migrate.ts';

/**
 * Files of other laptops that somebody here asked for, by the record that names them, and what has come of them so far: a cut costs nothing of it. Here, because outside this file it would lie unencrypted.
 * `at`: when it was asked for (ms since 1970); `wanted`: 0 where that is over, so that only what has come of it stays; `answer`: what the centre's last word was, where it did not give it.
 */
export const fileWishes: Migration = {
  number: 250,
  up: (db) => {
    db.script(`
      CREATE TABLE file_wish (hash TEXT PRIMARY KEY, collection TEXT NOT NULL, document TEXT NOT NULL, at INTEGER NOT NULL, wanted INTEGER NOT NULL, answer TEXT) STRICT, WITHOUT ROWID;
      CREATE TABLE file_part (hash TEXT NOT NULL, at INTEGER NOT NULL, bytes BLOB NOT NULL, PRIMARY KEY (hash, at)) STRICT;
    `);
  },
};
