import { copyFileSync, existsSync, fsyncSync, closeSync, mkdirSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { AppError } from '../../../../shared/base/app-error.ts';
import { isDamage } from '../../../../shared/base/is-damage.ts';
import { err, ok, type Result } from '../../../../shared/base/result.ts';
import { syncFolder } from '../../platform/sync-folder.ts';
import { checkFile } from '../check/check-file.ts';
import { allMigrations } from '../migrations/all-migrations.ts';
import { openReplica, type ReplicaSettings } from '../open-replica.ts';
import { listSegments } from '../saves/read-segments.ts';
import { findStorageError } from '../storage-error.ts';
import { listSnapshots, type KeepFolders, type SnapshotFile } from './snapshot-files.ts';

export type RestoreStep = 'checking' | 'copying' | 'replaying';
export type RestoreSettings = Omit<ReplicaSettings, 'keep'> & {
  readonly folders: KeepFolders;
  readonly random: (length: number) => Uint8Array;
  /** A folder that is not there yet: what was damaged is moved into it. */
  readonly damaged: string;
  readonly progress: (step: RestoreStep, done: number, total: number) => Promise<void>;
};

/** `at`: when the snapshot was taken (milliseconds), null where the save file alone was enough; `saves` replayed; `torn`: later ones could not be read. */
export type Restored = { readonly at: number | null; readonly saves: number; readonly torn: boolean };

const suffixes = ['', '-wal', '-shm', '-journal'] as const;
const removeDatabase = (file: string) => suffixes.forEach((suffix) => rmSync(file + suffix, { force: true }));

const syncFile = (file: string): void => {
  const handle = openSync(file, 'r+');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
};

/** Builds the state of `from` (undefined: nothing) with the save file on it in `target`, closed, whole and on disk. */
const build = async (settings: RestoreSettings, from: SnapshotFile | undefined, target: string): Promise<Result<Restored, AppError>> => {
  const { folders, key, progress } = settings;
  removeDatabase(target);
  await progress('copying', 0, from?.bytes ?? 0);
  if (from) {
    if (from.schema > ((settings.migrations ?? allMigrations).at(-1)?.number ?? 0)) return err({ type: 'DatabaseTooNew', found: from.schema, supported: (settings.migrations ?? allMigrations).at(-1)?.number ?? 0 });
    copyFileSync(join(folders.snapshots, from.name), target);
    await progress('checking', 0, from.bytes);
    const checked = await checkFile(target, key);
    if (checked !== 'stopped' && !checked.ok) return checked;
  }
  const between = (done: number, of: number) => progress('replaying', done, of);
  // Snapshots made on the way would lie among the real ones.
  const keep = { folders: { journal: folders.journal, snapshots: `${target}.snapshots` }, random: settings.random, torn: 'accept' as const, between };
  const opened = await openReplica({ ...settings, file: target, keep });
  if (!opened.ok) return opened;
  const { madeUp } = opened.value;
  await opened.value.close();
  rmSync(`${target}.snapshots`, { recursive: true, force: true });
  await progress('checking', 0, 0);
  const checked = await checkFile(target, key);
  if (checked !== 'stopped' && !checked.ok) return checked;
  syncFile(target);
  return ok({ at: from?.at ?? null, ...madeUp });
};

/** The database goes first: where only it is gone, the next start knows that a restore was cut off. Its WAL must not be left beside another database. */
const exchange = ({ file, damaged, folders }: RestoreSettings, target: string, torn: boolean, bad: readonly string[]): void => {
  mkdirSync(damaged, { recursive: true, mode: 0o700 });
  for (const suffix of suffixes) if (existsSync(file + suffix)) renameSync(file + suffix, join(damaged, `replica.db${suffix}`));
  // What could not be replayed would stand for ever as saves that the database has not; it is kept with the rest.
  if (torn) for (const { name } of listSegments(folders.journal)) renameSync(join(folders.journal, name), join(damaged, name));
  // Left there, snapshots that lead nowhere would count among those that are kept, and new ones would be pruned for them.
  for (const name of bad) renameSync(join(folders.snapshots, name), join(damaged, name));
  syncFolder(dirname(file));
  renameSync(target, file);
  syncFolder(dirname(file));
};

/**
 * Puts the newest good snapshot with every later save of the save file in the place of a damaged replica that nobody has open; the damaged file is moved aside,
 * never deleted. A snapshot that proves bad is passed over for the one before it, and where none is left the save file alone must do. A cut at any place leaves the
 * damaged file, or no file, and the restore can be done again. Errors: StorageCorrupt{noSnapshot} where nothing leads back, DatabaseTooNew, StorageFull, StorageReadonly.
 */
export const restoreReplica = async (settings: RestoreSettings): Promise<Result<Restored, AppError>> => {
  const target = `${settings.file}.restored`;
  let failure: AppError = { type: 'StorageCorrupt', detail: 'noSnapshot' };
  const bad: string[] = [];
  const bases: (SnapshotFile | undefined)[] = listSnapshots(settings.folders.snapshots);
  if (listSegments(settings.folders.journal)[0]?.first === 1) bases.push(undefined);
  try {
    for (const from of bases) {
      const built = await build(settings, from, target);
      // An empty state is what any key and any damage leads to: that is no restore.
      const empty = built.ok && !from && built.value.saves === 0;
      if (built.ok && !empty) {
        exchange(settings, target, built.value.torn, bad);
        return built;
      }
      removeDatabase(target);
      if (built.ok) continue;
      // Another snapshot does not mend a full disk or an old program; it may lie where the disk can be read.
      if (!isDamage(built.error)) return built;
      if (!from) continue;
      bad.push(from.name);
      failure = built.error;
    }
    return err(failure);
  } catch (error) {
    removeDatabase(target);
    const expected = findStorageError(error);
    if (expected) return err(expected);
    throw error;
  }
};
