import type { SignedStatement } from '../../../shared/sync/staff-statement.ts';
import type { WritableDb } from '../store/db.ts';
import { findDeviceSetting, putDeviceSetting } from './device-setting.ts';

/** Notes that the centre has answered for these of the administrator's statements: they wait no longer, and are kept. */
export const settleStatements = (db: WritableDb, isSettled: (statement: SignedStatement) => boolean): void => {
  const waiting = findDeviceSetting(db, 'staff.statements') ?? [];
  const settled = waiting.filter(isSettled);
  if (settled.length === 0) return;
  putDeviceSetting(db, 'staff.statements', waiting.filter((one) => !settled.includes(one)));
  putDeviceSetting(db, 'staff.said', [...(findDeviceSetting(db, 'staff.said') ?? []), ...settled.map(({ bytes, signature }) => ({ bytes, signature }))]);
};

/** The centre was restored from a backup and may have lost what it had answered for: all is said again, in the order in which it was made; what it knows it takes to the same effect. */
export const sayStatementsAgain = (db: WritableDb): void => {
  const said = findDeviceSetting(db, 'staff.said') ?? [];
  if (said.length === 0 && !findDeviceSetting(db, 'staff.statements')) return;
  putDeviceSetting(db, 'staff.statements', [...said, ...(findDeviceSetting(db, 'staff.statements') ?? []).map(({ bytes, signature }) => ({ bytes, signature }))]);
  putDeviceSetting(db, 'staff.said', []);
};
