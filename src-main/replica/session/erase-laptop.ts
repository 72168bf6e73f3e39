import { closeSync, fsyncSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { emptyKeyFile } from '../platform/key-file.ts';
import type { Host } from './host-parts.ts';
import { lock } from './lock.ts';
import { saveKeyFile } from './save-key-file.ts';

/** Writes over what the key file held: the wraps of the data key. As far as a disk lets one. */
const overwrite = (handle: number, length: number): void => {
  writeSync(handle, new Uint8Array(length), 0, length, 0);
  fsyncSync(handle);
};

/** Everything of the profile that holds data, wrapped or not. It cannot be read any more; it goes so that nobody wonders. */
export const removeErased = (host: Host): void => {
  const { replica, journal, snapshots, damaged } = host.files;
  for (const path of [replica, `${replica}-wal`, `${replica}-shm`, `${replica}-journal`, journal, `${journal}.old-key`, snapshots, `${snapshots}.old-key`, damaged]) rmSync(path, { recursive: true, force: true });
};

/**
 * Erases a laptop whose access the centre took away, after it has handed in what it had. First the key file is replaced in one step by one without any key and with the word of what happened: from that moment on nothing here can be
 * read, by nobody. Then the files go. Killed before, the laptop is as it was, and the next contact erases it; killed after, the next start removes what is left ({@link removeErased}).
 */
export const eraseLaptop = async (host: Host, { handedIn, filesLost }: NonNullable<Host['leaving']>): Promise<void> => {
  host.leaving = undefined;
  await lock(host);
  const { keys } = host.files;
  const [old, length] = [openSync(keys, 'r+'), statSync(keys).size];
  try {
    const saved = saveKeyFile(host, { ...emptyKeyFile, revoked: { at: host.clock.instant(), handedIn, ...(filesLost > 0 ? { filesLost } : {}) } });
    if (!saved.ok) return host.log('notErased', { type: saved.error.type });
    overwrite(old, length);
    removeErased(host);
    host.problem = null;
    host.log('erased', { handedIn });
  } finally {
    closeSync(old);
    host.notices.tell('session');
  }
};
