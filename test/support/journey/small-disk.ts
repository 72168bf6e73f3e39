import { execFileSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** A disk of `megabytes` at `path` (tmpfs, mounted by root as the tests of CI are run), which can be filled to the last byte and freed again. */
export const mountSmallDisk = (path: string, megabytes: number) => {
  mkdirSync(path, { recursive: true });
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', path]);
  const filler = join(path, 'filler');
  /** Returns how many bytes there was room for. */
  const fill = (): number => {
    const file = openSync(filler, 'a');
    let block = Buffer.alloc(1 << 20);
    let written = 0;
    while (block.length > 0) {
      try {
        // a disk that is nearly full takes a part of it
        written += writeSync(file, block);
      } catch {
        block = block.subarray(0, block.length >> 1);
      }
    }
    closeSync(file);
    return written;
  };
  return {
    /** Fills it for good: what works beside the person (a snapshot) gives its room back when the disk is full, so it is filled until nothing has been given back for a while. */
    fill: async (): Promise<void> => {
      for (let full = 0; full < 8; full = fill() === 0 ? full + 1 : 0) await sleep(250);
    },
    free: () => rmSync(filler, { force: true }),
    unmount: () => execFileSync('umount', ['-l', path]),
  };
};
