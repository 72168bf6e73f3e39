import type { Migration } from '../migrate.ts';

/** How far this file is: the sequence of the newest save in it, which the save file beside it counts too. */
export const saveFile: Migration = {
  number: 30,
  up: (db) => {
    db.script(`
      CREATE TABLE save_file (id INTEGER PRIMARY KEY CHECK (id = 1), sequence INTEGER NOT NULL) STRICT;
      INSERT INTO save_file (id, sequence) VALUES (1, 0);`);
  },
};
