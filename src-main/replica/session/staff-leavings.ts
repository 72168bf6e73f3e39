import { findBase64urlBytes } from '../../../shared/base/base64url.ts';
import { findMessage } from '../../../shared/sync/find-message.ts';
import type { SessionReply } from '../../../shared/sync/messages.ts';
import { StaffLeaving } from '../../../shared/sync/staff-leaving.ts';
import type { ReadableDb, WritableDb } from '../store/db.ts';
import { findDeviceSetting, putDeviceSetting } from './device-setting.ts';
import { settleStatements } from './said-statements.ts';
import { mostTries } from './statements-to-say.ts';

const leavingIn = (text: string): StaffLeaving | undefined => findMessage(StaffLeaving, findBase64urlBytes(text) ?? new Uint8Array());

/** True where something about staff waits for the centre that its program, as far as is known, understands, and that it has not been told to no avail time and again: a handshake is made for it. */
export const hasStaffToTell = (db: ReadableDb): boolean => {
  const waiting = (findDeviceSetting(db, 'staff.statements') ?? []).filter(({ tried }) => (tried ?? 0) < mostTries);
  return findDeviceSetting(db, 'staff.leftUnheard') === true ? waiting.some(({ bytes }) => !leavingIn(bytes)) : waiting.length > 0;
};

/** Notes what the centre answered for those who left; `asked`: the statements of the request. One that it did not take was no administrator's any more, or of nobody whom it knows: it need not be sent again either. */
export const keepLeavings = (db: WritableDb, asked: readonly { readonly bytes: string }[], settled: SessionReply['left']): void => {
  const said = asked.flatMap(({ bytes }) => leavingIn(bytes) ?? []);
  if (said.length === 0) return;
  putDeviceSetting(db, 'staff.leftUnheard', settled === undefined);
  if (!settled) return;
  const isSettled = (login: string, at: string): boolean => settled.some((one) => one.login === login && one.at === at);
  settleStatements(db, ({ bytes }) => {
    const leaving = leavingIn(bytes);
    return leaving !== undefined && isSettled(leaving.login, leaving.at);
  });
  const taken = settled.filter((one) => one.taken);
  putDeviceSetting(db, 'staff.left', (findDeviceSetting(db, 'staff.left') ?? []).map((one) => (taken.some(({ login, at }) => login === one.login && at === one.leftAt) ? { ...one, told: true } : one)));
};
