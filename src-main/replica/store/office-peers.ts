import { LetterWord } from '../../../shared/sync/office-letter.ts';
import type { ReadableDb, WritableDb } from './db.ts';

/** Another laptop of the office as its newest letter told of it (`at`, an Instant), and how far its entries are known here. `via`: how that letter came; `takenAt`: when. */
export type OfficePeer = { readonly device: string; readonly reached: number; readonly at: string; readonly via: 'stick' | 'line'; readonly takenAt: string; readonly word: LetterWord };

type Row = Omit<OfficePeer, 'word' | 'takenAt'> & { readonly word: string; readonly taken_at: string };

const toPeer = ({ word, taken_at: takenAt, ...row }: Row): OfficePeer => ({ ...row, takenAt, word: LetterWord.parse(JSON.parse(word)) });

export const listPeers = (db: ReadableDb): OfficePeer[] => db.list<Row>('SELECT device, reached, at, via, taken_at, word FROM office_peer ORDER BY device').map(toPeer);

export const findPeer = (db: ReadableDb, device: string): OfficePeer | undefined => {
  const row = db.find<Row>('SELECT device, reached, at, via, taken_at, word FROM office_peer WHERE device = ?', device);
  return row && toPeer(row);
};

export const putPeer = (db: WritableDb, { device, reached, at, via, takenAt, word }: OfficePeer): void => {
  db.run(
    `INSERT INTO office_peer (device, reached, at, via, taken_at, word) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (device) DO UPDATE SET reached = excluded.reached, at = excluded.at, via = excluded.via, taken_at = excluded.taken_at, word = excluded.word`,
    device, reached, at, via, takenAt, JSON.stringify(word),
  );
};
