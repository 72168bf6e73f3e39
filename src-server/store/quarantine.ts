import type { QuarantineReason } from '../../shared/sync/receipt.ts';
import { givingUp } from '../../shared/sync/own-word.ts';
import type { Db } from './db.ts';

/** An entry that was put aside. `released`: when an operator's hand brought it in after all. */
export type Quarantined = { readonly device: string; readonly number: number; readonly hash: Uint8Array; readonly why: QuarantineReason; readonly bytes: Uint8Array; readonly at: Date; readonly released: Date | null };

/** Entries put aside, oldest first, `limit` at most; those that were released only with `all`. */
export const listQuarantined = async (db: Db, wanted: { readonly device?: string | undefined; readonly why?: string | undefined; readonly all?: boolean }, limit: number): Promise<Quarantined[]> =>
  (await db.query<Quarantined>(
    `SELECT device, number, hash, why, bytes, at, released FROM quarantine WHERE ($1::text IS NULL OR device = $1) AND ($2::text IS NULL OR why = $2) AND ($3 OR released IS NULL) ORDER BY at, device, number LIMIT $4`,
    [wanted.device ?? null, wanted.why ?? null, wanted.all === true, limit],
  )).rows;

/** Entries, taken from these devices, by which somebody gave up what was put aside of these documents: oldest first. */
export const listGivenUp = async (db: Db, of: readonly { readonly device: string; readonly document: string }[]): Promise<{ device: string; bytes: Uint8Array }[]> =>
  (await db.query<{ device: string; bytes: Uint8Array }>(
    `SELECT e.device, e.bytes FROM (SELECT DISTINCT device, document FROM unnest($1::text[], $2::text[]) AS k (device, document)) k JOIN entry e USING (device, document)
     WHERE e.result = 'applied' AND position($3::bytea IN e.bytes) > 0 ORDER BY e.device, e.number`,
    [of.map(({ device }) => device), of.map(({ document }) => document), Buffer.from(`"command":"${givingUp}"`)],
  )).rows;

/** The entry of this number that was put aside and is judged by that still; undefined where there is none. The device is locked by the caller. */
export const findAside = async (db: Db, device: string, number: number): Promise<{ hash: Uint8Array; bytes: Uint8Array } | undefined> =>
  (await db.query<{ hash: Uint8Array; bytes: Uint8Array }>("SELECT hash, bytes FROM entry WHERE device = $1 AND number = $2 AND result = 'quarantined'", [device, number])).rows[0];

/** Lets the entry be judged anew, as one that was not released when it came and is now. */
export const reopenEntry = async (db: Db, device: string, number: number): Promise<void> => {
  await db.query("UPDATE entry SET why = 'notReleased' WHERE device = $1 AND number = $2 AND result = 'quarantined'", [device, number]);
};

/** Notes that the entry is in after all, and that its device is to be told with the receipt of `envelope`. */
export const closeQuarantined = async (db: Db, row: { readonly device: string; readonly number: number; readonly hash: Uint8Array; readonly envelope: Uint8Array; readonly at: string }): Promise<void> => {
  await db.query('UPDATE quarantine SET released = $4 WHERE device = $1 AND number = $2 AND hash = $3', [row.device, row.number, row.hash, row.at]);
  await db.query('INSERT INTO verdict (device, number, envelope) VALUES ($1, $2, $3)', [row.device, row.number, row.envelope]);
};

/** What a device is told of entries judged again, with the receipt of each. `lines`: JSON text. */
export type VerdictRow = { readonly id: number; readonly lines: string; readonly receipt: Uint8Array; readonly signature: Uint8Array };

/** Verdicts of a device after `after`, at most 50. A device is locked while one is written, so their order is that of the commits. */
export const listVerdicts = async (db: Db, device: string, after: number): Promise<VerdictRow[]> =>
  (await db.query<VerdictRow>(
    'SELECT v.id, e.lines, e.receipt, e.signature FROM verdict v JOIN envelope e ON e.device = v.device AND e.hash = v.envelope WHERE v.device = $1 AND v.id > $2 ORDER BY v.id LIMIT 50', [device, after],
  )).rows;
