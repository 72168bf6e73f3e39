import { fillCaseFigures } from '../figures/case-figures.ts';
import { findDocumentTable } from '../figures/find-document-table.ts';
import type { Migration } from '../migrate.ts';

/**
 * The history of synchronisations; what a person decided about an entry that the centre put aside (`resolved`: 'resent' or 'discarded', `resolution`: why), and the day a case was applied for with what was
 * applied for, which its deadline depends on.
 */
export const syncRuns: Migration = {
  number: 165,
  up: (db) => {
    db.script(`
      CREATE TABLE sync_run (
        number INTEGER PRIMARY KEY AUTOINCREMENT, started INTEGER NOT NULL, ended INTEGER NOT NULL, phase TEXT NOT NULL, error TEXT,
        entries INTEGER NOT NULL, receipts INTEGER NOT NULL, quarantined INTEGER NOT NULL, items INTEGER NOT NULL, up INTEGER NOT NULL, down INTEGER NOT NULL) STRICT;
      ALTER TABLE journal ADD COLUMN resolved TEXT;
      ALTER TABLE journal ADD COLUMN resolution TEXT;
      ALTER TABLE case_figure ADD COLUMN applied INTEGER;
      ALTER TABLE case_figure ADD COLUMN claims TEXT;
      DROP INDEX case_figure_days;
      CREATE INDEX case_figure_applied ON case_figure (district, applied, claims, decided, status);
      CREATE INDEX case_figure_decided ON case_figure (district, decided, opened, status) WHERE decided IS NOT NULL;`);
    const cases = findDocumentTable(db, 'cases');
    if (cases) fillCaseFigures(db, cases);
  },
};
