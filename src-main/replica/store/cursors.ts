import type { ReadableDb, WritableDb } from './db.ts';

/** How far a stream of the centre was pulled: `seq` is the newest change taken, in the centre's `epoch`. */
export type Cursor = { readonly stream: string; readonly epoch: number; readonly seq: number };

/** The cursor of a stream; undefined before its first pull. */
export const findCursor = (db: ReadableDb, stream: string): Cursor | undefined => db.find<Cursor>('SELECT stream, epoch, seq FROM cursor WHERE stream = ?', stream);

/** All cursors, by stream. */
export const listCursors = (db: ReadableDb): Cursor[] => db.list<Cursor>('SELECT stream, epoch, seq FROM cursor ORDER BY stream');

/** Sets a stream's cursor, forward or, in a new epoch of the centre, back. */
export const setCursor = (db: WritableDb, cursor: Cursor): void => {
  db.run('INSERT INTO cursor (stream, epoch, seq) VALUES (?, ?, ?) ON CONFLICT (stream) DO UPDATE SET epoch = excluded.epoch, seq = excluded.seq', cursor.stream, cursor.epoch, cursor.seq);
};
