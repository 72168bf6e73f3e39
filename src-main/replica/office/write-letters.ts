import type { AppError } from '../../../shared/base/app-error.ts';
import { findBase64urlBytes, toBase64url } from '../../../shared/base/base64url.ts';
import { utf8 } from '../../../shared/base/bytes.ts';
import { canonicalJson } from '../../../shared/base/canonical-json.ts';
import { classOf } from '../../../shared/domain/collection.ts';
import type { DeviceId } from '../../../shared/base/ids.ts';
import { ok, type Result } from '../../../shared/base/result.ts';
import type { Instant } from '../../../shared/base/instant.ts';
import type { EntryProof } from '../../../shared/sync/entry-proof.ts';
import type { Cursor } from '../../../shared/sync/frame.ts';
import { letterTimeAfter } from '../../../shared/sync/letter-time.ts';
import type { LetterContent, LetterWord } from '../../../shared/sync/office-letter.ts';
import type { OfficeRoster } from '../../../shared/sync/office-roster.ts';
import { saidCursors } from '../../../shared/sync/said-cursors.ts';
import { sealLetter } from '../../../shared/sync/seal-letter.ts';
import { signedMessage } from '../../../shared/sync/signed-message.ts';
import { noBatch } from '../../../shared/sync/own-word.ts';
import { findDeviceSetting, putDeviceSetting } from '../session/device-setting.ts';
import { getOffice, type Host } from '../session/host-parts.ts';
import { listCursors } from '../store/cursors.ts';
import { countUnsent, findLastEntry } from '../store/journal.ts';
import { getManifest, type ManifestRow } from '../store/manifests.ts';
import { listManifestsFor, listOfficeReceipts, type OfficeManifest, type OfficeReceipt } from '../store/office-papers.ts';
import { findLastReceipt } from '../store/receipts.ts';
import { listOfficePeers, officeReaders } from './office-roster.ts';

/** A letter that is ready to go; `place` keeps those of one telling apart and in order. */
export type WrittenLetter = { readonly place: number; readonly at: Instant; readonly bytes: Uint8Array; readonly entries: number };

/** Small enough for a slow line and far below the limit of a letter. */
const mostEntries = 1000;
const mostBytes = 300_000;

type OpenRow = { readonly number: number; readonly hash: Uint8Array; readonly bytes: Uint8Array };

/** The commission's work stays on its laptop: what is medical goes to the centre alone. As SQL over a row of the journal. */
export const isForOffice = `collection NOT IN (${Object.entries(classOf).flatMap(([collection, sensitivity]) => (sensitivity === 'medical' ? [`'${collection}'`] : [])).join(', ')})`;

const piecesOf = (rows: readonly OpenRow[]): OpenRow[][] => {
  const pieces: OpenRow[][] = [[]];
  let bytes = 0;
  for (const row of rows) {
    if (pieces.at(-1)!.length >= mostEntries || (bytes += row.bytes.length) > mostBytes) {
      pieces.push([]);
      bytes = row.bytes.length;
    }
    pieces.at(-1)!.push(row);
  }
  return pieces;
};

type Papers = { readonly manifests: LetterContent['manifests']; readonly receipts: LetterContent['receipts'] };
const noPapers: Papers = { manifests: [], receipts: [] };

/** Manifests and receipts in as many letters as they need, `most` at most (one, where there are none): one letter could not hold those of a long time without a line. */
const papersOf = (told: { readonly manifests: readonly ManifestRow[]; readonly receipts: readonly OfficeReceipt[] }, most: number): Papers[] => {
  const groups: Papers[] = [noPapers];
  let bytes = 0;
  const add = (size: number, to: (group: Papers) => Papers) => {
    bytes += size;
    if (bytes > mostBytes && bytes > size && groups.length < most) {
      groups.push(noPapers);
      bytes = size;
    }
    groups.push(to(groups.pop()!));
  };
  for (const { bytes: manifest, signature } of told.manifests) add(manifest.length + signature.length, (group) => ({ ...group, manifests: [...group.manifests, { bytes: manifest, signature }] }));
  for (const { file } of told.receipts) add(file.length, (group) => ({ ...group, receipts: [...group.receipts, file] }));
  return groups;
};

/** So many places of this telling, from 0 to `last`, that no letter with entries has: whoever has read that far lacks nothing before a letter without any. */
const freePlaces = (last: number, taken: readonly number[], count: number): number[] => {
  const free: number[] = [];
  for (let place = 0; place <= last && free.length < count; place++) if (!taken.includes(place)) free.push(place);
  return free;
};

type Told = { readonly readers: OfficeRoster['devices']; readonly known: number; readonly last: number; readonly open: readonly number[]; readonly gone: readonly number[]; readonly have: [DeviceId, number][]; readonly manifests: readonly (ManifestRow | OfficeManifest)[]; readonly receipts: readonly OfficeReceipt[]; readonly counts: LetterWord['counts'] };

