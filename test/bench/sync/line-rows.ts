import { getOffice } from '../../../src-main/replica/session/host-parts.ts';
import type { Laptop } from '../../support/replica/laptop.ts';
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
  return syncRow('resume-waste-bytes', 'bytes', wasted, 4000, { floor: null, p99: true, note: { cuts, bytesOfALoad: whole, counted: 'all bytes down beyond an uncut load, the new handshake included' } });
};

/** The share of the line that became durably applied payload: 23 kbit/s, 800 ms there and back, a cut every 20 s, until `seconds` have passed or all is there. */
export const goodputRow = async (office: Office, seconds: number): Promise<SyncRow> => {
  const whole = await (async () => {
    const laptop = await office.newLaptop();
    const before = office.line.counts.down;
    await laptop.sync();
    await office.retire(laptop);
    return office.line.counts.down - before;
  })();
  const laptop = await office.newLaptop();
  office.line.set({ ...slow, cutEvery: 20_000 });
  const begun = performance.now();
  const steps: number[] = [];
  try {
    const over = () => performance.now() - begun > seconds * 1000 || loaded(laptop) === office.people.length;
    while (!over()) {
      const before = loaded(laptop);
      const stop = setTimeout(() => void laptop.host.stopSync?.(), seconds * 1000 - (performance.now() - begun));
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
  return syncRow('goodput', 'share', [share], 0.7, { floor: 1, atLeast: true, note: { seconds: Math.round(took), records: Math.max(0, steps.reduce((a, b) => a + b, 0)), syncs: steps.length, payloadIs: 'bytes of an uncut load, by share of records applied' } });
};
