import { constants, zstdCompressSync } from 'node:zlib';
import { setTimeout as sleep } from 'node:timers/promises';
import { findEntry } from '../../../shared/sync/journal-entry.ts';
import { getOffice } from '../../../src-main/replica/session/host-parts.ts';
import type { Laptop } from '../../support/replica/laptop.ts';
import { password } from '../../support/replica/people.ts';
import { editAndRelease, editAndSign } from './edit.ts';
import { mustSync, type Office } from './office.ts';
import { syncRow, type SyncRow } from './bench-row.ts';

const signature = 64;

/** Bytes that passed both ways while `work` ran. */
const passed = async (office: Office, work: () => Promise<void>): Promise<number> => {
  const before = office.line.counts.up + office.line.counts.down;
  await work();
  return office.line.counts.up + office.line.counts.down - before;
};

/** zstd at its hardest with the entries' own kind as dictionary: the floor of what is sent, without names, proofs or order. */
const packedSize = (samples: readonly string[], texts: readonly string[]): number =>
  zstdCompressSync(texts.join('\n'), { dictionary: Buffer.from(samples.join('\n')), params: { [constants.ZSTD_c_compressionLevel]: 19 } }).length;

const journalTexts = (laptop: Laptop, count: number): string[] =>
  getOffice(laptop.host).replica.db.list<{ bytes: Uint8Array }>('SELECT bytes FROM journal ORDER BY number DESC LIMIT ?', count)
    .map(({ bytes }) => JSON.stringify({ document: findEntry(bytes)?.document, changes: findEntry(bytes)?.changes }));

/** One edit, fifty edits and nothing at all, on a connection that is warm: every byte both ways, receipts and returned documents included. */
export const bytesRows = async (office: Office, laptop: Laptop, wanted: (name: string) => boolean): Promise<SyncRow[]> => {
  const { host } = laptop;
  const rows: SyncRow[] = [];
  const edit = async (ids: readonly string[], round: number) => {
    await editAndRelease(host, ids, round);
    return passed(office, () => mustSync(laptop));
  };
  const idOf = (index: number) => office.people[index % office.people.length]!.id;
  const samples = async () => {
    for (let round = 0; round < 3; round++) await edit([idOf(round + 900)], round);
    return journalTexts(laptop, 3);
  };
  const known = await samples();
  if (wanted('edit-warm-bytes')) {
    const [alone, sizes, floors]: [number[], number[], number[]] = [[], [], []];
    for (let round = 0; round < 10; round++) alone.push(await edit([idOf(round)], round + 10));
    await laptop.must('session.lock', {});
    await laptop.must('session.unlock', { login: 'bolat', password });
    // The link is opened behind the first sync.
    await mustSync(laptop);
    await sleep(500);
    await editAndSign(host, [idOf(499)], 499);
    await mustSync(laptop);
    const knownBatch = [...known, ...journalTexts(laptop, 2)];
    for (let round = 0; round < 10; round++) {
      await editAndSign(host, [idOf(round + 500)], round + 500);
      sizes.push(await passed(office, () => mustSync(laptop)));
      floors.push(packedSize(knownBatch, journalTexts(laptop, 2)) + 2 * signature);
    }
    // With the batch's own record, as the window releases.
    rows.push(syncRow('edit-warm-bytes', 'bytes', sizes, 400, { floor: floors.reduce((a, b) => a + b, 0) / floors.length, note: { withoutBatchRecord: alone.toSorted((a, b) => a - b)[5]! } }));
  }
  if (wanted('edits-50-bytes')) {
    const sizes: number[] = [];
    let floor = 0;
    for (let round = 0; round < 3; round++) {
      sizes.push(await edit(Array.from({ length: 50 }, (_, index) => idOf(100 + round * 50 + index)), round + 100));
      floor = packedSize(known, journalTexts(laptop, 50));
    }
    const middle = [...sizes].sort((a, b) => a - b)[1]!;
    rows.push(syncRow('edits-50-bytes', 'bytes', sizes, 1.15, { floor, judged: middle / floor, note: { barIs: 'ratio to floor' } }));
  }
  if (wanted('idle-bytes')) {
    const sizes: number[] = [];
    const { turns } = office.line.counts;
    for (let round = 0; round < 10; round++) sizes.push(await passed(office, () => mustSync(laptop)));
    const roundTrips = (office.line.counts.turns - turns) / sizes.length;
    // A byte each way: less cannot be asked, and not be answered.
    const row = syncRow('idle-bytes', 'bytes', sizes, 300, { floor: 2, note: { roundTrips, roundTripsBar: 1 } });
    rows.push({ ...row, ok: row.ok && roundTrips <= 1 });
  }
  return rows;
};
