import { firstCaseFigures } from '../figures/case-figures.ts';
import { fillDisabilityFigures } from '../figures/disability-figures.ts';
import { findDocumentTable } from '../figures/find-document-table.ts';
import type { Migration } from '../migrate.ts';

/**
 * What the office's figures are counted from: of each case and each disability on record a few columns, a hundredth of the documents, so that counting a hundred thousand reads
 * some megabytes instead of hundreds.
 */
export const figures: Migration = {
  number: 160,
  up: (db) => {
    db.script(`
      CREATE TABLE case_figure (
        id TEXT PRIMARY KEY, district TEXT NOT NULL, risk TEXT NOT NULL, status TEXT NOT NULL, worker TEXT NOT NULL, opened INTEGER NOT NULL,
        decided INTEGER, decider TEXT) STRICT, WITHOUT ROWID;
      CREATE INDEX case_figure_risk ON case_figure (district, risk, status, opened);
      CREATE INDEX case_figure_days ON case_figure (district, opened, decided, status);
      CREATE INDEX case_figure_worker ON case_figure (district, worker, opened, decided, status);
      CREATE INDEX case_figure_decider ON case_figure (district, decider, decided, status) WHERE decider IS NOT NULL;
      CREATE TABLE person_disability (
        id TEXT PRIMARY KEY, district TEXT NOT NULL, birth TEXT NOT NULL, sex TEXT NOT NULL, grade INTEGER, cause TEXT NOT NULL, since TEXT NOT NULL) STRICT, WITHOUT ROWID;`);
    const [cases, persons] = [findDocumentTable(db, 'cases'), findDocumentTable(db, 'persons')];
    if (cases) firstCaseFigures(db, cases);
    if (persons) fillDisabilityFigures(db, persons);
  },
};