const gather = (host: Host): Told | undefined => {
  const { replica, certificate } = getOffice(host);
  const { db } = replica;
  const readers = officeReaders(db, certificate.device);
  if (readers.length === 0) return undefined;
  const peers = new Map(listOfficePeers(db).map((peer) => [peer.device, peer]));
  const last = findLastEntry(db)?.number ?? 0;
  // What a laptop says it has of us counts as long as we have it ourselves: after a restore we may have less.
  const has = (reader: string) => Math.min(last, peers.get(reader)?.word.have.find(([of]) => of === certificate.device)?.[1] ?? 0);
  const batches = db.list<{ batch: string }>('SELECT DISTINCT batch FROM journal WHERE receipt IS NULL AND batch IS NOT NULL AND batch <> ? ORDER BY batch', noBatch).map(({ batch }) => getManifest(db, batch));
  const { unsent, released } = countUnsent(db);
  const aside = db.find<{ count: number }>("SELECT count(*) AS count FROM journal WHERE result = 'quarantined'")?.count ?? 0;
  return {
    readers, last, known: Math.min(...readers.map((reader) => has(reader.device))),
    open: db.list<{ number: number }>(`SELECT number FROM journal WHERE receipt IS NULL AND (settled = 0 OR batch IS NOT NULL) AND ${isForOffice} ORDER BY number`).map(({ number }) => number),
    gone: db.list<{ number: number }>('SELECT number FROM journal WHERE receipt IS NULL AND settled = 1 AND batch IS NULL ORDER BY number DESC LIMIT 1000').map(({ number }) => number).reverse(),
    have: [...peers.values()].map((peer) => [peer.device as DeviceId, peer.reached]),
    manifests: [...batches, ...listManifestsFor(db, readers.map(({ device }) => device))], receipts: listOfficeReceipts(db),
    counts: { unreleased: unsent - released, unsent: released, aside, lastReceiptAt: (findLastReceipt(db)?.at ?? null) as Instant | null },
  };
};

/** Of what the letters would say now, whenever they are sealed: what was told need not be told again. Empty where there is nobody to tell. */
export const lettersHash = (host: Host): string => {
  const told = gather(host);
  if (!told) return '';
  const { known, last, open, have, manifests, receipts, readers, counts } = told;
  const said = [known, last, [...open], have, manifests.map(({ signature }) => toBase64url(signature)), receipts.map(({ hash }) => hash), readers.map(({ device }) => device), counts.unreleased, counts.unsent];
  return toBase64url(host.crypto.sha256(utf8(canonicalJson(said))));
};

/**
 * Of what the others can have from nobody else: work that is in no batch, and batches and receipts for what they made. What is released goes to the centre in the same sync, and comes to them from there. Empty where there is nobody to
 * tell.
 */
export const urgentHash = (host: Host): string => {
  const told = gather(host);
  if (!told) return '';
  const { db } = getOffice(host).replica;
  const unreleased = db.list<{ number: number }>(`SELECT number FROM journal WHERE receipt IS NULL AND batch IS NULL AND settled = 0 AND ${isForOffice} ORDER BY number`).map(({ number }) => number);
  const said = [unreleased, listManifestsFor(db, told.readers.map(({ device }) => device)).map(({ signature }) => toBase64url(signature)), told.receipts.map(({ hash }) => hash), told.readers.map(({ device }) => device)];
  return toBase64url(host.crypto.sha256(utf8(canonicalJson(said))));
};

/**
 * What this laptop has to tell the others of its office: all its entries that the centre has not answered for and that not all of them are known to have, what it has of theirs, the batches that release any of them, and
 * receipts for them. Each telling takes the place of the one before. Nothing where there is nobody to tell.
 */
export const writeLetters = (host: Host): WrittenLetter[] => {
  const told = gather(host);
  if (!told) return [];
  const { readers, known, last, open, have, counts } = told;
  const { replica, certificate, sign } = getOffice(host);
  const { device, area, lease } = certificate;
  const rows = replica.db.list<OpenRow>(`SELECT number, hash, bytes FROM journal WHERE receipt IS NULL AND settled = 0 AND ${isForOffice} AND number > ? ORDER BY number`, known);
  const at = letterTimeAfter(findDeviceSetting(replica.db, 'office.written'), host.clock.now());
  const signed = (message: Uint8Array) => host.crypto.sign(sign.privateKey, message);
  const pieces = piecesOf(rows);
  const seal = ([after, until]: readonly [number, number], piece: readonly OpenRow[], { manifests, receipts }: Papers): WrittenLetter => {
    const statement: EntryProof = { v: 1, device, entries: piece.map(({ number, hash }) => [number, toBase64url(hash)]) };
    const proof = utf8(canonicalJson(statement));
    const content: LetterContent = {
      word: { v: 1, after, last: until, have, cursors: saidCursors(listCursors(replica.db) as Cursor[]), counts, lease, ...(told.gone.length > 0 ? { gone: told.gone.filter((number) => number <= until) } : {}) },
      open: open.filter((number) => number <= until), entries: piece.map(({ number, bytes }) => ({ number, bytes })), proof: { bytes: proof, signature: signed(signedMessage('proof', proof)) }, manifests, receipts,
    };
    return { place: after, at, entries: piece.length, bytes: sealLetter(host.crypto, signed, { area, device, at, readers: readers.map(({ readKey }) => findBase64urlBytes(readKey)!) }, content) };
  };
  const ranges = pieces.map((piece, index) => [index === 0 ? known : pieces[index - 1]!.at(-1)!.number, index === pieces.length - 1 ? last : piece.at(-1)!.number] as const);
  const groups = papersOf(told, last + 2 - pieces.length);
  const free = freePlaces(last, ranges.map(([after]) => after), groups.length - 1);
  return [
    ...pieces.map((piece, index) => seal(ranges[index]!, piece, index === pieces.length - 1 ? groups[0]! : noPapers)),
    ...free.map((place, index) => seal([place, place], [], groups[index + 1]!)),
  ].sort((a, b) => a.place - b.place);
};

/** Keeps when these letters were written, before the first of them leaves. Errors: those of the storage. */
export const keepLetterTime = (host: Host, letters: readonly WrittenLetter[]): Result<void, AppError> => {
  const [newest] = letters;
  return newest ? getOffice(host).replica.commit({ durability: 'full', documents: [], sql: (db) => putDeviceSetting(db, 'office.written', newest.at) }) : ok();
};
