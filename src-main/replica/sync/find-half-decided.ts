import type { StreamItem } from '../../../shared/sync/frame.ts';
import { findEntry } from '../../../shared/sync/journal-entry.ts';
import type { ReadableDb } from '../store/db.ts';
import { listUnreleased } from '../store/journal.ts';

/** What this laptop made in no batch yet to replace a decision, from entries that name it below `version`, and what was to replace that. */
const replacementsOf = (db: ReadableDb, decision: string, version: number): string[] =>
  listUnreleased(db, [decision]).flatMap(({ bytes }) => {
    const entry = findEntry(bytes);
    const next = entry && entry.base < version ? entry.changes['replacedBy'] : undefined;
    // Its own first word must be unreleased too: what is in a batch goes to the centre, which judges it.
    const isHalf = typeof next === 'string' && listUnreleased(db, [next]).some((row) => findEntry(row.bytes)?.base === 0);
    return isHalf ? [next, ...replacementsOf(db, next, version)] : [];
  });

/**
 * New decisions of this laptop in no batch yet that end with an item which says that the decision they replace has left the district: the word that it is replaced ends by that, and released alone the new one would be in force beside it
 * when the case comes back. As there, only what was written without knowing of the move.
 */
export const findHalfDecided = (db: ReadableDb, item: StreamItem): string[] => (item.k === 'moved' && item.c === 'decisions' ? replacementsOf(db, item.i, item.v) : []);
