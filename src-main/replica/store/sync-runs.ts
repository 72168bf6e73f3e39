import type { ReadableDb, WritableDb } from './db.ts';

/** A synchronisation that has ended, as it is kept. Times are milliseconds since 1970. */
export type SyncRunRow = {
  readonly number: number; readonly started: number; readonly ended: number; readonly phase: string; readonly error: string | null;
  readonly entries: number; readonly receipts: number; readonly quarantined: number; readonly items: number; readonly up: number; readonly down: number; readonly repaired: number; readonly unequal: number;
};

/** So many are kept: half a year of an office that syncs once a day. */
const mostRuns = 200;

/** Keeps a run and drops the oldest beyond the bound. Not in the save file: it says nothing of anybody's work. */
export const keepSyncRun = (db: WritableDb, run: Omit<SyncRunRow, 'number'>): void => {
  db.run('INSERT INTO sync_run (started, ended, phase, error, entries, receipts, quarantined, items, up, down, repaired, unequal) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)', run.started, run.ended, run.phase, run.error, run.entries, run.receipts, run.quarantined, run.items, run.up, run.down, run.repaired, run.unequal);
  db.run('DELETE FROM sync_run WHERE number <= (SELECT max(number) FROM sync_run) - ?', mostRuns);
};

/** The newest runs, newest first. */
export const listSyncRuns = (db: ReadableDb, limit: number): SyncRunRow[] => db.list<SyncRunRow>('SELECT number, started, ended, phase, error, entries, receipts, quarantined, items, up, down, repaired, unequal FROM sync_run ORDER BY number DESC LIMIT ?', limit);
