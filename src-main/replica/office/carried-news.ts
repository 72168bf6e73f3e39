import { isSameJson } from '../../../shared/base/same-json.ts';
import type { Cursor } from '../../../shared/sync/frame.ts';
import { saidCursors } from '../../../shared/sync/said-cursors.ts';
import { findDeviceSetting, putDeviceSetting } from '../session/device-setting.ts';
import { findOfficeRoster, listOfficePeers } from './office-roster.ts';
import type { ReadableDb, WritableDb } from '../store/db.ts';
import { listCursors } from '../store/cursors.ts';
import { addNews, clearNews } from '../store/office-papers.ts';
import { removeSetting } from '../store/settings.ts';

/** A laptop without a line: how far it has read, and its classes by the roster (undefined where it is not on it). */
export type FarReader = { readonly cursors: readonly Cursor[]; readonly classes: readonly string[] | undefined };

/** True where what is carried of `stream` is not done with before this laptop has read it: it has begun with it, or it is of its classes. A stream that came later (extracts, reports) it may not know. */
const reads = ({ cursors, classes }: FarReader, stream: string): boolean => cursors.some((cursor) => cursor.stream === stream) || classes === undefined || classes.includes(stream.split('/')[1]!);

/** Where the least of several laptops has read to, stream by stream, of those that read it: of the oldest epoch among them; a stream that one of these does not know begins at 0. */
export const leastCursors = (all: readonly FarReader[]): Cursor[] => {
  const streams = new Set(all.flatMap(({ cursors }) => cursors.map(({ stream }) => stream)));
  return [...streams].sort().flatMap((stream): Cursor[] => {
    const readers = all.filter((one) => reads(one, stream));
    const found = readers.flatMap(({ cursors }) => cursors.filter((cursor) => cursor.stream === stream));
    if (found.length < readers.length) return [];
    const epoch = Math.min(...found.map((cursor) => cursor.epoch));
    return [{ stream, epoch, seq: Math.min(...found.filter((cursor) => cursor.epoch === epoch).map((cursor) => cursor.seq)) }];
  });
};

/** True where every laptop that reads a stream has read it to where `to` says. */
export const haveRead = (all: readonly FarReader[], to: readonly Cursor[]): boolean =>
  to.every(({ stream, epoch, seq }) => all.every((one) => !reads(one, stream) || one.cursors.some((cursor) => cursor.stream === stream && (cursor.epoch > epoch || (cursor.epoch === epoch && cursor.seq >= seq)))));

/** What the laptops without a line have read, as their letters say: those of the office that this one hears of by a stick. Undefined where there are none. */
const readersWithoutLine = (db: ReadableDb): FarReader[] | undefined => {
  const without = listOfficePeers(db).filter((peer) => peer.via === 'stick');
  const roster = without.length === 0 ? undefined : findOfficeRoster(db);
  return without.length === 0 ? undefined : without.map(({ device, word }) => ({ cursors: word.cursors, classes: roster?.devices.find((one) => one.device === device)?.classes }));
};

/** From where on frames are to be carried for laptops without a line; undefined where there are none. */
export const newsFrom = (db: ReadableDb): readonly Cursor[] | undefined => {
  const readers = readersWithoutLine(db);
  if (!readers) return undefined;
  // Of an expert who does not work here the centre gives no frames to carry.
  const own = new Set(listCursors(db).map(({ stream }) => stream));
  return findDeviceSetting(db, 'office.news') ?? saidCursors(leastCursors(readers).filter(({ stream }) => own.has(stream) || stream.split('/')[1] !== 'expert'));
};

/** Keeps frames that the centre made from `from` on, and lead to `to`. They are let go of where something else is to be carried by now: another laptop has been heard of that has read less, or they have been read meanwhile. */
export const keepNews = (db: WritableDb, from: readonly Cursor[] | undefined, to: readonly Cursor[], files: readonly Uint8Array[]): void => {
  if (files.length === 0 || !isSameJson(from, newsFrom(db))) return;
  if (findDeviceSetting(db, 'office.news') === undefined) putDeviceSetting(db, 'office.newsFrom', [...from!]);
  addNews(db, files);
  putDeviceSetting(db, 'office.news', [...to]);
};

/** Lets go of carried frames that everybody has read, or that nobody is left to read; and of those that begin behind what somebody without a line has read: nothing of them could be taken there, and they are carried from there anew. */
export const dropReadNews = (db: WritableDb): void => {
  const [from, to, readers] = [findDeviceSetting(db, 'office.newsFrom'), findDeviceSetting(db, 'office.news'), readersWithoutLine(db)];
  if (!to || (readers && from && haveRead(readers, from) && !haveRead(readers, to))) return;
  clearNews(db);
  removeSetting(db, 'office.news');
  removeSetting(db, 'office.newsFrom');
};
