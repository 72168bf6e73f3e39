import type { Migration } from '../migrate.ts';

/** Files (by SHA-256, hexadecimal) that the centre has said it holds whole. In no save file: what is not known here is asked again, for a few bytes. */
export const files: Migration = {
  number: 230,
  up: (db) => {
    db.script('CREATE TABLE file_held (hash TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;');
  },
};
