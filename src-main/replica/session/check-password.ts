import type { AppError } from '../../../shared/base/app-error.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import { findKeyFile } from '../platform/key-file.ts';
import type { Host } from './host-parts.ts';
import { saveKeyFile } from './save-key-file.ts';
import { findOpenedKeys, type OpenedKeys } from './staff-keys.ts';
import { countFailure, forgive, retryAfterSeconds } from './unlock-delay.ts';

/**
 * The keys that `password` opens. The try is counted on disk before it is made, so that ending the process does not uncount it.
 * Errors: NotEnrolled, WrongPassword (also while the delay runs), StorageCorrupt (key file), StorageFull, StorageReadonly.
 */
export const checkPassword = async (host: Host, login: string, password: string): Promise<Result<OpenedKeys, AppError>> => {
  const keys = findKeyFile(host.files.keys);
  if (!keys) return err({ type: 'StorageCorrupt', detail: 'keys.json' });
  if (!keys.device || keys.staff.length === 0) return err({ type: 'NotEnrolled' });
  const now = host.clock.now();
  const wait = retryAfterSeconds(keys.failures, now);
  if (wait > 0) return err({ type: 'WrongPassword', retryAfterSeconds: wait });

  const known = keys.staff.some((staff) => staff.login === login);
  const counted = { ...keys, failures: countFailure(keys.failures, known ? login : undefined, now) };
  // Without the count on disk a restart would give free tries: no count, no try.
  const noted = saveKeyFile(host, counted);
  if (!noted.ok) return noted;
  const opened = await findOpenedKeys(keys, login, password);
  if (!opened) {
    host.log('wrongPassword');
    host.notices.tell('session');
    return err({ type: 'WrongPassword', retryAfterSeconds: retryAfterSeconds(counted.failures, host.clock.now()) });
  }
  const forgiven = saveKeyFile(host, { ...keys, failures: forgive(keys.failures, login) });
  return forgiven.ok ? ok(opened) : forgiven;
};
