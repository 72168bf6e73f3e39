import type { Migration } from '../migrate.ts';

/** What has arrived so far of a chunk of a first load: a cut costs nothing of it. Here, because outside this file it would lie unencrypted. */
export const chunkParts: Migration = {
  number: 80,
  up: (db) => {
    db.script('CREATE TABLE chunk_part (hash TEXT NOT NULL, at INTEGER NOT NULL, bytes BLOB NOT NULL, PRIMARY KEY (hash, at)) STRICT, WITHOUT ROWID;');
  },
};
