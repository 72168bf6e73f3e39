import type { Migration } from '../migrate.ts';

/** Why an entry stays out, and whether that is settled: then it is laid over nothing that the centre sends. */
export const whyAside: Migration = {
  number: 60,
  up: (db) => {
    db.script(`
      ALTER TABLE journal ADD COLUMN why TEXT;
      ALTER TABLE journal ADD COLUMN settled INTEGER NOT NULL DEFAULT 0;`);
  },
};
