import { fileRange } from '../../shared/sync/file-messages.ts';
import type { Db } from './db.ts';
import { certified, covered } from './streams.ts';

/** A file by its content: SHA-256 and size in bytes. */
export type FileKey = { readonly hash: Uint8Array; readonly size: number };

/** What is here of a file: `held` bytes from its beginning; `whole`: all of it, checked. */
export type FileState = { readonly held: number; readonly whole: boolean };

/**
 * True where a record names this file that the centre has taken and that stands now, in a stream that the device may read: a scan that was not taken back, or a referral's file. Who may read the record may send its
 * file and have it; for everybody else it does not exist. With `isGiven` it is not for a device that was revoked, which may still hand in what it has.
 */
export const isFileNamed = async (db: Db, device: string, { hash, size }: FileKey, isGiven = false): Promise<boolean> => {
  const hex = Buffer.from(hash).toString('hex');
  return (await db.query<{ named: boolean }>(
    `WITH record AS MATERIALIZED (
       SELECT collection, id FROM document WHERE collection = 'scans' AND body ->> 'hash' = $2 AND body -> 'size' = to_jsonb($3::int) AND body -> 'removed' = 'null'
       UNION ALL SELECT collection, id FROM document WHERE collection = 'assessments' AND body -> 'files' @> $4::jsonb
     ) SELECT EXISTS (
       SELECT FROM device d JOIN stream s ON ${isGiven ? covered : certified} CROSS JOIN record r
       JOIN stream_leaf l ON (l.stream, l.collection, l.document) = (s.name, r.collection, r.id) JOIN document_area a ON (a.collection, a.document, a.area) = (r.collection, r.id, d.area)
       WHERE d.id = $1) AS named`, [device, hex, size, JSON.stringify([{ hash: hex, size }])],
  )).rows[0]!.named;
};

/** True where a record that the device handed in and that was put aside names this file; never once it has begun `mostBytes` of files since `since`. */
export const isFileOfAside = async (db: Db, device: string, { hash, size }: FileKey, since: Date, mostBytes: number): Promise<boolean> =>
  (await db.query<{ named: boolean }>(
    `SELECT EXISTS (SELECT FROM quarantine q JOIN entry e USING (device, number) WHERE q.device = $1 AND e.collection IN ('scans', 'assessments')
         AND position(convert_to($2, 'UTF8') IN q.bytes) > 0 AND position(convert_to($3, 'UTF8') IN q.bytes) > 0)
       AND (SELECT coalesce(sum(size), 0) FROM file WHERE device = $1 AND touched >= $4 AND (hash, size) <> ($5, $6)) + $6 <= $7 AS named`,
    [device, Buffer.from(hash).toString('hex'), `"size":${size}`, since, hash, size, mostBytes],
  )).rows[0]!.named;

/** What is here of a file; with `lock` nobody else adds to it until the transaction ends. */
export const findFile = async (db: Db, { hash, size }: FileKey, lock = false): Promise<FileState | undefined> =>
  (await db.query<FileState>(`SELECT held, whole IS NOT NULL AS whole FROM file WHERE hash = $1 AND size = $2${lock ? ' FOR UPDATE' : ''}`, [hash, size])).rows[0];

/** Begins a file; nothing happens where it is begun. Of what the device left unfinished only the last `most` stay: whoever still wants the others begins them anew. */
export const beginFile = async (db: Db, { hash, size }: FileKey, device: string, now: Date, most: number): Promise<void> => {
  await db.query('INSERT INTO file (hash, size, held, device, touched) VALUES ($1, $2, 0, $3, $4) ON CONFLICT DO NOTHING', [hash, size, device, now]);
  await db.query(
    `DELETE FROM file f USING (SELECT hash, size FROM file WHERE device = $1 AND whole IS NULL AND (hash, size) <> ($2, $3) ORDER BY touched DESC, hash OFFSET $4 FOR UPDATE SKIP LOCKED) AS old
     WHERE (f.hash, f.size) = (old.hash, old.size)`, [device, hash, size, most - 1],
  );
};

/** Adds what follows the `at` bytes that are here; with it comes the range ahead that follows in turn. How many bytes are here then. */
export const appendFileRange = async (db: Db, { hash, size }: FileKey, at: number, bytes: Uint8Array, now: Date): Promise<number> => {
  const end = at + bytes.length;
  await db.query('DELETE FROM file_range WHERE hash = $1 AND size = $2 AND at >= $3 AND at < $4', [hash, size, at, end]);
  await db.query('INSERT INTO file_range (hash, size, at, bytes) VALUES ($1, $2, $3, $4)', [hash, size, at, bytes]);
  const { rows } = await db.query<{ held: number }>(
    'UPDATE file SET touched = $4, held = $3 + coalesce((SELECT length(bytes) FROM file_range WHERE hash = $1 AND size = $2 AND at = $3), 0) WHERE hash = $1 AND size = $2 RETURNING held', [hash, size, end, now],
  );
  return rows[0]!.held;
};

/** Keeps a range that came before the one it follows, past the `held` bytes that are here: the newest such alone. */
export const keepRangeAhead = async (db: Db, { hash, size }: FileKey, held: number, at: number, bytes: Uint8Array): Promise<void> => {
  await db.query('DELETE FROM file_range WHERE hash = $1 AND size = $2 AND at > $3', [hash, size, held]);
  await db.query('INSERT INTO file_range (hash, size, at, bytes) VALUES ($1, $2, $3, $4)', [hash, size, at, bytes]);
};

/** From now on the file is whole. */
export const endFile = async (db: Db, { hash, size }: FileKey, now: Date): Promise<void> => {
  await db.query('UPDATE file SET whole = $3 WHERE hash = $1 AND size = $2', [hash, size, now]);
};

/** Forgets what is here of a file. */
export const dropFile = async (db: Db, { hash, size }: FileKey): Promise<void> => {
  await db.query('DELETE FROM file WHERE hash = $1 AND size = $2', [hash, size]);
};

/** Bytes of a file from `offset` up to `end`, as far as they are here. No range is larger than the largest that is taken, so that the first that counts is not far before. */
export const readFileBytes = async (db: Db, { hash, size }: FileKey, offset: number, end: number): Promise<Uint8Array> => {
  const { rows } = await db.query<{ at: number; bytes: Uint8Array }>('SELECT at, bytes FROM file_range WHERE hash = $1 AND size = $2 AND at > $3 AND at < $4 ORDER BY at', [hash, size, offset - fileRange.most, end]);
  return Buffer.concat(rows.map(({ at, bytes }) => bytes.subarray(Math.max(0, offset - at), Math.max(0, end - at))));
};

/** Notes that a device was given bytes of a file. */
export const noteFileRead = async (db: Db, device: string, hash: Uint8Array, bytes: number, now: Date): Promise<void> => {
  await db.query('INSERT INTO file_read (device, hash, first, last, bytes) VALUES ($1, $2, $3, $3, $4) ON CONFLICT (device, hash) DO UPDATE SET last = $3, bytes = file_read.bytes + $4', [device, hash, now, bytes]);
};
