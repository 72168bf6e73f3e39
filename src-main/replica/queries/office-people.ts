import type { StaffId } from '../../../shared/base/ids.ts';
import type { Role } from '../../../shared/domain/staff.ts';
import { findOfficeRoster } from '../office/office-roster.ts';
import { findDeviceSetting } from '../session/device-setting.ts';
import type { ReadableDb } from '../store/db.ts';

/** Somebody of the office, with what they may do on any of its laptops. */
export type OfficePerson = { readonly id: StaffId; readonly name: string; readonly roles: readonly Role[] };

/** Everybody who works on a laptop of this office: this one's own first, then those of the others as the centre last named them. Who left this laptop is among them only where another has them. */
export const listOfficePeople = (db: ReadableDb, own: string): OfficePerson[] => {
  const here = (findDeviceSetting(db, 'device.staff') ?? []).map(({ id, name, roles }) => ({ id, name, roles }));
  const others = (findOfficeRoster(db)?.staff ?? []).filter(({ device, until }) => device !== own && until === undefined).map(({ staff, name, roles }) => ({ id: staff, name, roles }));
  return [...Map.groupBy([...here, ...others], ({ id }) => id)].map(([id, rows]) => ({ id, name: rows[0]!.name, roles: [...new Set(rows.flatMap(({ roles }) => roles))] }));
};
