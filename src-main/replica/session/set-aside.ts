import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Host } from './host-parts.ts';

/** A folder of its own, not made yet, for what is moved aside now. */
export const asideFolder = (host: Host): string => join(host.files.damaged, `${host.clock.instant().replace(/[^0-9]/g, '')}-${host.ids.uuid().slice(-6)}`);

/**
 * Clears the way for a new replica. One that was worked in has snapshots: it is moved aside whole, never deleted, even where its key seems lost. One without holds
 * nothing but a begun enrolment.
 */
export const clearReplica = (host: Host): void => {
  const { replica, journal, snapshots } = host.files;
  const all = [replica, `${replica}-wal`, `${replica}-shm`, `${replica}-journal`, journal, snapshots].filter((path) => existsSync(path));
  if (!existsSync(snapshots)) return all.forEach((path) => rmSync(path, { recursive: true, force: true }));
  const aside = asideFolder(host);
  mkdirSync(aside, { recursive: true, mode: 0o700 });
  for (const path of all) renameSync(path, join(aside, basename(path)));
  host.log('replicaSetAside');
};
