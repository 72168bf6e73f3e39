import type { Migration } from '../migrate.ts';

/** Frames that this laptop carries for those of its office that have no line: as the centre sealed and signed them. */
export const officeNews: Migration = {
  number: 115,
  up: (db) => {
    db.script('CREATE TABLE office_news (number INTEGER PRIMARY KEY, bytes BLOB NOT NULL) STRICT;');
  },
};
