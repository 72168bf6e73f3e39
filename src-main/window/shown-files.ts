import { mkdirSync, rmSync } from 'node:fs';
import { saveFile } from './save-file.ts';

/** Plain copies of files that lie encrypted in the replica, made for the program that shows them. */
export type ShownFiles = { readonly put: (name: string, bytes: Uint8Array) => string; readonly forget: () => void };

/**
 * Keeps plain copies in `folder`, which only this person may enter, until they are forgotten: when the laptop is locked, when the window is closed, and before the first, for what a power cut left. One that another program
 * holds open cannot be removed everywhere; it goes the next time.
 */
export const shownFiles = (folder: string): ShownFiles => {
  const forget = () => {
    try {
      rmSync(folder, { recursive: true, force: true });
    } catch {
      // held open by the program that shows it
    }
  };
  forget();
  return {
    put: (name, bytes) => {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      return saveFile(folder, name, bytes);
    },
    forget,
  };
};
