import { findBase64urlBytes } from '../../../shared/base/base64url.ts';
import type { AppError } from '../../../shared/base/app-error.ts';
import { ok, type Result } from '../../../shared/base/result.ts';
import { classOf } from '../../../shared/domain/collection.ts';
import { areProven, provenEntries } from '../../../shared/sync/entry-proof.ts';
import { findEntry } from '../../../shared/sync/journal-entry.ts';
import { isLetterTime } from '../../../shared/sync/letter-time.ts';
import type { LetterContent } from '../../../shared/sync/office-letter.ts';
import { findSealedLetter, openLetter, type ParsedLetter } from '../../../shared/sync/seal-letter.ts';
import { findDeviceSetting, putDeviceSetting } from '../session/device-setting.ts';
import { getOffice, type Host } from '../session/host-parts.ts';
import { findDocument } from '../store/documents.ts';
import { pendingDocuments } from '../store/journal.ts';
import { serverVersionOf } from '../store/versions.ts';
import { basedDocuments, dropOfficeEntries, endOfficeEntries, insertOfficeEntry, listOfficeLaidOf, listOfficeOpenBy, putOfficeBase, type NewOfficeEntry } from '../store/office-entries.ts';
import { dropOfficeManifests, dropOfficeReceipt, keepLetter, listOfficeReceipts } from '../store/office-papers.ts';
import { findPeer, putPeer } from '../store/office-peers.ts';
import { dropProofs, putProof } from '../store/office-proofs.ts';
import { settleDoubt } from './doubted.ts';
import { distinctKeys, indexLaidOut, layOut } from './lay-out.ts';
import { BatchManifest } from '../../../shared/sync/batch-manifest.ts';
import { findMessage } from '../../../shared/sync/find-message.ts';
import { takeActing } from './take-acting.ts';
import { findOfficeRoster } from './office-roster.ts';
import { dropReadNews } from './carried-news.ts';
import { releaseKnown, takeManifests, verifiedManifests } from './take-manifests.ts';
import { takeOfficeReceipt } from './take-office-receipt.ts';
import type { ReadableDb, WritableDb } from '../store/db.ts';

/** What a letter brought: receipts and entries they answer for, entries of a colleague's that are new here. */
export type LetterTaken = { readonly receipts: number; readonly entries: number; readonly items: number };
type Why = 'damaged' | 'foreign' | 'gap' | 'old';

const nothing: LetterTaken = { receipts: 0, entries: 0, items: 0 };

/** The entries of the letter as rows, undefined where one of them is not the writer's: then nothing of it is taken. */
const rowsOf = (host: Host, device: string, signKey: Uint8Array, { entries, proof }: LetterContent): NewOfficeEntry[] | undefined => {
  if (!areProven(host.crypto, provenEntries(host.crypto, device, signKey, [proof]), entries)) return undefined;
  const rows = entries.map(({ number, bytes }): NewOfficeEntry | undefined => {
    const entry = findEntry(bytes);
    return entry?.device === device && entry.number === number && classOf[entry.collection] !== 'medical'
      ? { device, number, hash: host.crypto.sha256(bytes), collection: entry.collection, document: entry.document, bytes, author: entry.author, command: entry.command, hlc: entry.hlc }
      : undefined;
  });
  return rows.every((row) => row !== undefined) ? rows : undefined;
};

/** The documents of these entries of a laptop, where they are here. */
const listTheirs = (db: ReadableDb, device: string, numbers: ReadonlySet<number>) =>
  db.list<{ collection: string; document: string }>('SELECT collection, document FROM office_entry WHERE device = ? AND number IN (SELECT value FROM json_each(?))', device, JSON.stringify([...numbers]));

/** Manifests and receipts for entries of `device` that it does not wait for any more. */
const dropSettled = (db: WritableDb, device: string, open: ReadonlySet<number>, last: number): void => {
  const isDone = (number: number) => number <= last && !open.has(number);
  for (const { hash, device: owner, numbers } of listOfficeReceipts(db)) if (owner === device && numbers.every(isDone)) dropOfficeReceipt(db, hash);
  dropOfficeManifests(db, device, isDone);
  dropProofs(db, device);
};

