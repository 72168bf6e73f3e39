import type { Db } from './db.ts';

/** What the centre keeps of a device's journal. `envelope`: the one it was judged in. */
export type KeptEntry = { readonly number: number; readonly hash: Uint8Array; readonly bytes: Uint8Array; readonly result: string; readonly why: string | null; readonly envelope: Uint8Array };

/** A device's entries after number `after`, by number. */
export const listEntries = async (db: Db, device: string, after: number, limit: number): Promise<KeptEntry[]> =>
  (await db.query<KeptEntry>('SELECT number, hash, bytes, result, why, envelope FROM entry WHERE device = $1 AND number > $2 ORDER BY number LIMIT $3', [device, after, limit])).rows;

/** Hashes of a device's entries by number, whatever became of them: what was put aside because its number was taken included. */
export const listHashes = async (db: Db, device: string, numbers: readonly number[]): Promise<{ number: number; hash: Uint8Array }[]> =>
  (await db.query<{ number: number; hash: Uint8Array }>(
    'SELECT number, hash FROM entry WHERE device = $1 AND number = ANY ($2::bigint[]) UNION SELECT number, hash FROM quarantine WHERE device = $1 AND number = ANY ($2::bigint[])', [device, numbers],
  )).rows;

/** Envelopes of a device with their receipts, in the order they were taken in; without those of verdicts. */
export const listEnvelopes = async (db: Db, device: string): Promise<{ hash: Uint8Array; previous: Uint8Array; lines: string; receipt: Uint8Array; signature: Uint8Array }[]> =>
  (await db.query<{ hash: Uint8Array; previous: Uint8Array; lines: string; receipt: Uint8Array; signature: Uint8Array }>(
    'SELECT hash, previous, lines, receipt, signature FROM envelope e WHERE device = $1 AND NOT EXISTS (SELECT FROM verdict v WHERE v.device = e.device AND v.envelope = e.hash) ORDER BY at, first', [device],
  )).rows;

/** Devices with how much came from each. */
export const listDevices = async (db: Db): Promise<{ id: string; name: string; area: string; classes: string[]; training: boolean; revoked: boolean; enrolled: Date; entries: number; aside: number; newest: number | null }[]> =>
  (await db.query<{ id: string; name: string; area: string; classes: string[]; training: boolean; revoked: boolean; enrolled: Date; entries: number; aside: number; newest: number | null }>(
    `SELECT d.id, d.name, d.area, d.classes, d.training, d.revoked, d.enrolled, (SELECT count(*) FROM entry e WHERE e.device = d.id) AS entries, (SELECT max(number) FROM entry e WHERE e.device = d.id) AS newest,
     (SELECT count(*) FROM quarantine q WHERE q.device = d.id AND q.released IS NULL) AS aside FROM device d ORDER BY d.enrolled, d.id`,
  )).rows;
