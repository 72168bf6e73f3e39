import { findEntry, type JournalEntry } from '../../../shared/sync/journal-entry.ts';
import type { ReadableDb } from '../store/db.ts';
import { listToPush } from '../store/journal.ts';
import { listToCarry } from '../store/office-entries.ts';
import { listWithoutGround } from './built-on.ts';

/** Entries that wait: this laptop's by number, others' by `device number`. */
export type HeldBack = { readonly own: readonly number[]; readonly others: ReadonlySet<string> };

const nothingHeld: HeldBack = { own: [], others: new Set() };

/** As many entries as are looked at. */
const most = 20_000;

type OpenRow = { readonly device: string; readonly number: number; readonly document: string; readonly batch: string | null; readonly isFirst: number };

/** Documents beside which the centre judges an entry, as they stand then: a decision beside its case and the one that it replaces, a case that goes to another person beside that. A new case needs no more of its person than that there is one. */
const judgedBeside = ({ collection, base, changes }: JournalEntry): unknown[] => [changes['caseId'], ...(typeof changes['replaces'] === 'string' ? [changes['replaces']] : []), ...(collection === 'cases' && base > 0 ? [changes['personId']] : [])];

/**
 * Released entries that must wait, or the centre would judge half a thought: those of this laptop that were built on what it cannot have yet (`built-on.ts`), and what was built on open entries that it does not get now: of the laptops `refused`, of any where that is undefined. Built on
 * an entry is what has heard it, what comes after that on the same document or is judged beside it, and what names a document that only such entries have made (a case of a person whom the centre does not know), and a batch of anything that waits. Work that has nothing to do with any of
 * it goes.
 */
export const heldBack = (db: ReadableDb, refused: ReadonlySet<string> | undefined): HeldBack => {
  const groundless = new Set(listWithoutGround(db));
  const open = refused?.size === 0 ? [] : db.list<OpenRow>("SELECT device, number, document, batch, coalesce(CAST(bytes AS TEXT) ->> '$.base', 0) = 0 AS isFirst FROM office_entry WHERE ended = 0 ORDER BY number").filter(({ device }) => refused?.has(device) ?? true);
  if (open.length === 0 && groundless.size === 0) return nothingHeld;
  const lowest = new Map(open.toReversed().map(({ device, document, number }) => [`${device} ${document}`, number]));
  const unmade = new Set<unknown>(open.flatMap(({ document, isFirst }) => (isFirst ? document : [])));
  const [own, others, held]: [number[], Set<string>, Set<unknown>] = [[], new Set(), new Set(open.flatMap(({ batch }) => batch ?? []))];
  const candidates = [...listToPush(db, most).map(({ number, bytes, batch }) => ({ device: undefined, number, bytes, batch })), ...listToCarry(db, most)].flatMap((row) => {
    const entry = findEntry(row.bytes);
    return entry && !(row.device !== undefined && (refused?.has(row.device) ?? true)) ? { ...row, entry } : [];
  });
  for (const { device, number, batch, entry } of candidates.sort((a, b) => (a.entry.hlc < b.entry.hlc ? -1 : 1))) {
    const isGroundless = device === undefined && groundless.has(number);
    const hasHeard = entry.heard?.some(([other, heard]) => heard >= (lowest.get(`${other} ${entry.document}`) ?? Infinity)) === true;
    const names = Object.values(entry.changes).some((value) => unmade.has(value)) || judgedBeside(entry).some((document) => held.has(document));
    if (!isGroundless && !hasHeard && !names && !held.has(entry.document)) continue;
    held.add(entry.document);
    // The record of a batch is its number's document, and does not go before what it released.
    if (batch !== null) held.add(batch);
    if (entry.base === 0) unmade.add(entry.document);
    // The cases of a record that leads to another go there after it.
    if (entry.changes['mergedInto']) held.add(entry.changes['mergedInto']);
    if (device === undefined) own.push(number);
    else others.add(`${device} ${number}`);
  }
  return { own, others };
};
