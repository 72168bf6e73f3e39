import type { Migration } from '../migrate.ts';

/**
 * The supervisor's desk. Three partial indexes, so that a long journal does not slow what is asked at every change: what is in no batch yet, what the centre put
 * aside, which cases were ever returned. `last_look`: a case as a person last saw it, to show what changed since.
 */
export const desk: Migration = {
  number: 150,
  up: (db) => {
    db.script(`
      CREATE INDEX journal_unreleased ON journal (collection, document, command) WHERE receipt IS NULL AND batch IS NULL AND settled = 0;
      CREATE INDEX journal_aside ON journal (collection, document) WHERE result = 'quarantined' AND settled = 0;
      CREATE INDEX journal_returned ON journal (document) WHERE command = 'case.return';
      CREATE TABLE last_look (staff TEXT NOT NULL, document TEXT NOT NULL, at TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (staff, document)) STRICT, WITHOUT ROWID;`);
  },
};
