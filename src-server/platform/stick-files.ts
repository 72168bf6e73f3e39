import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { err, ok, type Result } from '../../shared/base/result.ts';

/** Writes a file so that it is there whole or not at all: temporary name, fsync, rename, fsync of the folder. Throws what the system throws (a full stick), leaving nothing behind. */
export const writeStickFile = (path: string, bytes: Uint8Array): void => {
  mkdirSync(dirname(path), { recursive: true });
  const partial = `${path}.partial`;
  try {
    const handle = openSync(partial, 'w');
    try {
      for (let at = 0; at < bytes.length; ) at += writeSync(handle, bytes, at);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    renameSync(partial, path);
  } catch (error) {
    rmSync(partial, { force: true });
    throw error;
  }
  if (process.platform === 'win32') return;
  const folder = openSync(dirname(path), 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
};

/** Names of the files in `folder` that end so, sorted. */
export const listStickFiles = (folder: string, extension: string, most: number): string[] =>
  existsSync(folder) ? readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile() && entry.name.endsWith(extension)).map((entry) => entry.name).sort().slice(0, most) : [];

/** The bytes of a file; `tooLarge` where it is longer than `most`, `unreadable` where the system does not give them (a bad sector, a name that leads nowhere, a stick that was taken out). */
export const readStickFile = (folder: string, name: string, most: number): Result<Uint8Array, 'tooLarge' | 'unreadable'> => {
  const path = join(folder, name);
  try {
    return statSync(path).size > most ? err('tooLarge') : ok(new Uint8Array(readFileSync(path)));
  } catch {
    return err('unreadable');
  }
};
