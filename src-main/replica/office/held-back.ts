import { findEntry } from '../../../shared/sync/journal-entry.ts';
import type { ReadableDb } from '../store/db.ts';
import { listToPush } from '../store/journal.ts';
import { listToCarry } from '../store/office-entries.ts';

/** Entries that wait: this laptop's by number, others' by `device number`. */
export type HeldBack = { readonly own: readonly number[]; readonly others: ReadonlySet<string> };

export const nothingHeld: HeldBack = { own: [], others: new Set() };

/** As many entries as are looked at. */
const most = 20_000;

type OpenRow = { readonly device: string; readonly number: number; readonly document: string; readonly batch: string | null; readonly isFirst: number };

/**
 * Released entries that were built on open ones which the centre does not get now: of the laptops `refused`, of any where that is undefined. They must wait, or it would judge half a thought. Built on an entry is what has heard it, what comes after that on the same
 * document, and what names a document that only such entries have made (a case of a person whom the centre does not know), and a batch of anything that waits. Work that has nothing to do with any of it goes.
 */
export const heldBack = (db: ReadableDb, refused: ReadonlySet<string> | undefined): HeldBack => {
  const open = db.list<OpenRow>("SELECT device, number, document, batch, coalesce(CAST(bytes AS TEXT) ->> '$.base', 0) = 0 AS isFirst FROM office_entry WHERE ended = 0 ORDER BY number").filter(({ device }) => refused?.has(device) ?? true);
  if (open.length === 0) return nothingHeld;
  const lowest = new Map(open.toReversed().map(({ device, document, number }) => [`${device} ${document}`, number]));
  const unmade = new Set(open.flatMap(({ document, isFirst }) => (isFirst ? document : [])));
  const [own, others, held]: [number[], Set<string>, Set<string>] = [[], new Set(), new Set(open.flatMap(({ batch }) => batch ?? []))];
  const candidates = [...listToPush(db, most).map(({ number, bytes, batch }) => ({ device: undefined, number, bytes, batch })), ...listToCarry(db, most)].flatMap((row) => {
    const entry = findEntry(row.bytes);
    return entry && !(row.device !== undefined && (refused?.has(row.device) ?? true)) ? { ...row, entry } : [];
  });
  for (const { device, number, batch, entry } of candidates.sort((a, b) => (a.entry.hlc < b.entry.hlc ? -1 : 1))) {
    const hasHeard = entry.heard?.some(([other, heard]) => heard >= (lowest.get(`${other} ${entry.document}`) ?? Infinity)) === true;
    const names = Object.values(entry.changes).some((value) => typeof value === 'string' && unmade.has(value));
    if (!hasHeard && !names && !held.has(entry.document)) continue;
    held.add(entry.document);
    // The record of a batch is its number's document, and does not go before what it released.
    if (batch !== null) held.add(batch);
    if (entry.base === 0) unmade.add(entry.document);
    if (device === undefined) own.push(number);
    else others.add(`${device} ${number}`);
  }
  return { own, others };
};
