import type { AppError } from '../../../shared/base/app-error.ts';
import type { DeviceId } from '../../../shared/base/ids.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import { findDeviceSetting, putDeviceSetting } from '../session/device-setting.ts';
import { getOffice, type Host } from '../session/host-parts.ts';
import { findOfficeRoster } from './office-roster.ts';

/**
 * office.admit: the word of a supervisor or an administrator that a laptop which has appeared on the roster is one of theirs. From now on letters are sealed to it too; what was sealed before is said to it again. Errors: NotFound where
 * the roster has no such laptop, those of the storage.
 */
export const admitLaptop = (host: Host, { device }: { readonly device: DeviceId }): Result<Record<never, never>, AppError> => {
  const { replica, session } = getOffice(host);
  if (!findOfficeRoster(replica.db)?.devices.some((one) => one.device === device)) return err({ type: 'NotFound', what: 'device', id: device });
  const admitted = findDeviceSetting(replica.db, 'office.admitted') ?? [];
  if (admitted.includes(device)) return ok({});
  const saved = replica.commit({ durability: 'full', documents: [], sql: (db) => putDeviceSetting(db, 'office.admitted', [...admitted, device]) });
  if (!saved.ok) return saved;
  host.log('laptopAdmitted', { device, by: session.staff });
  host.notices.tell('documents');
  return ok({});
};
