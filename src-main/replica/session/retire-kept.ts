import { existsSync, renameSync, rmSync } from 'node:fs';
import type { Host } from './host-parts.ts';

const places = (host: Host): string[] => [host.files.journal, host.files.snapshots];
const retired = (path: string): string => `${path}.old-key`;

/**
 * After a change of the data key: snapshots and save file of the old key lead nowhere any more, and would stay readable to whoever has it. They are put away, so that a
 * snapshot under the new key is due at once; that one being verified, {@link dropRetired} removes them.
 */
export const retireKept = (host: Host): void => {
  for (const path of places(host)) {
    if (!existsSync(path)) continue;
    rmSync(retired(path), { recursive: true, force: true });
    renameSync(path, retired(path));
  }
};

/** Removes what {@link retireKept} put away. */
export const dropRetired = (host: Host): void => {
  for (const path of places(host)) rmSync(retired(path), { recursive: true, force: true });
};
