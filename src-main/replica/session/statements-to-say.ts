import type { SignedStatement } from '../../../shared/sync/staff-statement.ts';
import type { ReadableDb, WritableDb } from '../store/db.ts';
import { findDeviceSetting, putDeviceSetting } from './device-setting.ts';

/** So often a word is said with a handshake of its own; one that the centre has not answered for by then goes with whichever is made. */
export const mostTries = 3;

/** The administrator's statements to say with this handshake, `most` of them, in the order in which they were made. Where more wait, those that were said least have their turn: one that a centre of an earlier version passes over without a word must not stand before the others for ever. */
export const statementsToSay = (db: ReadableDb, most: number): SignedStatement[] => {
  const waiting = findDeviceSetting(db, 'staff.statements') ?? [];
  const chosen = new Set(waiting.toSorted((a, b) => (a.tried ?? 0) - (b.tried ?? 0)).slice(0, most));
  return waiting.filter((one) => chosen.has(one)).map(({ bytes, signature }) => ({ bytes, signature }));
};

/** Notes that these were said; those that wait still have not been answered for. */
export const noteSaid = (db: WritableDb, said: readonly SignedStatement[]): void => {
  if (said.length === 0) return;
  const signatures = new Set(said.map(({ signature }) => signature));
  const waiting = findDeviceSetting(db, 'staff.statements') ?? [];
  putDeviceSetting(db, 'staff.statements', waiting.map((one) => (signatures.has(one.signature) ? { ...one, tried: (one.tried ?? 0) + 1 } : one)));
};

/** True where there are statements that no handshake has said yet. */
export const hasUnsaid = (db: ReadableDb): boolean => (findDeviceSetting(db, 'staff.statements') ?? []).some(({ tried }) => (tried ?? 0) === 0);
