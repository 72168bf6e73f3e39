import type { Migration } from '../migrate.ts';

/** Own entries that the centre has taken, and that have not come back from it for certain yet: until all streams have been read to their heads they stay laid over their documents. */
export const answeredEntries: Migration = {
  number: 260,
  up: (db) => {
    db.script('CREATE TABLE answered (number INTEGER PRIMARY KEY) STRICT;');
  },
};
