import { closeSync, fsyncSync, openSync } from 'node:fs';

/** Makes names in a folder (new, renamed, removed files) survive a power cut. */
export const syncFolder = (folder: string): void => {
  // Windows cannot open a folder; its rename is durable by itself.
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
};
