import type { AppError } from '../../../shared/base/app-error.ts';
import type { Result } from '../../../shared/base/result.ts';
import type { Cursor } from '../../../shared/sync/frame.ts';
import { haveRead } from '../office/carried-news.ts';
import { listOfficePeers } from '../office/office-roster.ts';
import { getOffice, type Host } from '../session/host-parts.ts';
import { listCursors } from '../store/cursors.ts';
import { listAnswered } from '../store/journal.ts';
import { listEnded } from '../store/office-entries.ts';
import { serverVersionOf } from '../store/versions.ts';
import { settleAnswered, type Settled } from '../sync/settle-answered.ts';

const keyOf = ({ device, number }: Pick<Settled, 'device' | 'number'>): string => `${device ?? ''} ${number}`;

/** How far the others of the office have read, as their letters here say. */
const listRead = (host: Host): Cursor[] => listOfficePeers(getOffice(host).replica.db).flatMap(({ word }) => word.cursors);

/**
 * Begins with what was answered for before a stick is read, and returns what is to be done once all of it was taken: what has come back is laid over its documents no longer. A stick may have older frames than the letters on it, or than what came by
 * another way: what was taken has come back where this laptop has read as far as the others say they have, who brought the word of it, and the document has gone on since the entry was made; what is put aside comes back by no frame. Whoever brings a stick has often
 * read a little further than the frames that they carry: what was answered for before this stick has come back where that holds of what they said before it.
 */
export const settleByStick = (host: Host): (() => Result<void, AppError>) => {
  const { replica: { db }, certificate } = getOffice(host);
  const before = { read: listRead(host), entries: new Set([...listAnswered(db), ...listEnded(db)].map(keyOf)) };
  const hasRead = (to: readonly Cursor[]): boolean => haveRead([{ cursors: listCursors(db) as Cursor[], classes: certificate.classes }], to);
  return () => {
    const [hasNow, hadBefore] = [hasRead(listRead(host)), hasRead(before.read)];
    return settleAnswered(host, (entry) => entry.result === 'quarantined' || ((hasNow || (hadBefore && before.entries.has(keyOf(entry)))) && serverVersionOf(db, entry.collection, entry.document) > entry.base));
  };
};
