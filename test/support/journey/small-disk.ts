import { execFileSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** A disk of `megabytes` at `path` (tmpfs, mounted by root as the tests of CI are run), which can be filled to the last byte and freed again. */
export const mountSmallDisk = (path: string, megabytes: number) => {
  mkdirSync(path, { recursive: true });
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', path]);
  const filler = join(path, 'filler');
  return {
    fill: () => {
      const file = openSync(filler, 'a');
      let block = Buffer.alloc(1 << 20);
      while (block.length > 0) {
        try {
          // a disk that is nearly full takes a part of it
          writeSync(file, block);
        } catch {
          block = block.subarray(0, block.length >> 1);
        }
      }
      closeSync(file);
    },
    free: () => rmSync(filler, { force: true }),
    unmount: () => execFileSync('umount', ['-l', path]),
  };
};
