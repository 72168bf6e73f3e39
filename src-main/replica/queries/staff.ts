import type { OutputOf } from '../../../shared/ipc/contract.ts';
import { findDeviceSetting } from '../session/device-setting.ts';
import { getOffice, type Host } from '../session/host-parts.ts';
import { staffNames } from './staff-names.ts';

/** staff.list: who works on this laptop, who will once the centre has named them, and then who left, the last first. */
export const readStaff = (host: Host): OutputOf<'staff.list'> => {
  const { db } = getOffice(host).replica;
  const known = (findDeviceSetting(db, 'device.staff') ?? []).map(({ id, login, name, roles }) => ({ id: id as string, login, name, roles, waiting: false, left: null }));
  const waiting = (findDeviceSetting(db, 'staff.waiting') ?? []).map(({ login, name, roles }) => ({ id: login, login, name, roles, waiting: true, left: null }));
  const names = staffNames(db);
  const gone = (findDeviceSetting(db, 'staff.left') ?? []).map(({ id, login, name, roles, leftAt, leftBy }) => ({ id: `${id}/${leftAt}`, login, name, roles, waiting: false, left: { at: leftAt, byName: names.get(leftBy) ?? '' } }));
  return { rows: [...[...known, ...waiting].sort((a, b) => (a.login < b.login ? -1 : 1)), ...gone.reverse()] };
};
