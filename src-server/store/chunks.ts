import type { Db } from './db.ts';
import { covered } from './streams.ts';

export type ChunkRow = { readonly stream: string; readonly epoch: number; readonly after: number; readonly until: number; readonly hash: Uint8Array; readonly bytes: Uint8Array };
export type ChunkHead = Omit<ChunkRow, 'bytes'> & { readonly size: number };

/** Chunks of `stream` in its epoch that bring something after number `from`, oldest first; for a device that cannot read every kind only those before the first item of one it cannot. */
export const listChunks = async (db: Db, device: string, stream: string, epoch: number, from: number): Promise<ChunkHead[]> =>
  (await db.query<ChunkHead>(
    `SELECT stream, epoch, after, until, hash, octet_length(bytes) AS size FROM stream_chunk WHERE stream = $1 AND epoch = $2 AND until > $3
     AND until < coalesce((SELECT min(i.seq) FROM stream_item i JOIN device d ON d.id = $4 WHERE i.stream = $1 AND i.seq > $3 AND i.collection IN ('registryTasks', 'caseworkTasks', 'medicalTasks') AND i.collection <> ALL (d.kinds)), 9007199254740991)
     ORDER BY after LIMIT 500`, [stream, epoch, from, device],
  )).rows;

/** Where the chunks of a stream end, 0 without any. */
export const lastChunkEnd = async (db: Db, stream: string, epoch: number): Promise<number> =>
  (await db.query<{ until: number | null }>('SELECT max(until) AS until FROM stream_chunk WHERE stream = $1 AND epoch = $2', [stream, epoch])).rows[0]?.until ?? 0;

/**
 * Keeps a chunk; two servers that make the same one keep one. False, and nothing is kept, where something has left the stream since it stood at `head`: what the chunk says may have been emptied since it was read. Within a transaction: whoever
 * empties holds the stream's row.
 */
export const insertChunk = async (db: Db, row: ChunkRow, head: number): Promise<boolean> => {
  await db.query('SELECT FROM stream WHERE name = $1 FOR SHARE', [row.stream]);
  const left = await db.query("SELECT FROM stream_item WHERE stream = $1 AND kind = 'moved' AND seq > $2 LIMIT 1", [row.stream, head]);
  if (left.rows.length > 0) return false;
  await db.query('INSERT INTO stream_chunk (stream, epoch, after, until, hash, bytes) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING', [row.stream, row.epoch, row.after, row.until, row.hash, row.bytes]);
  return true;
};

/** The bytes of a chunk from `offset`; undefined where there is none or the device may not read its stream. */
export const findChunkBytes = async (db: Db, device: string, hash: Uint8Array, offset: number): Promise<Uint8Array | undefined> =>
  (await db.query<{ bytes: Uint8Array }>(
    `SELECT substring(c.bytes FROM $3::int + 1) AS bytes FROM stream_chunk c JOIN stream s ON s.name = c.stream JOIN device d ON d.id = $1 AND ${covered} WHERE c.hash = $2 LIMIT 1`, [device, hash, offset],
  )).rows[0]?.bytes;

/** Streams, in the centre's epoch, whose newest `least` items or more are in no chunk yet. */
export const listUnchunked = async (db: Db, epoch: number, least: number): Promise<{ name: string; epoch: number; seq: number; end: number }[]> =>
  (await db.query<{ name: string; epoch: number; seq: number; end: number }>(
    `SELECT s.name, greatest(s.epoch, $1) AS epoch, s.seq, coalesce(max(c.until), 0) AS end FROM stream s LEFT JOIN stream_chunk c ON c.stream = s.name AND c.epoch = greatest(s.epoch, $1)
     GROUP BY s.name, s.epoch, s.seq HAVING s.seq - coalesce(max(c.until), 0) >= $2 ORDER BY s.name`, [epoch, least],
  )).rows;

/** Items of a stream's range, of each document only the newest; of a person or case that moved away the last before that too, without which its office would have no trace of it. */
export const listRange = async (db: Db, stream: string, after: number, until: number): Promise<string[]> =>
  (await db.query<{ item: string }>(
    `SELECT i.item FROM stream_item i WHERE i.stream = $1 AND i.seq > $2 AND i.seq <= $3 AND NOT EXISTS (
       SELECT FROM stream_item n WHERE n.stream = i.stream AND n.seq > i.seq AND n.seq <= $3 AND n.collection = i.collection AND n.document = i.document
         AND (n.kind = 'put' OR i.kind = 'moved' OR i.collection NOT IN ('persons', 'cases'))) ORDER BY i.seq`, [stream, after, until],
  )).rows.map((row) => row.item);
