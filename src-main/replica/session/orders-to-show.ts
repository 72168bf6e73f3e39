import { findBase64urlBytes } from '../../../shared/base/base64url.ts';
import { ActingStatement } from '../../../shared/sync/acting/acting-statement.ts';
import { findMessage } from '../../../shared/sync/find-message.ts';
import type { SignedStatement } from '../../../shared/sync/staff-statement.ts';
import { listActing } from '../store/acting-orders.ts';
import type { ReadableDb } from '../store/db.ts';

/** As many as a manifest may bring. */
const most = 20;

/** The orders that a batch brings with it: the one under which it is signed, and whatever the centre does not have yet, so that the batch is believed wherever it comes first, by stick too. */
export const ordersToShow = (db: ReadableDb, own: string | undefined): SignedStatement[] => {
  const isOwn = (bytes: string) => own !== undefined && findMessage(ActingStatement, findBase64urlBytes(bytes) ?? new Uint8Array())?.order === own;
  const shown = listActing(db).map((one) => ({ ...one, own: isOwn(one.bytes) })).filter(({ told, own: is }) => is || !told);
  return shown.sort((a, b) => Number(b.own) - Number(a.own)).slice(0, most).map(({ bytes, signature }) => ({ bytes, signature }));
};
