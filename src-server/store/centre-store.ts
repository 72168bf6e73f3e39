import { listActing, putActing } from './acting-orders.ts';
import { findChunkBytes, insertChunk, listChunks, listRange, listUnchunked } from './chunks.ts';
import { inTransaction, returnToSavepoint, setSavepoint, type Database, type Db } from './db.ts';
import { findDevice, keepTakes, lockDevice, putDeviceKinds } from './devices.ts';
import { listEntryAreas } from './device-stays.ts';
import { listBlankLines, listCaseBound, listCasesOfBound, listOpinionsTogether, listPapers, lockDocuments, saveAreas, saveDocuments } from './documents.ts';
import { listAllowedStaff } from './enrol-codes.ts';
import { insertQuarantined, listBlocks, listKnownEntries, saveEntries } from './entries.ts';
import { findEnvelope, insertEnvelope } from './envelopes.ts';
import { insertManifest, listManifests } from './manifests.ts';
import { listVerdicts } from './quarantine.ts';
import { listMerges, listPartedPersons, listPersonDocuments, listPersonsOfCases } from './person-documents.ts';
import { findSessionDevice, insertSession, takeRequestNumber } from './sessions.ts';
import { endStaffKeys, getStaffId, isLoginKnown, listAreaKeys, listDeviceStaff, putStaffKey } from './staff.ts';
import { listMissedTasks, listMovedTasks, listTasks, listTaskSubjects, listWriters } from './tasks.ts';
import { listLeafItems, listRangeLeaves, listRangeSums, listStreamSums } from './stream-sums.ts';
import { appendItems, listCoveredStreams, listItems, raiseEpoch } from './streams.ts';

/** What ingest, pull and sessions ask of a store. A function that they need is added here, and to the simulator's store in memory. */
const functions = {
  findDevice, lockDevice, keepTakes, putDeviceKinds, listEntryAreas, listAreaKeys, getStaffId, putStaffKey, endStaffKeys, isLoginKnown, listDeviceStaff, listAllowedStaff,
  findSessionDevice, insertSession, takeRequestNumber,
  listActing, putActing,
  listVerdicts, findEnvelope, insertEnvelope, insertManifest, listManifests,
  listKnownEntries, listBlocks, saveEntries, insertQuarantined,
  lockDocuments, listBlankLines, listPapers, listPersonsOfCases, listPersonDocuments, listPartedPersons, listMerges, listCaseBound, listCasesOfBound, listOpinionsTogether, saveDocuments, saveAreas,
  listTasks, listTaskSubjects, listWriters, listMissedTasks, listMovedTasks,
  appendItems, listCoveredStreams, listItems, listChunks, findChunkBytes, listUnchunked, listRange, insertChunk, raiseEpoch,
  listStreamSums, listRangeSums, listRangeLeaves, listLeafItems,
  setSavepoint, returnToSavepoint,
};

type Bound<F> = F extends (db: Db, ...rest: infer Rest) => infer Answer ? (...rest: Rest) => Answer : never;

/** The store's functions over one connection: each its own transaction, or all in the one that {@link CentreStore.inTransaction} gave. */
export type CentreTables = { readonly [Name in keyof typeof functions]: Bound<(typeof functions)[Name]> };

/**
 * The port between the centre's logic and what keeps its data: PostgreSQL, or the simulator's memory that can crash. `inTransaction` is all or nothing, and
 * may run `work` again after a clash, so `work` holds no state of its own.
 */
export type CentreStore = {
  readonly tables: CentreTables;
  readonly inTransaction: <T>(work: (tables: CentreTables) => Promise<T>, mode?: 'read write' | 'repeatable read read only') => Promise<T>;
};

/** The store's functions over one connection. */
export const tablesOf = (db: Db): CentreTables =>
  Object.fromEntries(Object.entries(functions).map(([name, run]) => [name, (...rest: unknown[]) => (run as (db: Db, ...rest: unknown[]) => unknown)(db, ...rest)])) as unknown as CentreTables;

/** The port over PostgreSQL. */
export const postgresStore = (database: Database): CentreStore => ({
  tables: tablesOf(database.pool),
  inTransaction: (work, mode) => inTransaction(database, (db) => work(tablesOf(db)), mode),
});
