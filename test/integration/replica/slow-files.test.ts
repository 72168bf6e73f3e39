import { afterAll, beforeAll, expect, test } from 'vitest';
import { getOffice } from '../../../src-main/replica/session/host-parts.ts';
import { countFilesOnlyHere } from '../../../src-main/replica/store/files.ts';
import { openShapedLine, type ShapedLine } from '../../support/line/shaped-line.ts';
import { newFolder, openLaptop, type Laptop } from '../../support/replica/laptop.ts';
import { staff, ulan } from '../../support/replica/people.ts';
import { picture, releasedScans } from '../../support/replica/scans.ts';
import { makeEnrolCode, startServer, type TestServer } from '../../support/server/start-server.ts';

const folder = newFolder();
let [server, line, laptop] = [undefined as unknown as TestServer, undefined as unknown as ShapedLine, undefined as unknown as Laptop];
/** Requests for files that are under way, and the most of them at once. */
let [underWay, most] = [0, 0];

beforeAll(async () => {
  server = await startServer();
  const { hostname, port } = new URL(server.url);
  line = await openShapedLine({ host: hostname, port: Number(port) });
  laptop = openLaptop({ profile: `${folder.path}/ulan` });
  await laptop.enrol(line.url, await makeEnrolCode(server, ulan), staff, 'ulan');
  const { fetch: honest } = laptop.host;
  Object.assign(laptop.host, { fetch: async (input: string, init: RequestInit) => {
    if (!input.endsWith('/file')) return honest(input, init as never);
    [underWay, most] = [underWay + 1, Math.max(most, underWay + 1)];
    try {
      return await honest(input, init as never);
    } finally {
      underWay -= 1;
    }
  } });
});
afterAll(async () => {
  await laptop?.close();
  await line?.close();
  await server?.stop();
  folder.remove();
});

/** Brings a file of 24,000 bytes up; how many requests were under way at once at most. */
const sendOne = async (n: number): Promise<number> => {
  await releasedScans(laptop, n, [picture(24_000, n)]);
  [most, laptop.host.fileRange, laptop.host.fileBytesPerSecond] = [0, undefined, undefined];
  expect(await laptop.sync()).toMatchObject({ phase: 'done', filesSent: 1, fileBytesSent: 24_000 });
  expect(countFilesOnlyHere(getOffice(laptop.host).replica).count).toBe(0);
  return most;
};

test('a slow line is never idle: the next range leaves before the answer for the last has come, and a cut of both ends nothing', async () => {
  expect(await sendOne(1)).toBe(1);
  line.set({ bitsPerSecond: 90_000, roundTrip: 400 });
  expect(await sendOne(2)).toBe(2);
  const cuts = { left: 2, of: line.counts.cuts };
  const cutting = setInterval(() => underWay === 2 && cuts.left > 0 && (line.cut(), (cuts.left -= 1)), 400);
  expect(await sendOne(3)).toBe(2);
  clearInterval(cutting);
  expect(line.counts.cuts - cuts.of).toBe(2);
}, 3_600_000);
