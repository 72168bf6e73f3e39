import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statfsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { AppError } from '../../../shared/base/app-error.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import { writeFileWhole } from './write-file.ts';

const whyByCode: Readonly<Record<string, string>> = { ENOSPC: 'full', EDQUOT: 'full', EFBIG: 'full', EROFS: 'readonly', EACCES: 'readonly', EPERM: 'readonly', EIO: 'gone', ENODEV: 'gone', ENOENT: 'gone', ENXIO: 'gone' };

const refused = (error: unknown): Result<never, AppError> => err({ type: 'StickRefused', detail: whyByCode[String((error as NodeJS.ErrnoException).code)] ?? 'gone' });

/** Undefined where `folder` is not a folder that is there. */
export const findStick = (folder: string): Result<void, AppError> => {
  try {
    return folder !== '' && statSync(folder).isDirectory() ? ok() : err({ type: 'StickRefused', detail: 'missing' });
  } catch {
    return err({ type: 'StickRefused', detail: 'missing' });
  }
};

/** `StickRefused{full}` where less than `bytes` are free, before anything is written. */
export const checkRoom = (folder: string, bytes: number): Result<void, AppError> => {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize >= bytes ? ok() : err({ type: 'StickRefused', detail: 'full' });
  } catch (error) {
    return refused(error);
  }
};

/** True where the file has these bytes already. What cannot be read has not. */
const isThere = (path: string, bytes: Uint8Array): boolean => {
  try {
    return existsSync(path) && statSync(path).size === bytes.length && Buffer.compare(readFileSync(path), bytes) === 0;
  } catch {
    return false;
  }
};

/** Writes a file so that it is there whole or not at all, and of a failure nothing is left behind. A file of that name with these bytes is left alone. Errors: StickRefused{full, readonly, gone}. */
export const writeStickFile = (path: string, bytes: Uint8Array): Result<void, AppError> => {
  try {
    mkdirSync(dirname(path), { recursive: true });
    if (isThere(path, bytes)) return ok();
    writeFileWhole(path, bytes);
    return ok();
  } catch (error) {
    try {
      rmSync(`${path}.partial`, { force: true });
    } catch {
      // The stick is gone; there is nothing to tidy.
    }
    return refused(error);
  }
};

/** Files in `folder` that end so, by name, at most `most`; none where there is no such folder. */
export const listStickFiles = (folder: string, extension: string, most: number): Result<string[], AppError> => {
  try {
    return existsSync(folder) ? ok(readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile() && entry.name.endsWith(extension)).map((entry) => join(folder, entry.name)).sort().slice(0, most)) : ok([]);
  } catch (error) {
    return refused(error);
  }
};

/** The bytes of a file, undefined where it is longer than `most`. Errors: StickRefused{gone}. */
export const readStickFile = (path: string, most: number): Result<Uint8Array | undefined, AppError> => {
  try {
    return ok(statSync(path).size > most ? undefined : new Uint8Array(readFileSync(path)));
  } catch (error) {
    return refused(error);
  }
};

/** Takes a file off a stick; one that is not there is gone already. Errors: StickRefused{readonly, gone}. */
export const removeStickFile = (path: string): Result<void, AppError> => {
  try {
    rmSync(path, { force: true });
    return ok();
  } catch (error) {
    return refused(error);
  }
};