const takeContent = (host: Host, { header }: ParsedLetter, file: Uint8Array, via: 'stick' | 'line', content: LetterContent, rows: readonly NewOfficeEntry[]): Result<LetterTaken | Why, AppError> => {
  const { replica, certificate } = getOffice(host);
  const { device } = header;
  const { word } = content;
  const peer = findPeer(replica.db, device);
  const reached = peer?.reached ?? 0;
  if (word.after > reached) return ok('gap');
  const isNewest = peer === undefined || header.at >= peer.at || !isLetterTime(peer.at, host.clock.now());
  const fresh = rows.filter(({ number }) => number > reached);
  const open = new Set(content.open);
  const ended = isNewest ? listOfficeOpenBy(replica.db, device).filter(({ number }) => number <= word.last && !open.has(number)) : [];
  // What was taken back lies over nothing; what the centre has taken stays until it comes from it.
  const gone = new Set(isNewest ? word.gone : []);
  // The centre's word on what they cover for the first time: it is needed where they are taken back.
  const [based, covered] = [basedDocuments(replica.db), pendingDocuments(replica.db)];
  const uncovered = distinctKeys(fresh).filter(({ collection, document }) => !based.has(`${collection}/${document}`) && !covered.has(`${collection}/${document}`)).flatMap(({ collection, document }) => {
    const body = serverVersionOf(replica.db, collection, document) > 0 ? findDocument(replica, collection, document) : undefined;
    return body ? [{ collection, document, body }] : [];
  });
  const documents = layOut(replica, distinctKeys([...fresh, ...ended, ...listTheirs(replica.db, device, gone)]), ({ collection, document }) => [
    ...listOfficeLaidOf(replica.db, collection, document).filter((row) => row.device !== device || !gone.has(row.number)),
    ...fresh.filter((row) => row.collection === collection && row.document === document && !gone.has(row.number)),
  ]);
  // First, so that a batch of an acting supervisor is believed with the order that it brings.
  const orders = content.manifests.flatMap(({ bytes }) => findMessage(BatchManifest, bytes)?.orders ?? []);
  const ordered = orders.length === 0 ? ok() : replica.commit({ durability: 'normal', documents: [], sql: (db) => takeActing(host, db, orders, false) });
  if (!ordered.ok) return ordered;
  const manifests = verifiedManifests(host, findOfficeRoster(replica.db), content.manifests);
  const newest = fresh.reduce((hlc, row) => (row.hlc > hlc ? row.hlc : hlc), findDeviceSetting(replica.db, 'journal.hlc') ?? '');
  const saved = replica.commit({
    // It can be had again: its writer says it until this laptop says that it has it.
    durability: 'normal',
    documents,
    sql: (db) => {
      for (const { collection, document, body } of uncovered) putOfficeBase(db, collection, document, body);
      for (const row of fresh) if (!gone.has(row.number)) insertOfficeEntry(db, row);
      if (fresh.length > 0) putProof(db, device, fresh.at(-1)!.number, content.proof);
      endOfficeEntries(db, device, ended.map(({ number }) => number), null);
      dropOfficeEntries(db, device, [...gone]);
      releaseKnown(db, device);
      takeManifests(db, certificate.device, manifests);
      // What is written here from now on is later than what was read.
      putDeviceSetting(db, 'journal.hlc', newest);
      // The same letter by another way says nothing new of how its writer is to be reached.
      const shown = isNewest ? { at: header.at, via: peer?.at === header.at ? peer.via : via, takenAt: host.clock.instant(), word } : peer;
      putPeer(db, { ...shown, device, reached: Math.max(reached, word.last) });
      if (isNewest) {
        keepLetter(db, { device, place: word.after, at: header.at, bytes: file }, via === 'line');
        dropSettled(db, device, open, word.last);
        settleDoubt(db, device, content);
        dropReadNews(db);
      }
      indexLaidOut(db, documents);
    },
  });
  if (!saved.ok) return saved;
  let taken: LetterTaken = { ...nothing, items: fresh.length };
  for (const receipt of content.receipts) {
    const counted = takeOfficeReceipt(host, receipt);
    if (!counted.ok) return counted;
    taken = { ...taken, receipts: taken.receipts + counted.value.receipts, entries: taken.entries + counted.value.entries };
  }
  if (fresh.length > 0 || ended.length > 0 || gone.size > 0 || manifests.length > 0) host.notices.tell('documents');
  return ok(taken);
};

/**
 * Takes a letter of another laptop of the office, wherever it came from: its entries under their author's laptop and number, the batches that release any of the office's, receipts. Checked wholly before anything of it is written. Returns why nothing was
 * taken: not a letter or not whole (`damaged`), of nobody on the roster or not for this laptop (`foreign`), an earlier one is missing (`gap`). Errors: those of the storage.
 */
export const takeLetter = (host: Host, file: Uint8Array, via: 'stick' | 'line'): Result<LetterTaken | Why, AppError> => {
  const { replica, certificate, read } = getOffice(host);
  const letter = findSealedLetter(host.crypto, file);
  if (!letter) return ok('damaged');
  if (letter.header.device === certificate.device) return ok(nothing);
  const writer = findOfficeRoster(replica.db)?.devices.find(({ device }) => device === letter.header.device);
  if (!writer || letter.header.area !== certificate.area) return ok('foreign');
  const signKey = findBase64urlBytes(writer.signKey)!;
  const content = openLetter(host.crypto, signKey, read, letter);
  if (!content.ok) return ok(content.error);
  const rows = rowsOf(host, writer.device, signKey, content.value);
  return rows ? takeContent(host, letter, file, via, content.value, rows) : ok('damaged');
};
