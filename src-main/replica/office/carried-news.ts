import type { Cursor } from '../../../shared/sync/frame.ts';
import { findDeviceSetting } from '../session/device-setting.ts';
import type { ReadableDb, WritableDb } from '../store/db.ts';
import { clearNews } from '../store/office-papers.ts';
import { listPeers } from '../store/office-peers.ts';
import { removeSetting } from '../store/settings.ts';

/** Where the least of several laptops has read to, stream by stream: of the oldest epoch among them; a stream that one does not know begins at 0. */
export const leastCursors = (all: readonly (readonly Cursor[])[]): Cursor[] => {
  const streams = new Set(all.flat().map(({ stream }) => stream));
  return [...streams].sort().flatMap((stream): Cursor[] => {
    const found = all.flatMap((cursors) => cursors.filter((cursor) => cursor.stream === stream));
    if (found.length < all.length) return [];
    const epoch = Math.min(...found.map((cursor) => cursor.epoch));
    return [{ stream, epoch, seq: Math.min(...found.filter((cursor) => cursor.epoch === epoch).map((cursor) => cursor.seq)) }];
  });
};

/** What the laptops without a line have read, as their letters say: those that this one hears of by a stick. */
const cursorsWithoutLine = (db: ReadableDb): Cursor[] | undefined => {
  const without = listPeers(db).filter((peer) => peer.via === 'stick');
  return without.length === 0 ? undefined : leastCursors(without.map((peer) => peer.word.cursors));
};

/** From where on frames are to be carried for laptops without a line; undefined where there are none. */
export const newsFrom = (db: ReadableDb): readonly Cursor[] | undefined => {
  const least = cursorsWithoutLine(db);
  return least && (findDeviceSetting(db, 'office.news') ?? least);
};

/** Lets go of carried frames that everybody has read. */
export const dropReadNews = (db: WritableDb): void => {
  const [to, least] = [findDeviceSetting(db, 'office.news'), cursorsWithoutLine(db)];
  const isRead = to?.every(({ stream, epoch, seq }) => least?.some((cursor) => cursor.stream === stream && (cursor.epoch > epoch || (cursor.epoch === epoch && cursor.seq >= seq))));
  if (!to || !isRead) return;
  clearNews(db);
  removeSetting(db, 'office.news');
};
