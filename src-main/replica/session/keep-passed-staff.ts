import { findBase64urlBytes } from '../../../shared/base/base64url.ts';
import { findMessage } from '../../../shared/sync/find-message.ts';
import type { SessionReply } from '../../../shared/sync/messages.ts';
import { StaffStatement } from '../../../shared/sync/staff-statement.ts';
import type { WritableDb } from '../store/db.ts';
import { findDeviceSetting, putDeviceSetting } from './device-setting.ts';

/** Notes which of this device's statements the centre does not take: they are not said again, and the administrator sees it beside the name. */
export const keepPassedStaff = (db: WritableDb, passed: NonNullable<SessionReply['passed']>): void => {
  const isPassed = (bytes: string): boolean => {
    const word = findMessage(StaffStatement, findBase64urlBytes(bytes) ?? new Uint8Array());
    return word !== undefined && passed.some(({ login, at }) => login === word.staff.login && at === word.at);
  };
  const waiting = findDeviceSetting(db, 'staff.statements') ?? [];
  const left = waiting.filter(({ bytes }) => !isPassed(bytes));
  if (left.length === waiting.length) return;
  putDeviceSetting(db, 'staff.statements', left);
  const newest = new Map(passed.map((one) => [one.login, one]));
  putDeviceSetting(db, 'staff.passed', [...(findDeviceSetting(db, 'staff.passed') ?? []).filter(({ login }) => !newest.has(login)), ...newest.values()]);
};

/** A newer word about `login` was given, or taken: what was passed over before is over. */
export const forgetPassedStaff = (db: WritableDb, login: string): void => {
  const passed = findDeviceSetting(db, 'staff.passed') ?? [];
  if (passed.some((one) => one.login === login)) putDeviceSetting(db, 'staff.passed', passed.filter((one) => one.login !== login));
};
