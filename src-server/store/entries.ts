import type { EntryResult, QuarantineReason } from '../../shared/sync/receipt.ts';
import { arrayText } from './array-text.ts';
import { byteList } from './byte-list.ts';
import type { Db } from './db.ts';

/** What became of an entry, kept with its effect. `version` is the document's at that moment: of one put aside, what its office must have seen before it goes on. */
export type EntryRow = {
  readonly number: number;
  readonly hash: Uint8Array;
  readonly bytes: Uint8Array;
  readonly result: EntryResult;
  readonly why: QuarantineReason | null;
  readonly collection: string | null;
  readonly document: string | null;
  readonly version: number | null;
};
export type KnownEntry = Pick<EntryRow, 'number' | 'hash' | 'result' | 'why'>;

export const listKnownEntries = async (db: Db, device: string, numbers: readonly number[]): Promise<KnownEntry[]> =>
  (await db.query<KnownEntry>('SELECT number, hash, result, why FROM entry WHERE device = $1 AND number = ANY ($2::bigint[])', [device, arrayText(numbers)])).rows;

/** Per document, the version after the newest entry of this device (before number `until`, where that is given) that was put aside, and whether that was a conflict. Entries that are judged anew once released are not among them. */
export const listBlocks = async (db: Db, device: string, ids: readonly string[], until?: number): Promise<{ collection: string; document: string; version: number; isConflict: boolean }[]> =>
  (await db.query<{ collection: string; document: string; version: number; isConflict: boolean }>(
    `SELECT DISTINCT ON (collection, document) collection, document, version, why = 'conflict' AS "isConflict" FROM entry
     WHERE device = $1 AND why IS NOT NULL AND why NOT IN ('wrongDevice', 'notReleased') AND version IS NOT NULL AND document = ANY ($2) AND ($3::bigint IS NULL OR number < $3) ORDER BY 1, 2, version DESC, number DESC`, [device, ids, until ?? null],
  )).rows;

/** Stores results; an entry that was put aside as not released and has come again, released, gets its new result. */
export const saveEntries = async (db: Db, device: string, envelope: Uint8Array, rows: readonly EntryRow[]): Promise<void> => {
  if (rows.length === 0) return;
  const [hashes, bytes] = [byteList(rows.map((row) => row.hash)), byteList(rows.map((row) => row.bytes))];
  await db.query(
    `INSERT INTO entry (device, envelope, number, hash, bytes, result, why, collection, document, version)
     SELECT $1, $2, number, substr($3::bytea, hash_start, hash_size), substr($4::bytea, start, size), result, why, collection, document, version
     FROM unnest($5::bigint[], $6::int[], $7::int[], $8::int[], $9::int[], $10::text[], $11::text[], $12::text[], $13::text[], $14::int[])
       AS n (number, hash_start, hash_size, start, size, result, why, collection, document, version)
     ON CONFLICT (device, number) DO UPDATE SET envelope = excluded.envelope, result = excluded.result, why = excluded.why, version = excluded.version
       WHERE entry.hash = excluded.hash AND entry.why = 'notReleased'`,
    [device, envelope, hashes.bytes, bytes.bytes, ...[rows.map((row) => row.number), hashes.starts, hashes.sizes, bytes.starts, bytes.sizes, rows.map((row) => row.result), rows.map((row) => row.why),
      rows.map((row) => row.collection), rows.map((row) => row.document), rows.map((row) => row.version)].map(arrayText)],
  );
};

/** Puts entries aside for a person to look at. */
export const insertQuarantined = async (db: Db, device: string, at: string, rows: readonly { number: number; hash: Uint8Array; why: QuarantineReason; bytes: Uint8Array }[]): Promise<void> => {
  if (rows.length === 0) return;
  await db.query(
    `INSERT INTO quarantine (device, at, number, hash, why, bytes) SELECT $1, $2, * FROM unnest($3::bigint[], $4::bytea[], $5::text[], $6::bytea[])
     ON CONFLICT (device, number, hash) DO UPDATE SET why = excluded.why`,
    [device, at, rows.map((row) => row.number), rows.map((row) => row.hash), rows.map((row) => row.why), rows.map((row) => row.bytes)],
  );
};
