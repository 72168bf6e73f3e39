import { err, ok, type Result } from '../../shared/base/result.ts';
import type { AppError } from '../../shared/base/app-error.ts';
import { inTransaction, type Database } from './db.ts';
import { foundation } from './migrations/0010-foundation.ts';
import { staffKeys } from './migrations/0040-staff-keys.ts';
import { asideAndMoved } from './migrations/0060-aside-and-moved.ts';
import { allowedStaff } from './migrations/0070-allowed-staff.ts';
import { chunks } from './migrations/0080-chunks.ts';
import { personDocuments } from './migrations/0110-person-documents.ts';
import { uncompressedRows } from './migrations/0140-uncompressed-rows.ts';
import { officeMail } from './migrations/0135-office-mail.ts';
import { officeRoster } from './migrations/0130-office-roster.ts';
import { tasks } from './migrations/0120-tasks.ts';
import { verdicts } from './migrations/0100-verdicts.ts';
import { deviceCursors } from './migrations/0090-device-cursors.ts';
import { opinionsByCode } from './migrations/0165-opinions-by-code.ts';
import { oneNumberOnce } from './migrations/0190-one-number-once.ts';
import { streamSums } from './migrations/0185-stream-sums.ts';
import { actingOrders } from './migrations/0210-acting-orders.ts';
import { personsEmptied } from './migrations/0220-persons-emptied.ts';
import { files } from './migrations/0250-files.ts';
import { staffLeft } from './migrations/0270-staff-left.ts';
import { deviceStays } from './migrations/0280-device-stays.ts';
import { caseBound } from './migrations/0290-case-bound.ts';
import { extractsEmptied } from './migrations/0300-extracts-emptied.ts';
import { mergedInto } from './migrations/0310-merged-into.ts';
import { laterStreamsTaken } from './migrations/0160-later-streams.ts';

/** Append only, numbered by tens: a number that was ever released is never changed. */
const migrations: readonly { readonly number: number; readonly sql: string }[] = [
  { number: 10, sql: foundation }, { number: 40, sql: staffKeys }, { number: 60, sql: asideAndMoved }, { number: 70, sql: allowedStaff }, { number: 80, sql: chunks }, { number: 90, sql: deviceCursors }, { number: 100, sql: verdicts }, { number: 110, sql: personDocuments }, { number: 120, sql: tasks }, { number: 130, sql: officeRoster }, { number: 135, sql: officeMail }, { number: 140, sql: uncompressedRows }, { number: 160, sql: laterStreamsTaken }, { number: 165, sql: opinionsByCode }, { number: 185, sql: streamSums }, { number: 190, sql: oneNumberOnce },
  { number: 210, sql: actingOrders }, { number: 220, sql: personsEmptied }, { number: 250, sql: files }, { number: 270, sql: staffLeft }, { number: 280, sql: deviceStays }, { number: 290, sql: caseBound },
  { number: 300, sql: extractsEmptied },
  { number: 310, sql: mergedInto },
];

/** The schema that this program was written for. */
export const schemaNumber = Math.max(...migrations.map((step) => step.number));

/** Any fixed number: servers that start together migrate one after another. */
const migrationLock = 7_301_944;

/** Brings the schema to this program's version, each step in a transaction of its own. A newer schema is refused and left alone. */
export const migrate = async (database: Database, steps = migrations): Promise<Result<void, AppError>> => {
  const supported = Math.max(...steps.map((step) => step.number));
  for (const step of [undefined, ...steps]) {
    const found = await inTransaction(database, async (db) => {
      await db.query('SELECT pg_advisory_xact_lock($1)', [migrationLock]);
      await db.query('CREATE TABLE IF NOT EXISTS migration (number integer PRIMARY KEY, at timestamptz NOT NULL DEFAULT now())');
      const { rows } = await db.query<{ newest: number }>('SELECT coalesce(max(number), 0) AS newest FROM migration');
      const newest = rows[0]!.newest;
      if (step && step.number > newest) {
        await db.query(step.sql);
        await db.query('INSERT INTO migration (number) VALUES ($1)', [step.number]);
      }
      return newest;
    });
    if (found > supported) return err({ type: 'DatabaseTooNew', found, supported });
  }
  return ok();
};
