import { findKeyFile } from '../platform/key-file.ts';
import { replaceStaffKeys } from './change-password.ts';
import type { Host } from './host-parts.ts';
import { wrapStaffKeys, type OpenedKeys } from './staff-keys.ts';

/** After a new data key, a person's first unlocking wraps it by their password again. Where that cannot be written the sealed one goes on holding. */
export const wrapByPassword = async (host: Host, login: string, password: string, opened: OpenedKeys): Promise<void> => {
  const found = findKeyFile(host.files.keys)?.staff.find((staff) => staff.login === login);
  if (!found) return;
  const saved = replaceStaffKeys(host, await wrapStaffKeys(host, found, password, opened));
  if (!saved.ok) host.log('keysNotWrapped', { type: saved.error.type });
};
