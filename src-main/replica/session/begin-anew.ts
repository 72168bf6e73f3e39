import { renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import type { AppError } from '../../../shared/base/app-error.ts';
import { ok, type Result } from '../../../shared/base/result.ts';
import { syncFolder } from '../platform/sync-folder.ts';
import { copyRecords } from '../store/copy-records.ts';
import { countHeld } from '../store/journal.ts';
import { openReplica } from '../store/open-replica.ts';
import { findDeviceSetting } from './device-setting.ts';
import { deviceSettings } from './device-settings.ts';
import { isKeptEdition } from './editions.ts';
import type { Host, Office } from './host-parts.ts';
import { openOffice } from './open-office.ts';
import { replicaSettings } from './replica-settings.ts';
import { retireKept } from './retire-kept.ts';

/** What of the settings goes along: who this laptop is, what it has signed and been given receipts for, and the editions of the law, one of which may be in force here. Nothing of its office or of what it has read. */
const goesAlong = (name: string): boolean =>
  (name in deviceSettings && !name.startsWith('office.') && !name.startsWith('check.') && name !== 'device.moved' && name !== 'device.moving' && name !== 'push.outbox') || name.startsWith('receipt.') || isKeptEdition(name);

/**
 * The first unlocking after a move to another district: a new file in the place of the old one, with the journal's chain, the receipts for it and the editions of the law and nothing else, so that nothing of the old district is left and the new one is loaded from its beginning. All that was
 * written here has its receipt, or nothing is done. The new file is made whole beside the old one, then the save file and the snapshots of the old are put away (as for a new data key), then it takes the old one's place in one step: killed at any place, the next
 * unlocking finds the old file and begins again, or the new one. Errors: those of the storage.
 */
export const beginAnew = async (host: Host, office: Office, login: string, dataKey: Uint8Array): Promise<Result<Office, AppError>> => {
  const { db } = office.replica;
  if (!findDeviceSetting(db, 'device.moved') || countHeld(db) > 0) return ok(office);
  const file = `${host.files.replica}.anew`;
  for (const path of [file, `${file}-wal`, `${file}-shm`]) rmSync(path, { force: true });
  const { keep: _, ...settings } = replicaSettings(host, dataKey);
  const made = await openReplica({ ...settings, file });
  if (!made.ok) {
    await office.replica.close();
    return made;
  }
  const copied = copyRecords(db, made.value, goesAlong);
  await made.value.close();
  await office.replica.close();
  if (!copied.ok) return copied;
  retireKept(host);
  renameSync(file, host.files.replica);
  syncFolder(dirname(file));
  host.log('begunAnew');
  return openOffice(host, login, dataKey);
};
