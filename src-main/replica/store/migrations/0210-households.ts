import { findDocumentTable } from '../figures/find-document-table.ts';
import type { Migration } from '../migrate.ts';

/** Who lives together is looked up at each keystroke of a form: a column of the search index, written with it, instead of a search through every document. */
export const households: Migration = {
  number: 210,
  up: (db) => {
    db.script(`
      ALTER TABLE person_key ADD COLUMN household TEXT;
      CREATE INDEX person_key_household ON person_key (household) WHERE household IS NOT NULL;`);
    const persons = findDocumentTable(db, 'persons');
    if (persons) db.run(`UPDATE person_key SET household = d.body ->> '$.householdId' FROM ${persons} d WHERE d.id = person_key.id AND d.deleted = 0`);
  },
};
