import type { CollectionName } from '../../../shared/domain/collection.ts';
import { findEntry } from '../../../shared/sync/journal-entry.ts';
import type { ReadableDb } from '../store/db.ts';
import { listPendingOf, listTakenAfter } from '../store/journal.ts';
import { listOfficeOpenOf, type NewOfficeEntry } from '../store/office-entries.ts';

/**
 * What this office has written of a document that the centre has not judged, or of this device put aside, field by field: it is laid over what the centre sends. Of two laptops of the office the later clock holds,
 * which is never the one that the other had read. A field that was typed again later here, and taken, is the centre's: a person has decided, and what was put aside before must not come back over it. `movedAt`: the
 * document's version when it moved away in the frame that brings it back: what was written without knowing of that has ended. `others`: the entries of other laptops, where they are not as the store has them. `decided`: own entries of disputes that are settled in the frame being read.
 */
export const changesOnTop = (db: ReadableDb, collection: CollectionName, document: string, movedAt = 0, others: readonly Pick<NewOfficeEntry, 'bytes' | 'hlc'>[] = listOfficeOpenOf(db, collection, document), decided: ReadonlySet<number> = new Set()): Readonly<Record<string, unknown>> => {
  const knows = (row: { readonly bytes: Uint8Array }) => movedAt === 0 || (findEntry(row.bytes)?.base ?? 0) >= movedAt;
  const pending = listPendingOf(db, collection, document).filter((row) => !decided.has(row.number)).filter(knows);
  const onTop = new Map<string, { readonly value: unknown; readonly hlc: string }>();
  const taken = pending.length === 0 ? [] : listTakenAfter(db, collection, document, pending[0]!.number).map((row) => ({ row, isTaken: true }));
  for (const { row, isTaken } of [...pending.map((one) => ({ row: one, isTaken: false })), ...taken].sort((a, b) => a.row.number - b.row.number)) {
    const entry = findEntry(row.bytes);
    for (const [field, value] of Object.entries(entry?.changes ?? {})) {
      if (isTaken) onTop.delete(field);
      else onTop.set(field, { value, hlc: entry!.hlc });
    }
  }
  for (const row of others.filter(knows)) {
    for (const [field, value] of Object.entries(findEntry(row.bytes)?.changes ?? {})) if (row.hlc >= (onTop.get(field)?.hlc ?? '')) onTop.set(field, { value, hlc: row.hlc });
  }
  return Object.fromEntries([...onTop].map(([field, { value }]) => [field, value]));
};
