import { closeSync, fsyncSync, mkdirSync, openSync, read, renameSync, rmSync, statfsSync, write, fstatSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { AppError } from '../../../../shared/base/app-error.ts';
import { err, ok, type Result } from '../../../../shared/base/result.ts';
import { syncFolder } from '../../platform/sync-folder.ts';
import { checkFile } from '../check/check-file.ts';
import type { Connection } from '../rx-storage/connection.ts';
import { findStorageError } from '../storage-error.ts';
import { pruneKept, snapshotName, type KeepFolders } from './snapshot-files.ts';

const readAt = promisify(read);
const writeAt = promisify(write);
const blockBytes = 1 << 20;

export type SnapshotSettings = {
  readonly connection: Connection;
  /** The database file, open for reading (see `Replica.handle`). */
  readonly handle: number;
  readonly key: Uint8Array;
  readonly folders: KeepFolders;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Called once the state of the snapshot is fixed: the next save is not in it. */
  readonly begun?: () => void;
  readonly signal?: AbortSignal;
};

const copyBytes = async (from: number, to: number, bytes: number, signal: AbortSignal | undefined): Promise<boolean> => {
  const block = Buffer.allocUnsafe(blockBytes);
  for (let at = 0; at < bytes; ) {
    if (signal?.aborted) return false;
    const { bytesRead } = await readAt(from, block, 0, Math.min(blockBytes, bytes - at), at);
    if (bytesRead === 0) return false;
    for (let done = 0; done < bytesRead; ) done += (await writeAt(to, block, done, bytesRead - done, at + done)).bytesWritten;
    at += bytesRead;
  }
  return !signal?.aborted;
};

/** The newest save in the database; 0 in one from before there was a save file. */
export const sequenceOf = ({ database }: Connection): number =>
  database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'save_file'").get() ? (database.prepare('SELECT sequence FROM save_file').pluck().get() as number) : 0;

const copyInto = async (partial: string, settings: SnapshotSettings): Promise<Result<{ sequence: number; schema: number } | 'stopped', AppError>> => {
  const { connection: { database, checkpoints }, handle, signal } = settings;
  // From here to the end of the copy the main file does not change: saves go to the WAL, and nothing moves it.
  checkpoints.hold(true);
  const to = openSync(partial, 'w', 0o600);
  try {
    const [moved] = database.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[];
    if (moved?.busy !== 0) return err({ type: 'StorageBusy' });
    const [sequence, schema] = [sequenceOf(settings.connection), database.pragma('user_version', { simple: true }) as number];
    settings.begun?.();
    const { size } = fstatSync(handle);
    const disk = statfsSync(settings.folders.snapshots);
    if (disk.bavail * disk.bsize < size * 1.2) return err({ type: 'StorageFull' });
    if (!(await copyBytes(handle, to, size, signal))) return ok('stopped');
    fsyncSync(to);
    return ok({ sequence, schema });
  } finally {
    closeSync(to);
    checkpoints.hold(false);
  }
};

/**
 * Writes a snapshot of the replica while it is worked in, verifies it, and only then prunes what it makes superfluous. SQLite's backup refuses an encrypted pair and
 * VACUUM INTO would stop every save for its whole time; but the main file of a WAL database stands still between two checkpoints, and its pages are encrypted and
 * authenticated as they lie: copying it as it is takes a consistent state and no time from the saves. 'stopped' where the signal came, or somebody closed the replica.
 * Errors: StorageFull, StorageReadonly, StorageBusy, StorageCorrupt (what was copied is damaged: so is the replica).
 */
export const takeSnapshot = async (settings: SnapshotSettings): Promise<Result<'taken' | 'stopped', AppError>> => {
  const { snapshots } = settings.folders;
  const partial = join(snapshots, 'snapshot.partial');
  const clear = () => ['', '-wal', '-shm', '-journal'].forEach((suffix) => rmSync(partial + suffix, { force: true }));
  try {
    mkdirSync(snapshots, { recursive: true, mode: 0o700 });
    clear();
    const copied = await copyInto(partial, settings);
    if (!copied.ok) return copied;
    if (copied.value === 'stopped') return ok('stopped');
    const checked = await checkFile(partial, settings.key, settings.signal);
    if (checked === 'stopped' || settings.signal?.aborted) return ok('stopped');
    if (!checked.ok) return checked;
    renameSync(partial, join(snapshots, snapshotName({ ...copied.value, at: settings.at })));
    syncFolder(snapshots);
    pruneKept(settings.folders);
    return ok('taken');
  } catch (error) {
    const expected = findStorageError(error);
    if (expected) return err(expected);
    throw error;
  } finally {
    try {
      clear();
    } catch {
      // a check that was left behind still has it open (Windows); the next snapshot begins by clearing
    }
  }
};
