import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

const mount = (...args: string[]): boolean => spawnSync('mount', args, { stdio: 'ignore' }).status === 0;

/** A disk of its own of `megabytes` that the test unmounts, or undefined where this user may not mount one. */
export const smallDisk = (megabytes: number): { readonly folder: string; readonly setReadonly: (readonly: boolean) => boolean } | undefined => {
  const folder = mkdtempSync(join(tmpdir(), 'tirek-disk-'));
  const mounted = process.platform === 'linux' && process.getuid?.() === 0 && mount('-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder);
  onTestFinished(() => {
    if (mounted) spawnSync('umount', ['-l', folder], { stdio: 'ignore' });
    rmSync(folder, { recursive: true, force: true });
  });
  return mounted ? { folder, setReadonly: (readonly) => mount('-o', `remount,${readonly ? 'ro' : 'rw'}`, folder) } : undefined;
};
