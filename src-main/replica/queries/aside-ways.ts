import type { AsideWay } from '../../../shared/ipc/monitor-rows.ts';
import { findEntry } from '../../../shared/sync/journal-entry.ts';
import type { ReadableDb } from '../store/db.ts';
import type { AsideEntry } from '../store/resolve-aside.ts';
import { serverVersionOf } from '../store/versions.ts';

/** Reasons that the same change, made again, would meet again. */
const hopeless = new Set(['immutable', 'wrongArea', 'wrongDevice']);
/** Why a new decision is put aside that stands on nothing. */
const groundless = new Set(['builtOnAside', 'notAllowed']);

/**
 * What can be done about what was put aside of one document. A dispute is decided where disputes are; a second opinion of one expert, of whom nobody is to read anything before all are in, makes none: it can only be given up. Of a document that the centre does not have, or whose state after the putting aside has not come yet (the next
 * synchronisation brings it), nothing can be sent again: the centre would put it aside with the rest; its operator can release it. A decision of an office that the centre does not have can be given up.
 */
export const asideWays = (db: ReadableDb, entries: readonly AsideEntry[]): AsideWay[] => {
  const [first] = entries;
  if (!first) return [];
  const isRival = entries.some(({ why }) => why === 'conflict');
  if (isRival && first.collection !== 'opinions') return ['decide'];
  const heard = serverVersionOf(db, first.collection, first.document);
  // New, and yet set already: the second programme of an act. There is nothing to wait for, and nothing at the centre to be sent again.
  if (heard === 0 && entries.some(({ why }) => why === 'immutable')) return ['discard'];
  const read = entries.map(({ bytes }) => findEntry(bytes));
  // One that stands beside another in force, or on an approval that was not taken: the office goes on without it.
  if (heard === 0 && first.collection === 'decisions' && entries.every(({ why }) => groundless.has(why ?? ''))) return ['discard'];
  if (heard === 0 || read.some((entry) => (entry?.base ?? 0) >= heard)) return ['operator'];
  return isRival || entries.some(({ why }, at) => hopeless.has(why ?? '') || !read[at]) ? ['discard'] : ['resend', 'discard'];
};
