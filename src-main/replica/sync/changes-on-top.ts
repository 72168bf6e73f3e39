import type { CollectionName } from '../../../shared/domain/collection.ts';
import { findEntry } from '../../../shared/sync/journal-entry.ts';
import type { ReadableDb } from '../store/db.ts';
import { listPendingOf, listTakenAfter } from '../store/journal.ts';

/**
 * What this device has written of a document that the centre has not judged or has put aside, field by field: it is laid over what the centre sends. A field that was typed again
 * later, and taken, is the centre's: a person has decided, and what was put aside before must not come back over it. `movedAt`: the document's version when it moved away
 * in the frame that brings it back: what was written without knowing of that has ended.
 */
export const changesOnTop = (db: ReadableDb, collection: CollectionName, document: string, movedAt = 0): Readonly<Record<string, unknown>> => {
  const pending = listPendingOf(db, collection, document).filter((row) => movedAt === 0 || (findEntry(row.bytes)?.base ?? 0) >= movedAt);
  if (pending.length === 0) return {};
  const onTop = new Map<string, unknown>();
  const taken = listTakenAfter(db, collection, document, pending[0]!.number).map((row) => ({ row, isTaken: true }));
  for (const { row, isTaken } of [...pending.map((one) => ({ row: one, isTaken: false })), ...taken].sort((a, b) => a.row.number - b.row.number)) {
    for (const [field, value] of Object.entries(findEntry(row.bytes)?.changes ?? {})) {
      if (isTaken) onTop.delete(field);
      else onTop.set(field, value);
    }
  }
  return Object.fromEntries(onTop);
};
