import { findBase64urlBytes } from '../../../shared/base/base64url.ts';
import type { StaffId } from '../../../shared/base/ids.ts';
import { findMessage } from '../../../shared/sync/find-message.ts';
import { StaffStatement } from '../../../shared/sync/staff-statement.ts';
import type { WritableDb } from '../store/db.ts';
import { findDeviceSetting, putDeviceSetting } from './device-setting.ts';
import { forgetPassedStaff } from './keep-passed-staff.ts';
import { settleStatements } from './said-statements.ts';

type Taken = { readonly login: string; readonly id: StaffId; readonly signKey: string };

/** Notes whom the centre took from this device's statements: they need not be sent again, and who waited for a name may work. */
export const keepTakenStaff = (db: WritableDb, taken: readonly Taken[]): void => {
  if (taken.length === 0) return;
  const waiting = findDeviceSetting(db, 'staff.waiting') ?? [];
  const named = waiting.flatMap((person) => {
    const found = taken.find((one) => one.login === person.login && one.signKey === person.signKey);
    return found ? [{ ...person, id: found.id }] : [];
  });
  const known = findDeviceSetting(db, 'device.staff') ?? [];
  const keyOf = (text: string) => findMessage(StaffStatement, findBase64urlBytes(text) ?? new Uint8Array())?.staff.signKey;
  putDeviceSetting(db, 'device.staff', [...known.filter((person) => !named.some((one) => one.login === person.login)), ...named]);
  putDeviceSetting(db, 'staff.waiting', waiting.filter((person) => !named.some((one) => one.login === person.login)));
  for (const { login } of taken) forgetPassedStaff(db, login);
  settleStatements(db, ({ bytes }) => taken.some((one) => one.signKey === keyOf(bytes)));
};
