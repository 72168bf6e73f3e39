import type { ReadableDb } from '../store/db.ts';
import { findDeviceSetting } from '../session/device-setting.ts';
import { isForOffice } from './write-letters.ts';

/** As many as one request may name. */
const most = 2000;

/** Own entries of which the centre may know more than is known here, by number: `unanswered`, in no batch that this laptop knows, and `withoutBatch`, answered for. */
export type OwnUnheard = { readonly unanswered: readonly number[]; readonly withoutBatch: readonly number[] };

export const nothingUnheard: OwnUnheard = { unanswered: [], withoutBatch: [] };

/**
 * What somebody of the office may have released and handed in for this laptop, who may be gone (moved, revoked, broken) before it has said so here. Of what was never told to anybody there is nothing to ask.
 */
export const ownUnheard = (db: ReadableDb): OwnUnheard => {
  if (findDeviceSetting(db, 'office.written') === undefined) return nothingUnheard;
  const list = (where: string) => db.list<{ number: number }>(`SELECT number FROM journal WHERE ${where} ORDER BY number LIMIT ${most}`).map(({ number }) => number);
  return {
    unanswered: list(`receipt IS NULL AND batch IS NULL AND settled = 0 AND ${isForOffice}`),
    // Of one that was put aside because nobody had released it there is no batch.
    withoutBatch: list("receipt IS NOT NULL AND batch IS NULL AND resolved IS NULL AND length(bytes) > 0 AND coalesce(why, '') <> 'notReleased'"),
  };
};
