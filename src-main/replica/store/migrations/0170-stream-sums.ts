import type { Migration } from '../migrate.ts';

/**
 * The checksums of what the centre's streams say, by kind of document (`store/sums.ts`): one that is not here is not known, and is reckoned when it is wanted. `suspect`: documents that are not here as they were pulled, to be compared and
 * repaired. What a synchronisation repaired, and what it could not.
 */
export const streamSums: Migration = {
  number: 170,
  up: (db) => {
    db.script(`
      CREATE TABLE stream_sum (collection TEXT PRIMARY KEY, sum BLOB NOT NULL) STRICT, WITHOUT ROWID;
      CREATE TABLE suspect (collection TEXT NOT NULL, document TEXT NOT NULL, PRIMARY KEY (collection, document)) STRICT, WITHOUT ROWID;
      ALTER TABLE server_version ADD COLUMN print INTEGER;
      ALTER TABLE sync_run ADD COLUMN repaired INTEGER NOT NULL DEFAULT 0;
      ALTER TABLE sync_run ADD COLUMN unequal INTEGER NOT NULL DEFAULT 0;`);
  },
};
