import { mkdirSync, writeFileSync } from 'node:fs';
import { join, parse } from 'node:path';

const most = 1000;

/**
 * Puts a file into `folder` (made where it is missing) and returns its place. One of that name is never written over: it may be open in another program, and it may be
 * what was handed on. Throws where it cannot be written.
 */
export const saveFile = (folder: string, name: string, bytes: Uint8Array): string => {
  mkdirSync(folder, { recursive: true });
  const { name: stem, ext } = parse(name.replaceAll(/[^\p{L}\p{N}._-]/gu, '-'));
  for (let copy = 1; copy <= most; copy += 1) {
    const path = join(folder, `${stem}${copy === 1 ? '' : `-${copy}`}${ext}`);
    try {
      writeFileSync(path, bytes, { mode: 0o600, flag: 'wx' });
      return path;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
  throw new Error('too many files of one name');
};
