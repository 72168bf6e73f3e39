import { concatBytes } from '../../../shared/base/bytes.ts';
import type { ReadableDb, WritableDb } from './db.ts';

/** How many bytes of a chunk are here, from its start without a gap. */
export const chunkBytesHere = (db: ReadableDb, hash: string): number => db.find<{ n: number | null }>('SELECT max(at + length(bytes)) AS n FROM chunk_part WHERE hash = ?', hash)?.n ?? 0;

/** Adds what follows the bytes that are here. */
export const appendChunkPart = (db: WritableDb, hash: string, at: number, bytes: Uint8Array): void => {
  db.run('INSERT INTO chunk_part (hash, at, bytes) VALUES (?, ?, ?)', hash, at, bytes);
};

/** What is here of a chunk. */
export const readChunk = (db: ReadableDb, hash: string): Uint8Array => concatBytes(...db.list<{ bytes: Uint8Array }>('SELECT bytes FROM chunk_part WHERE hash = ? ORDER BY at', hash).map((row) => row.bytes));

/** Forgets everything of every chunk but `hash`. */
export const dropChunks = (db: WritableDb, except = ''): void => {
  db.run('DELETE FROM chunk_part WHERE hash <> ?', except);
};

/** Forgets what is here of a chunk. */
export const forgetChunk = (db: WritableDb, hash: string): void => {
  db.run('DELETE FROM chunk_part WHERE hash = ?', hash);
};
