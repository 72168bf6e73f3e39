import type { StaffId } from '../../../../shared/base/ids.ts';
import type { OutputOf } from '../../../../shared/ipc/contract.ts';
import { findDeviceSetting } from '../../session/device-setting.ts';
import { getOffice, type Host } from '../../session/host-parts.ts';
import type { ReadableDb } from '../../store/db.ts';

/** The caseworkers of this laptop. */
export const listWorkers = (db: ReadableDb): { readonly id: StaffId; readonly name: string }[] =>
  (findDeviceSetting(db, 'device.staff') ?? []).filter(({ roles }) => roles.includes('caseworker')).map(({ id, name }) => ({ id, name }));

/** case.workers: to whom a case can be given. */
export const readWorkers = (host: Host): OutputOf<'case.workers'> => ({ rows: listWorkers(getOffice(host).replica.db) });
