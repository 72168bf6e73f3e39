import Database from 'better-sqlite3';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Person } from '../../../shared/domain/person.ts';
import { getOffice } from '../../../src-main/replica/session/host-parts.ts';
import type { Laptop } from '../../support/replica/laptop.ts';
import { mustSync, type Office } from './office.ts';
import { syncRow, type SyncRow } from './bench-row.ts';
import { cleanHeap } from './clean-heap.ts';

/** Records a second that the disk and SQLite take at best: the same texts into one bare table with their ids, in one transaction of each thousand. */
export const rawApplyRate = (people: readonly Person[]): number => {
  const folder = mkdtempSync(join(tmpdir(), 'tirek-raw-'));
  const database = new Database(join(folder, 'raw.db'));
  try {
    database.pragma('journal_mode = WAL');
    database.exec('CREATE TABLE raw (id TEXT PRIMARY KEY, body TEXT NOT NULL) WITHOUT ROWID');
    const insert = database.prepare('INSERT INTO raw VALUES (?, ?)');
    const texts = people.map((person) => [person.id, JSON.stringify(person)] as const);
    const begun = performance.now();
    for (let at = 0; at < texts.length; at += 1000) database.transaction(() => texts.slice(at, at + 1000).forEach((row) => insert.run(...row)))();
    return (people.length * 1000) / (performance.now() - begun);
  } finally {
    database.close();
    rmSync(folder, { recursive: true, force: true });
  }
};

/** Seconds until the last person is found by a search as well. */
const searchDelay = async (laptop: Laptop, count: number): Promise<number> => {
  const begun = performance.now();
  const { db } = getOffice(laptop.host).replica;
  while ((db.find<{ n: number }>('SELECT count(*) AS n FROM person_key')?.n ?? 0) < count) await new Promise((done) => setTimeout(done, 20));
  return (performance.now() - begun) / 1000;
};

/** First loads of the whole district over loopback by new laptops; the last of them is handed back for the rows that need a loaded one. */
export const loadRows = async (office: Office, rounds: number): Promise<{ rows: SyncRow[]; laptop: Laptop }> => {
  const count = office.people.length;
  const [sizes, rates, delays]: [number[], number[], number[]] = [[], [], []];
  let laptop: Laptop | undefined;
  for (let round = 0; round < rounds; round++) {
    await laptop?.close();
    cleanHeap();
    laptop = await office.newLaptop();
    const down = office.line.counts.down;
    const begun = performance.now();
    await mustSync(laptop);
    rates.push((count * 1000) / (performance.now() - begun));
    sizes.push((office.line.counts.down - down) / count);
    delays.push(await searchDelay(laptop, count));
    const last = office.people.at(-1)!.id;
    if (laptop.look('person.watch', { id: last as never }).person?.id !== last) throw new Error('the last person is not there');
  }
  const rows = [
    syncRow('first-load-bytes-per-record', 'bytes', sizes, 60, { floor: office.randomBytes, note: { floorIs: 'chance drawn by the generator, per person', randomBits: Math.round(office.randomBytes * 8), records: count } }),
    syncRow('first-load-rate', 'records/s', rates, 40_000, { floor: rawApplyRate(office.people), atLeast: true, note: { searchDelaySeconds: Math.round(Math.max(...delays) * 100) / 100, importPerSecond: Math.round(count / office.importSeconds) } }),
  ];
  return { rows, laptop: laptop! };
};
