import { closeSync, fdatasyncSync, fsyncSync, ftruncateSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { syncFolder } from '../../platform/sync-folder.ts';
import type { WritableDb } from '../db.ts';
import { segmentName } from './read-segments.ts';
import { encodeSave, type SaveContent } from './save-record.ts';
import { encodeFrame, encodeHeader, headerBytes, segmentKey } from './segment-format.ts';

export type SaveFileSettings = {
  readonly folder: string;
  readonly dataKey: Uint8Array;
  /** The replica's schema number, so that an older program leaves the segment alone. */
  readonly schema: number;
  /** Sequence of the newest save in the database. */
  readonly sequence: number;
  readonly random: (length: number) => Uint8Array;
};

/** The file beside the database that every save of a person is in before it is acknowledged. */
export type SaveFile = {
  /**
   * Puts a save on disk, as the last act of its transaction before COMMIT, and its sequence into the database. First the file and then the database, so that what
   * the database has the file has too; what only the file has (a crash between the two) nobody was told about, and is made up for at the next opening. Throws errors
   * of the file system: the transaction is then rolled back and the save refused.
   */
  readonly append: (db: WritableDb, save: SaveContent) => void;
  /** The transaction did not commit: its frame goes, durably, before the failure is told. Does nothing where none was appended. */
  readonly takeBack: () => void;
  /** The transaction committed. */
  readonly confirm: () => void;
  /** The next save begins a new segment: what is older than a snapshot can go. */
  readonly begin: () => void;
  readonly sequence: () => number;
  /** Bytes appended since this opening, or since `begin`. */
  readonly written: () => number;
  readonly close: () => void;
};

/** Opens the save file for appending. An old segment is never written to again, so a torn tail stays where it is and harms nothing. */
export const openSaveFile = ({ folder, dataKey, schema, sequence: start, random }: SaveFileSettings): SaveFile => {
  let segment: { readonly handle: number; readonly key: Uint8Array; length: number } | undefined;
  let [sequence, pending, broken, written] = [start, 0, false, 0];

  const writeAll = (handle: number, bytes: Uint8Array, position: number) => {
    for (let at = 0; at < bytes.length; ) at += writeSync(handle, bytes, at, bytes.length - at, position + at);
  };
  const take = () => {
    if (segment) return segment;
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const id = random(16);
    const handle = openSync(join(folder, segmentName(sequence + 1, id)), 'wx', 0o600);
    try {
      writeAll(handle, encodeHeader(schema, id), 0);
      fsyncSync(handle);
      syncFolder(folder);
    } catch (error) {
      closeSync(handle);
      rmSync(join(folder, segmentName(sequence + 1, id)), { force: true });
      throw error;
    }
    return (segment = { handle, key: segmentKey(dataKey, id), length: headerBytes });
  };
  const shorten = () => {
    if (!segment) return;
    ftruncateSync(segment.handle, segment.length);
    fsyncSync(segment.handle);
    broken = false;
  };
  const end = () => {
    const { handle } = segment ?? {};
    segment = undefined;
    if (handle !== undefined) closeSync(handle);
  };

  return {
    append: (db, save) => {
      // A frame of a failed save that could not be taken back stands in the way of the next one.
      if (broken) shorten();
      const to = take();
      const entries = save.notes.filter((note) => note.kind === 'entry').length;
      const frame = encodeFrame(to.key, random(12), sequence + 1, entries, encodeSave(save));
      db.run('UPDATE save_file SET sequence = ?', sequence + 1);
      pending = frame.length;
      writeAll(to.handle, frame, to.length);
      fdatasyncSync(to.handle);
    },
    takeBack: () => {
      if (pending === 0) return;
      pending = 0;
      broken = true;
      try {
        shorten();
      } catch {
        // the save has failed for a reason of its own, which the caller tells; the next append tries again before it writes
      }
    },
    confirm: () => {
      if (pending === 0 || !segment) return;
      segment.length += pending;
      written += pending;
      [pending, sequence] = [0, sequence + 1];
    },
    begin: () => {
      // A refused save that could not be taken back yet must go before another gets its number, so its segment goes on.
      if (broken) return;
      end();
      written = 0;
    },
    sequence: () => sequence,
    written: () => written,
    close: end,
  };
};
