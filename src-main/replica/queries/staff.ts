import type { OutputOf } from '../../../shared/ipc/contract.ts';
import { findOfficeRoster } from '../office/office-roster.ts';
import { findDeviceSetting } from '../session/device-setting.ts';
import { getOffice, type Host } from '../session/host-parts.ts';
import { staffNames } from './staff-names.ts';

/** staff.list: who works on this laptop, who will once the centre has named them, and then who left, the last first. Of those who work here also on which other laptops of the office their key was taken away. */
export const readStaff = (host: Host): OutputOf<'staff.list'> => {
  const { replica: { db }, certificate } = getOffice(host);
  const roster = findOfficeRoster(db);
  const laptops = new Map(roster?.devices.map(({ device, name }) => [device, name]));
  // Not where they came back: one key there holds.
  const leftOn = (id: string) => [...Map.groupBy((roster?.staff ?? []).filter(({ staff, device }) => staff === id && device !== certificate.device), ({ device }) => device)].flatMap(([device, keys]) => {
    const until = keys.every((key) => key.until !== undefined) ? keys.map((key) => key.until!).sort().at(-1) : undefined;
    return until === undefined ? [] : [{ laptop: laptops.get(device) ?? '', at: until }];
  });
  const passed = new Map((findDeviceSetting(db, 'staff.passed') ?? []).map(({ login, at }) => [login, at]));
  const known = (findDeviceSetting(db, 'device.staff') ?? []).map(({ id, login, name, roles }) => ({ id: id as string, login, name, roles, waiting: false, passed: passed.get(login) ?? null, left: null, leftOn: leftOn(id) }));
  const waiting = (findDeviceSetting(db, 'staff.waiting') ?? []).map(({ login, name, roles }) => ({ id: login, login, name, roles, waiting: true, passed: passed.get(login) ?? null, left: null, leftOn: [] }));
  const names = staffNames(db);
  const gone = (findDeviceSetting(db, 'staff.left') ?? []).map(({ id, login, name, roles, leftAt, leftBy, told }) => ({ id: `${id}/${leftAt}`, login, name, roles, waiting: false, passed: null, left: { at: leftAt, byName: names.get(leftBy) ?? '', told: told ?? null }, leftOn: [] }));
  return { rows: [...[...known, ...waiting].sort((a, b) => (a.login < b.login ? -1 : 1)), ...gone.reverse()] };
};
