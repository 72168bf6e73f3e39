import { basename, join } from 'node:path';
import type { AppError } from '../../../shared/base/app-error.ts';
import { ok, type Result } from '../../../shared/base/result.ts';
import type { StickWritten } from '../../../shared/ipc/stick-state.ts';
import { isLetterTime } from '../../../shared/sync/letter-time.ts';
import { limits } from '../../../shared/sync/limits.ts';
import { OfficeRoster } from '../../../shared/sync/office-roster.ts';
import { findMessage } from '../../../shared/sync/find-message.ts';
import { findParts, packParts } from '../../../shared/sync/parts.ts';
import { findSealedLetter } from '../../../shared/sync/seal-letter.ts';
import { stickLayout } from '../../../shared/sync/stick-layout.ts';
import { listCarriedLeases } from '../office/carried-leases.ts';
import { findOfficeRoster, findSignedRoster } from '../office/office-roster.ts';
import { keepLetterTime, writeLetters } from '../office/write-letters.ts';
import { checkRoom, listStickFiles, readStickFile, removeStickFile, writeStickFile } from '../platform/stick-files.ts';
import { getOffice, type Host } from '../session/host-parts.ts';
import { listKeptLetters, listNews, listOfficeReceipts } from '../store/office-papers.ts';

type Letter = { readonly device: string; readonly place: number; readonly at: string; readonly bytes: Uint8Array };

const numbered = (number: number): string => String(number).padStart(9, '0');

/** What stands on the stick by laptop: its files, and when the newest of them was written. */
const lettersThere = (host: Host, folder: string): Result<Map<string, { at: string; paths: string[] }>, AppError> => {
  const listed = listStickFiles(folder, '.letter', Infinity);
  if (!listed.ok) return listed;
  const there = new Map<string, { at: string; paths: string[] }>();
  const now = host.clock.now();
  for (const path of listed.value) {
    const file = readStickFile(path, limits.letter);
    const device = basename(path).slice(0, 36);
    const found = there.get(device) ?? { at: '', paths: [] };
    // One that cannot be read, or is of a time that cannot be, says nothing: what is written takes its place.
    const at = file.ok && file.value ? findSealedLetter(host.crypto, file.value)?.header.at : undefined;
    const counts = at !== undefined && at > found.at && isLetterTime(at, now);
    there.set(device, { at: counts ? at : found.at, paths: [...found.paths, path] });
  }
  return ok(there);
};

/**
 * Writes what the laptops of the office have for each other: this one's letters in the place of its earlier ones, others' that are newer than those there, the roster, renewed leases and news for those without a line. Adds to `sum`; true where
 * there was anything to tell. Errors: StickRefused.
 */
export const writeOfficeFiles = async (host: Host, folder: string, sum: { -readonly [K in keyof StickWritten]: StickWritten[K] }): Promise<Result<boolean, AppError>> => {
  const { replica, certificate } = getOffice(host);
  const { db } = replica;
  const root = join(folder, stickLayout.root);
  const office = join(root, stickLayout.office, certificate.area);
  const put = (path: string, bytes: Uint8Array): Result<void, AppError> => {
    const room = checkRoom(folder, bytes.length + 65_536);
    const written = room.ok ? writeStickFile(path, bytes) : room;
    if (written.ok) sum.bytes += bytes.length;
    return written;
  };
  const own = writeLetters(host);
  const kept = keepLetterTime(host, own);
  if (!kept.ok) return kept;
  const letters: Letter[] = [...own.map((letter) => ({ ...letter, device: certificate.device })), ...listKeptLetters(db)];
  if (letters.length === 0) return ok(false);
  const there = lettersThere(host, office);
  if (!there.ok) return there;
  for (const [device, of] of Map.groupBy(letters, (letter) => letter.device)) {
    const old = there.value.get(device);
    // What this laptop says now is newer than anything that it has said, whatever its clock said then.
    if (old && device !== certificate.device && old.at >= of[0]!.at) continue;
    const names = new Set(of.map(({ place }) => join(office, `${device}-${numbered(place)}.letter`)));
    for (const { place, bytes } of of) {
      const written = put(join(office, `${device}-${numbered(place)}.letter`), bytes);
      if (!written.ok) return written;
    }
    for (const path of old?.paths ?? []) {
      const removed = names.has(path) ? ok() : removeStickFile(path);
      if (!removed.ok) return removed;
    }
  }
  const [signed, known] = [findSignedRoster(db), findOfficeRoster(db)];
  const file = readStickFile(join(office, 'office.roster'), limits.letter * 2);
  const onStick = file.ok && file.value ? findMessage(OfficeRoster, findParts(file.value, 3)?.[0] ?? new Uint8Array()) : undefined;
  if (signed && known && (onStick?.number ?? 0) < known.number) {
    const written = put(join(office, 'office.roster'), packParts([signed.bytes, signed.signature]));
    if (!written.ok) return written;
  }
  const leases = listCarriedLeases(db);
  const news = listNews(db);
  const carried = [
    ...leases.map((lease) => ({ path: join(root, stickLayout.receipts, lease.device, 'office.certificate'), bytes: lease.file })),
    ...news.map(({ number, bytes }) => ({ path: join(root, stickLayout.frames, certificate.area, `office-${numbered(number)}.frame`), bytes })),
  ];
  for (const { path, bytes } of carried) {
    const written = put(path, bytes);
    if (!written.ok) return written;
  }
  sum.told += own.reduce((count, { entries }) => count + entries, 0);
  sum.carried += carried.length + listOfficeReceipts(db).length;
  return ok(own.length > 0);
};
