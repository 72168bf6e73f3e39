import { closeSync, fsyncSync, openSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { syncFolder } from './sync-folder.ts';

/** Writes `content` to `path` so that after a power cut the file is the old one or the new one, never a half: temporary file, fsync, rename, fsync of the folder. */
export const writeFileWhole = (path: string, content: string | Uint8Array): void => {
  const partial = `${path}.partial`;
  const handle = openSync(partial, 'w', 0o600);
  try {
    const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
    for (let at = 0; at < bytes.length; ) at += writeSync(handle, bytes, at);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(partial, path);
  syncFolder(dirname(path));
};
