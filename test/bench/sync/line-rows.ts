import { getOffice } from '../../../src-main/replica/session/host-parts.ts';
import { countUnsent } from '../../../src-main/replica/store/journal.ts';
import { countFilesOnlyHere } from '../../../src-main/replica/store/files.ts';
import type { Laptop } from '../../support/replica/laptop.ts';
import { picture, releasedScans } from '../../support/replica/scans.ts';
import { editAndRelease } from './edit.ts';
import type { Office } from './office.ts';
import { syncRow, type SyncRow } from './bench-row.ts';

const slow = { bitsPerSecond: 23_000, roundTrip: 800 };

const loaded = (laptop: Laptop): number => getOffice(laptop.host).replica.db.find<{ n: number }>('SELECT count(*) AS n FROM server_version')?.n ?? 0;

/**
 * Bytes that came twice because of one cut, for cuts spread over the offsets of a first load as it goes over 23 kbit/s. The line itself is not slowed, or it would
 * take days: the laptop is told its speed instead, and so asks for what it would ask for there.
 */
export const resumeWasteRow = async (office: Office, cuts: number): Promise<SyncRow> => {
  const wasted: number[] = [];
  const load = async (cutAt: number | undefined): Promise<number> => {
    const laptop = await office.newLaptop();
    laptop.host.bytesPerSecond = slow.bitsPerSecond / 8;
    office.line.set({ cutAtDown: cutAt });
    const before = office.line.counts.down;
    for (let tries = 0; tries < 10 && (await laptop.sync()).phase !== 'done'; tries++);
    if (loaded(laptop) !== office.people.length) throw new Error('not everybody came');
    const down = office.line.counts.down - before;
    // The office's roster is part of a load, and as long for each of them.
    await office.retire(laptop);
    return down;
  };
  const whole = await load(undefined);
  for (let cut = 0; cut < cuts; cut++) {
    const at = 1500 + Math.floor(((whole - 2000) * (cut + 0.5)) / cuts);
    wasted.push(Math.max(0, (await load(at)) - whole));
  }
  return syncRow('resume-waste-bytes', 'bytes', wasted, 4000, { floor: 0, p99: true, note: { cuts, bytesOfALoad: whole, counted: 'all bytes down beyond an uncut load, the new handshake included' } });
};

/** The share of the line that became durably applied payload: 23 kbit/s, 800 ms there and back, a cut every 20 s, until all is there; four times `seconds` at most. */
export const goodputRow = async (office: Office, seconds: number): Promise<SyncRow> => {
  const whole = await (async () => {
    const laptop = await office.newLaptop();
    const before = office.line.counts.down;
    await laptop.sync();
    await office.retire(laptop);
    return office.line.counts.down - before;
  })();
  const laptop = await office.newLaptop();
  const cutsBefore = office.line.counts.cuts;
  office.line.set({ ...slow, cutEvery: 20_000 });
  const begun = performance.now();
  const steps: number[] = [];
  try {
    // To the end: a chunk counts when it is whole, and a share of few would say little.
    const over = () => performance.now() - begun > 4 * seconds * 1000 || loaded(laptop) === office.people.length;
    while (!over()) {
      const before = loaded(laptop);
      const stop = setTimeout(() => void laptop.host.stopSync?.(), 4 * seconds * 1000 - (performance.now() - begun));
      await laptop.sync();
      clearTimeout(stop);
      steps.push(loaded(laptop) - before);
    }
  } finally {
    office.line.set({ bitsPerSecond: undefined, roundTrip: undefined, cutEvery: undefined });
  }
  const took = (performance.now() - begun) / 1000;
  const applied = (loaded(laptop) / office.people.length) * whole;
  const share = applied / ((slow.bitsPerSecond / 8) * took);
  await laptop.close();
  return syncRow('goodput', 'share', [share], 0.7, { floor: 1, atLeast: true, note: { seconds: Math.round(took), records: Math.max(0, steps.reduce((a, b) => a + b, 0)), syncs: steps.length, cuts: office.line.counts.cuts - cutsBefore, payloadIs: 'bytes of an uncut load, by share of records applied' } });
};

/** A week's work of an office: a change in the record of each of `edits` people and cases with scans of `bytes` in all, approved and signed. */
const workAWeek = async (office: Office, laptop: Laptop, which: number, { edits, bytes }: { readonly edits: number; readonly bytes: number }): Promise<void> => {
  await editAndRelease(laptop.host, office.people.slice(0, edits).map(({ id }) => id), which);
  const size = Math.min(bytes, 60_000);
  const scans = Array.from({ length: Math.max(1, Math.round(bytes / size)) }, (_, at) => picture(size, which * 1000 + at));
  for (let at = 0; at < scans.length; at += 4) await releasedScans(laptop, which * 100 + at, scans.slice(at, at + 4));
};

/** The share of the same line that a week's work is worth which goes up over it, to its last receipt and the last byte of its scans; as many scans as fill `seconds` of it. */
export const weekRow = async (office: Office, seconds: number): Promise<SyncRow> => {
  const week = { edits: 200, bytes: seconds * (slow.bitsPerSecond / 8) };
  const isThere = (laptop: Laptop) => countUnsent(getOffice(laptop.host).replica.db).released === 0 && countFilesOnlyHere(getOffice(laptop.host).replica).count === 0;
  const ready = async (which: number) => {
    const laptop = await office.newLaptop();
    await laptop.sync();
    await workAWeek(office, laptop, which, week);
    return laptop;
  };
  const before = office.line.counts.up;
  const uncut = await ready(1);
  const loading = office.line.counts.up - before;
  await uncut.sync();
  if (!isThere(uncut)) throw new Error('an uncut line does not bring it all');
  const whole = office.line.counts.up - before - loading;
  await office.retire(uncut);

  const laptop = await ready(2);
  const [cutsBefore, upBefore] = [office.line.counts.cuts, office.line.counts.up];
  office.line.set({ ...slow, cutEvery: 20_000 });
  const begun = performance.now();
  let [syncs, cutSyncs] = [0, 0];
  try {
    for (; !isThere(laptop) && syncs < 200; syncs++) {
      const { phase, error } = await laptop.sync();
      // A line that breaks may end a sync; nothing else may.
      if (phase !== 'done' && error?.type !== 'Offline') throw new Error(`a sync ended ${phase}: ${JSON.stringify(error)}`);
      if (phase !== 'done') cutSyncs += 1;
    }
  } finally {
    office.line.set({ bitsPerSecond: undefined, roundTrip: undefined, cutEvery: undefined });
  }
  if (!isThere(laptop)) throw new Error('it never arrives');
  const took = (performance.now() - begun) / 1000;
  const { up, cuts } = office.line.counts;
  await office.retire(laptop);
  return syncRow('week-under-cuts', 'share', [whole / ((slow.bitsPerSecond / 8) * took)], 0.7, { floor: 1, atLeast: true, note: { seconds: Math.round(took), syncs, endedByCuts: cutSyncs, cuts: cuts - cutsBefore, edits: week.edits, scanBytes: Math.round(week.bytes), bytesUp: up - upBefore, payloadIs: 'bytes up of the same work over an uncut line', bytesUncut: whole } });
};
