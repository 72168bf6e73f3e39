import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { getOffice } from '../../../src-main/replica/session/host-parts.ts';
import { countFilesOnlyHere } from '../../../src-main/replica/store/files.ts';
import { findParts } from '../../../shared/sync/parts.ts';
import { openShapedLine, type ShapedLine } from '../../support/line/shaped-line.ts';
import { newFolder, openLaptop, type Laptop } from '../../support/replica/laptop.ts';
import { staff, ulan } from '../../support/replica/people.ts';
import { picture, releasedScans } from '../../support/replica/scans.ts';
import { askHeld, putRange } from '../../support/server/file-requests.ts';
import { makeEnrolCode, startServer, type TestServer } from '../../support/server/start-server.ts';
import { makeDevice } from '../../support/server/test-office.ts';

type Ask = (input: string, init: RequestInit) => Promise<Response>;

const folder = newFolder();
let [server, line, laptop] = [undefined as unknown as TestServer, undefined as unknown as ShapedLine, undefined as unknown as Laptop];
/** Requests that bring bytes of files and are under way, the most of them at once, and their bytes. */
let counts = { underWay: 0, most: 0, bytes: 0 };
/** What stands between the laptop and the line. */
let between: (ask: Ask) => Ask = (ask) => ask;

/** More than a question. */
const bringsBytes = (init: RequestInit): boolean => (init.body as Uint8Array).length > 300;

beforeAll(async () => {
  server = await startServer();
  const { hostname, port } = new URL(server.url);
  line = await openShapedLine({ host: hostname, port: Number(port) });
  laptop = openLaptop({ profile: `${folder.path}/ulan` });
  await laptop.enrol(line.url, await makeEnrolCode(server, ulan), staff, 'ulan');
  const honest = laptop.host.fetch as unknown as Ask;
  Object.assign(laptop.host, { fetch: async (input: string, init: RequestInit) => {
    if (!input.endsWith('/file') || !bringsBytes(init)) return honest(input, init);
    counts = { underWay: counts.underWay + 1, most: Math.max(counts.most, counts.underWay + 1), bytes: counts.bytes + (init.body as Uint8Array).length };
    try {
      return await between(honest)(input, init);
    } finally {
      counts.underWay -= 1;
    }
  } });
});
beforeEach(() => {
  [between, counts, laptop.host.fileRange] = [(ask) => ask, { underWay: 0, most: 0, bytes: 0 }, undefined];
  line.set({ bitsPerSecond: undefined, roundTrip: undefined });
});
afterAll(async () => {
  await laptop?.close();
  await line?.close();
  await server?.stop();
  folder.remove();
});

/** Brings files up in one sync, each as it is: the centre checks their content. */
const send = async (n: number, ...sizes: readonly number[]): Promise<void> => {
  await releasedScans(laptop, n, sizes.map((size, index) => picture(size, n * 10 + index)));
  expect(await laptop.sync()).toMatchObject({ phase: 'done', error: null, filesSent: sizes.length, fileBytesSent: sizes.reduce((sum, size) => sum + size, 0) });
  expect(countFilesOnlyHere(getOffice(laptop.host).replica).count).toBe(0);
};

/** Name, size and offset of a range, at most. */
const head = 200;

test('a slow line is never idle: the next range is under way before the answer for the last has come, and a cut of both ends nothing', async () => {
  line.set({ bitsPerSecond: 90_000, roundTrip: 400 });
  await send(1, 24_000);
  expect(counts.most).toBe(2);
  const cuts = { left: 2, of: line.counts.cuts };
  const cutting = setInterval(() => counts.underWay === 2 && cuts.left > 0 && (line.cut(), (cuts.left -= 1)), 400);
  try {
    await send(2, 24_000);
  } finally {
    clearInterval(cutting);
  }
  expect(line.counts.cuts - cuts.of).toBe(2);
}, 3_600_000);

test('a range that comes before the one it follows is kept for then: nothing is sent twice', async () => {
  let asked = 0;
  between = (ask) => async (input, init) => {
    asked += 1;
    if (asked % 2 === 1) await new Promise((done) => setTimeout(done, 150));
    return ask(input, init);
  };
  await send(3, 40_000, 3000);
  expect(asked).toBeGreaterThan(5);
  expect(counts.bytes).toBeLessThan(43_000 + asked * head);
});

test('a line that slows down, with large ranges under way, and a steady one with many files', async () => {
  laptop.host.fileRange = 65_536;
  line.set({ bitsPerSecond: 400_000, roundTrip: 400 });
  await send(4, 80_000);
  const large = laptop.host.fileRange;
  line.set({ bitsPerSecond: 60_000, roundTrip: 400 });
  await send(7, 60_000);
  expect(laptop.host.fileRange).toBeLessThan(large);
  line.set({ bitsPerSecond: 800_000, roundTrip: 100 });
  await send(5, 150_000, 150_000, 2000);
  expect(counts.bytes).toBeLessThan(442_000 * 1.05);
}, 3_600_000);

test('a centre of an earlier version, which refuses a number behind a higher one and keeps no range that does not follow, gets them one after another', async () => {
  let [highest, refused, asked, here, after] = [0, 0, 0, 0, 0];
  between = (ask) => async (input, init) => {
    const number = Number((init.headers as Record<string, string>)['x-tirek-number']);
    const [head, bytes] = findParts(init.body as Uint8Array)! as [Uint8Array, Uint8Array];
    const { offset } = JSON.parse(new TextDecoder().decode(head)) as { offset: number };
    asked += 1;
    if (refused > 0) after = Math.max(after, counts.underWay);
    // Each first of two is there last.
    if (asked % 2 === 1) await new Promise((done) => setTimeout(done, 50));
    if (number < highest) {
      refused += 1;
      return new Response(JSON.stringify({ refused: 'noSession' }), { status: 401 });
    }
    highest = number;
    if (offset !== here) return new Response(JSON.stringify({ held: [here] }));
    here += bytes.length;
    return ask(input, init);
  };
  await send(6, 30_000);
  expect(counts.most).toBe(2);
  expect(refused).toBe(1);
  expect(after).toBe(1);
});

test('another laptop that sends the same file meanwhile, in other ranges: all is there, and no sync fails', async () => {
  const file = picture(120_000, 80);
  const other = await makeDevice(server, ulan);
  let [brought, slower] = [0, 0];
  between = (ask) => async (input, init) => {
    // It is quicker half of the times.
    if ((slower += 1) % 2 === 0) {
      const [held] = (await askHeld(other, file)) as [number];
      if (held < file.length) brought += 1;
      if (held < file.length) await putRange(other, file, held, Math.min(file.length, held + 3000));
    }
    return ask(input, init);
  };
  await send(8, file.length);
  expect(brought).toBeGreaterThan(3);
});

test('a centre that has never more of a file than before is not asked for ever', async () => {
  between = () => async () => new Response(JSON.stringify({ held: [0] }));
  await releasedScans(laptop, 9, [picture(20_000, 90)]);
  expect(await laptop.sync()).toMatchObject({ phase: 'failed', error: { type: 'ServerNonsense' } });
  between = (ask) => ask;
  expect(await laptop.sync()).toMatchObject({ phase: 'done', filesSent: 1 });
});
