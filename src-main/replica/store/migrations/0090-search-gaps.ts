import type { Migration } from '../migrate.ts';

/** Persons that were brought in bulk and are not searchable yet, as ranges of the document table's sequence: `after` < sequence ≤ `until`. */
export const searchGaps: Migration = {
  number: 90,
  up: (db) => {
    db.script('CREATE TABLE search_gap (after INTEGER PRIMARY KEY, until INTEGER NOT NULL) STRICT;');
  },
};
