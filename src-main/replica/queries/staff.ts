import type { OutputOf } from '../../../shared/ipc/contract.ts';
import { findDeviceSetting } from '../session/device-setting.ts';
import { getOffice, type Host } from '../session/host-parts.ts';

/** staff.list: who works on this laptop, and who will once the centre has named them. */
export const readStaff = (host: Host): OutputOf<'staff.list'> => {
  const { db } = getOffice(host).replica;
  const known = (findDeviceSetting(db, 'device.staff') ?? []).map(({ id, login, name, roles }) => ({ id: id as string, login, name, roles, waiting: false }));
  const waiting = (findDeviceSetting(db, 'staff.waiting') ?? []).map(({ login, name, roles }) => ({ id: login, login, name, roles, waiting: true }));
  return { rows: [...known, ...waiting].sort((a, b) => (a.login < b.login ? -1 : 1)) };
};
