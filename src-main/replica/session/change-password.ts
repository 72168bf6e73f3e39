import type { AppError } from '../../../shared/base/app-error.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import { findKeyFile, type StaffKeys } from '../platform/key-file.ts';
import { checkPassword } from './check-password.ts';
import { getOffice, type Host } from './host-parts.ts';
import { saveKeyFile } from './save-key-file.ts';
import { wrapStaffKeys } from './staff-keys.ts';

/** Puts a member's keys in place of those under the same login, or beside the others. Errors: StorageCorrupt (key file), those of `saveKeyFile`. */
export const replaceStaffKeys = (host: Host, made: StaffKeys): Result<void, AppError> => {
  const keys = findKeyFile(host.files.keys);
  if (!keys) return err({ type: 'StorageCorrupt', detail: 'keys.json' });
  const known = keys.staff.some((staff) => staff.login === made.login);
  return saveKeyFile(host, { ...keys, staff: known ? keys.staff.map((staff) => (staff.login === made.login ? made : staff)) : [...keys.staff, made] });
};

/**
 * session.changePassword: the same data key and signing key under a new password. One file is replaced in one step, so after a kill the old password holds or the new one.
 * Errors: WrongPassword (the old one), InvalidInput (the same again), those of the key file.
 */
export const changePassword = async (host: Host, input: { readonly old: string; readonly new: string }): Promise<Result<Record<never, never>, AppError>> => {
  const { login } = getOffice(host).session;
  if (input.old.normalize('NFKC') === input.new.normalize('NFKC')) return err({ type: 'InvalidInput', issues: [{ path: 'new', code: 'passwordSame' }] });
  const opened = await checkPassword(host, login, input.old);
  if (!opened.ok) return opened;
  const found = findKeyFile(host.files.keys)?.staff.find((staff) => staff.login === login);
  if (!found) return err({ type: 'StorageCorrupt', detail: 'keys.json' });
  const saved = replaceStaffKeys(host, await wrapStaffKeys(host, found, input.new, opened.value));
  if (!saved.ok) return saved;
  host.log('passwordChanged', { staff: getOffice(host).session.staff });
  return ok({});
};
