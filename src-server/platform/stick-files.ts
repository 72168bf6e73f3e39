import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';

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

/** The bytes of a file, undefined where it is longer than `most`. */
export const readStickFile = (folder: string, name: string, most: number): Uint8Array | undefined => {
  const path = join(folder, name);
  return statSync(path).size > most ? undefined : new Uint8Array(readFileSync(path));
};
