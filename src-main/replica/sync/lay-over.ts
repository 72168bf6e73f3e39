import type { CollectionName } from '../../../shared/domain/collection.ts';
import { isReadableEntry } from '../../../shared/sync/is-readable-entry.ts';
import { findEntry, type JournalEntry } from '../../../shared/sync/journal-entry.ts';
import { changedSet, type SetChange } from '../../../shared/sync/set-changes.ts';
import type { ReadableDb } from '../store/db.ts';
import { listPendingOf, listTakenAfter } from '../store/journal.ts';
import { listOfficeLaidOf, type NewOfficeEntry } from '../store/office-entries.ts';

type Fields = Readonly<Record<string, unknown>>;
type Row = Pick<NewOfficeEntry, 'bytes' | 'hlc'>;

/** What is laid over a document, beside the document. `movedAt`: the document's version when it moved away in the frame that brings it back: what was written without knowing of that has ended. `others`: the entries of other laptops, where they are not as the store has them. `decided`: own entries of disputes that are settled in the frame being read. */
export type Laying = { readonly movedAt?: number | undefined; readonly others?: readonly Row[] | undefined; readonly decided?: ReadonlySet<number> | undefined };

/**
 * The centre's document with what this office has written of it that the centre has not judged, that has not come back from it yet, or that this device has put aside: singly, field by field, and in sets by what was put in and taken out, so that nobody's part of a set hides another's. Of two laptops of the office the later clock holds,
 * which is never the one that the other had read. A field that was typed again later here, and taken, is the centre's: a person has decided, and what was put aside before must not come back over it. A word of
 * another laptop's that this program cannot read is left out.
 */
export const layOver = (db: ReadableDb, collection: CollectionName, document: string, below: Fields, { movedAt = 0, others = listOfficeLaidOf(db, collection, document), decided = new Set() }: Laying = {}): Fields => {
  const knows = (row: { readonly bytes: Uint8Array }) => movedAt === 0 || (findEntry(row.bytes)?.base ?? 0) >= movedAt;
  const pending = listPendingOf(db, collection, document).filter((row) => !decided.has(row.number)).filter(knows);
  const laid = new Set(pending.map(({ number }) => number));
  const onTop = new Map<string, { readonly value: unknown; readonly hlc: string }>();
  const sets: { readonly field: string; readonly change: SetChange; readonly hlc: string }[] = [];
  const lay = (entry: JournalEntry, holds: (field: string) => boolean) => {
    for (const [field, value] of Object.entries(entry.changes)) {
      const change = entry.sets?.[field];
      if (change) sets.push({ field, change, hlc: entry.hlc });
      else if (holds(field)) onTop.set(field, { value, hlc: entry.hlc });
    }
  };
  const taken = pending.length === 0 ? [] : listTakenAfter(db, collection, document, pending[0]!.number).filter(({ number }) => !laid.has(number));
  for (const row of [...pending, ...taken].sort((a, b) => a.number - b.number)) {
    const entry = findEntry(row.bytes);
    if (entry && laid.has(row.number)) lay(entry, () => true);
    else for (const field of Object.keys(entry?.changes ?? {})) onTop.delete(field);
  }
  for (const row of others.filter(knows)) {
    const entry = findEntry(row.bytes);
    if (entry && isReadableEntry(entry)) lay(entry, (field) => row.hlc >= (onTop.get(field)?.hlc ?? ''));
  }
  const whole: Record<string, unknown> = { ...below, ...Object.fromEntries([...onTop].map(([field, { value }]) => [field, value])) };
  for (const { field, change } of sets.sort((a, b) => (a.hlc < b.hlc ? -1 : 1))) whole[field] = changedSet(whole[field], change);
  return whole;
};
