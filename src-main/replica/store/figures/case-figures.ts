import type { WritableDb } from '../db.ts';
import type { DocumentWrite } from '../replica.ts';

/** Kazakhstan's zone (UTC+5), as `platform/clock.ts` has it: the office's calendar day of a moment. */
const zoneSeconds = 5 * 3600;

const day = (path: string): string => `(unixepoch(body ->> '${path}') + ${zoneSeconds}) / 86400`;

/** What of a case is counted: the columns of `case_figure` as SQL over `body`. Days are numbered from 1970-01-01; `decided` only while the approval stands. */
const columns = `body ->> '$.id', body ->> '$.district', body ->> '$.risk', body ->> '$.status', body ->> '$.opened.by', ${day('$.opened.at')},
  CASE WHEN body ->> '$.status' = 'approved' THEN ${day('$.approved.at')} END, CASE WHEN body ->> '$.status' = 'approved' THEN body ->> '$.approved.by' END`;

const isCase = "body ->> '$.district' IS NOT NULL AND body ->> '$.risk' IS NOT NULL AND body ->> '$.status' IS NOT NULL AND body ->> '$.opened.by' IS NOT NULL AND unixepoch(body ->> '$.opened.at') IS NOT NULL";

const first = 'INSERT OR REPLACE INTO case_figure (id, district, risk, status, worker, opened, decided, decider';

/** The day of the application, as `applicationDay` has it: the one that was typed, where it is before the opening. */
const opened = day('$.opened.at');
const typed = "unixepoch(body ->> '$.facts.law.applicationDate') / 86400";
const applied = `min(${opened}, coalesce(CASE WHEN body ->> '$.facts.law.applicationDate' GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' THEN ${typed} END, ${opened}))`;

const into = `${first}, applied, claims)`;
const allColumns = `${columns}, ${applied}, coalesce(body ->> '$.facts.claims', '[]')`;

/** Keeps the counted side of cases that are written, in their transaction. */
export const keepCaseFigures = (db: WritableDb, writes: Iterable<DocumentWrite>): void => {
  for (const { document } of writes) {
    if (document['deleted'] === true) db.run('DELETE FROM case_figure WHERE id = ?', document.id);
    else db.run(`${into} SELECT ${allColumns} FROM (SELECT ? AS body) WHERE ${isCase}`, JSON.stringify(document));
  }
};

/** Counts the cases that `table` (RxDB's, with `body` and `deleted`) holds already. */
export const fillCaseFigures = (db: WritableDb, table: string): void => {
  db.run(`${into} SELECT ${allColumns} FROM ${table} WHERE deleted = 0 AND ${isCase}`);
};

/** The same as the first version of the table had it, for its migration alone. */
export const firstCaseFigures = (db: WritableDb, table: string): void => {
  db.run(`${first}) SELECT ${columns} FROM ${table} WHERE deleted = 0 AND ${isCase}`);
};
