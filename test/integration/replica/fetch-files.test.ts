import { createHash } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { getOffice } from '../../../src-main/replica/session/host-parts.ts';
import { appendFilePart, giveUpFile, wishFile } from '../../../src-main/replica/store/file-wishes.ts';
import { findPutDocument } from '../../../src-main/replica/sync/apply-frame.ts';
import { openShapedLine, type ShapedLine } from '../../support/line/shaped-line.ts';
import { newFolder, openLaptop, soon, type Laptop } from '../../support/replica/laptop.ts';
import { staff, ulan, zaysan } from '../../support/replica/people.ts';
import { picture, releasedScans } from '../../support/replica/scans.ts';
import { makeEnrolCode, startServer, type TestServer } from '../../support/server/start-server.ts';

const folder = newFolder();
let [server, line, first, second] = [undefined as unknown as TestServer, undefined as unknown as ShapedLine, undefined as unknown as Laptop, undefined as unknown as Laptop];
let database: pg.Pool;
/** What the answers of /file to `second` are turned into. */
let change: (body: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer> | Promise<Uint8Array<ArrayBuffer>> = (body) => body;
/** The routes that `first` does not reach. */
let isFileRouteDown = false;

beforeAll(async () => {
  server = await startServer();
  const { hostname, port } = new URL(server.url);
  line = await openShapedLine({ host: hostname, port: Number(port) });
  database = new pg.Pool({ connectionString: server.database });
  first = openLaptop({ profile: `${folder.path}/ulan-1`, fetch: async (input, init) => (isFileRouteDown && String(input as string).endsWith('/file') ? new Response('{"refused":"internal"}', { status: 500 }) : fetch(input, init)) });
  await first.enrol(server.url, await makeEnrolCode(server, ulan), staff, 'ulan-1');
  second = openLaptop({ profile: `${folder.path}/ulan-2` });
  await second.enrol(line.url, await makeEnrolCode(server, ulan), staff, 'ulan-2');
  const { fetch: honest } = second.host;
  Object.assign(second.host, {
    fetch: async (input: string, init: RequestInit) => {
      const answer = await honest(input, init as never);
      const asked = init.body as Uint8Array;
      if (!input.endsWith('/file') || answer.status !== 200 || !new TextDecoder().decode(asked).includes('"get"')) return answer;
      const reader = answer.body!.getReader();
      return { status: 200, body: new ReadableStream({ pull: async (controller) => {
        const next = await reader.read();
        if (next.done) return controller.close();
        controller.enqueue(await change(next.value as Uint8Array<ArrayBuffer>));
      } }, { highWaterMark: 0 }) };
    },
  });
  await second.unlock('bolat');
});
afterAll(async () => {
  for (const laptop of [first, second]) await laptop?.close();
  await database?.end();
  await line?.close();
  await server?.stop();
  folder.remove();
});

/** The second range that comes waits until it is let pass. */
const holdSecondRange = () => {
  let [ranges, pass] = [0, undefined as (() => void) | undefined];
  change = async (body) => (++ranges > 1 && (await new Promise<void>((done) => (pass = done))), body);
  return { isHeld: () => pass !== undefined, pass: () => ((change = (body) => body), pass!()) };
};
const storeOf = (laptop: Laptop) => getOffice(laptop.host).replica;
const partBytes = (laptop: Laptop) => storeOf(laptop).db.find<{ n: number }>('SELECT coalesce(sum(length(bytes)), 0) AS n FROM file_part')!.n;
const places = (laptop: Laptop, caseId: string) => laptop.look('scan.list', { caseId: caseId as never }).rows.map(({ place }) => place);
const isHere = async (laptop: Laptop, id: string, file: Uint8Array) => {
  const read = await laptop.call('scan.read', { id });
  return read.ok && Buffer.compare(read.value.bytes, file) === 0;
};
const goneRanges = async (laptop: Laptop) => (await database.query<{ bytes: number }>('SELECT coalesce(sum(bytes), 0)::int AS bytes FROM file_read WHERE device = $1', [getOffice(laptop.host).certificate.device])).rows[0]!.bytes;

test('a file of another laptop comes from the centre to whoever wants to see it: on from where a cut ended it, checked, and kept as if it had been taken in here', async () => {
  const [file, other] = [picture(30_000, 30), picture(4000, 31)];
  const { id, scans } = await releasedScans(first, 30, [file, other]);
  expect(await first.sync()).toMatchObject({ phase: 'done', filesSent: 2 });
  expect(await second.sync()).toMatchObject({ phase: 'done' });
  expect(places(second, id)).toEqual(['elsewhere', 'elsewhere']);
  expect(await second.call('scan.read', { id: scans[0]! })).toMatchObject({ error: { type: 'NotFound' } });
  for (const wanted of [true, false, true]) await second.must('scan.fetch', { id: scans[0]!, wanted });
  expect(places(second, id)).toEqual(['wished', 'elsewhere']);
  const entries = () => storeOf(second).db.find<{ n: number }>('SELECT count(*) AS n FROM journal')!.n;
  const before = entries();
  // A handshake and a little of the file pass over each connection.
  line.set({ bytesEach: 7000 });
  const cuts = line.counts.cuts;
  await expect.poll(async () => (await second.sync()).filesReceived, soon).toBe(1);
  line.set({ bytesEach: undefined });
  expect(line.counts.cuts - cuts).toBeGreaterThan(2);
  expect(await isHere(second, scans[0]!, file)).toBe(true);
  expect(places(second, id)).toEqual(['centre', 'elsewhere']);
  expect([partBytes(second), entries()]).toEqual([0, before]);
  expect(await second.sync()).toMatchObject({ phase: 'done', filesToReceive: 0, fetching: null });
  // Wanted again, it is here; nothing goes either way.
  await second.must('scan.fetch', { id: scans[0]!, wanted: true });
  expect(await second.sync()).toMatchObject({ phase: 'done', filesToSend: 0, filesToReceive: 0 });
  expect(await isHere(second, scans[0]!, file)).toBe(true);
});

test('what the centre does not have yet stays wanted, and comes once it has; a scan that is taken back has its file on no laptop', async () => {
  const file = picture(2000, 32);
  const { id, scans } = await releasedScans(first, 31, [file]);
  isFileRouteDown = true;
  expect(await first.sync()).toMatchObject({ phase: 'failed' });
  isFileRouteDown = false;
  expect(await second.sync()).toMatchObject({ phase: 'done' });
  await second.must('scan.fetch', { id: scans[0]!, wanted: true });
  expect(await second.sync()).toMatchObject({ phase: 'done', filesReceived: 0, error: null });
  expect(places(second, id)).toEqual(['missing']);
  expect(await first.sync()).toMatchObject({ phase: 'done', filesSent: 1 });
  expect(await second.sync()).toMatchObject({ phase: 'done', filesReceived: 1 });
  expect([places(second, id), await isHere(second, scans[0]!, file)]).toEqual([['centre'], true]);
  const { replica } = getOffice(second.host);
  const attached = () => replica.db.find<{ n: number }>('SELECT count(*) AS n FROM rx_attachment WHERE document = ?', scans[0]!)!.n;
  expect(attached()).toBe(1);
  const { scan } = second.look('scan.list', { caseId: id }).rows[0]!;
  const write = findPutDocument(replica, { k: 'put', c: 'scans', i: scans[0]!, v: 2, d: { ...scan, removed: scan.added } });
  expect(replica.commit({ durability: 'normal', documents: [write!] }).ok).toBe(true);
  expect([attached(), places(second, id)]).toEqual([0, []]);
  // Nor a part of it, of a time when somebody had waited for it and gave that up.
  const hash = createHash('sha256').update(file).digest('hex');
  replica.commit({ durability: 'normal', documents: [], sql: (db) => {
    wishFile(db, { hash, collection: 'scans', document: scans[0]! }, 1);
    giveUpFile(db, hash);
    appendFilePart(db, hash, 0, file.subarray(0, 100));
  } });
  expect(partBytes(second)).toBe(100);
  expect(await second.sync()).toMatchObject({ phase: 'done' });
  expect(partBytes(second)).toBe(0);
});

test('of what is not the file that the record names nothing is kept, and it is not fetched again until somebody says so', async () => {
  const file = picture(9000, 33);
  const { id, scans } = await releasedScans(first, 32, [file]);
  expect(await first.sync()).toMatchObject({ phase: 'done', filesSent: 1 });
  expect(await second.sync()).toMatchObject({ phase: 'done' });
  change = (body) => body.map((byte, at) => (at === 9 ? byte ^ 1 : byte));
  await second.must('scan.fetch', { id: scans[0]!, wanted: true });
  expect(await second.sync()).toMatchObject({ phase: 'done', filesReceived: 0, filesToReceive: 1 });
  change = (body) => body;
  expect([places(second, id), partBytes(second), await isHere(second, scans[0]!, file)]).toEqual([['wrong'], 0, false]);
  expect(await second.sync()).toMatchObject({ phase: 'done', filesToReceive: 0 });
  await second.must('scan.fetch', { id: scans[0]!, wanted: true });
  expect(await second.sync()).toMatchObject({ phase: 'done', filesReceived: 1 });
  expect([places(second, id), await isHere(second, scans[0]!, file)]).toEqual([['centre'], true]);
});

test('a sync that is stopped, or meets no line any more, loses nothing of a file: the next one fetches only what had not come', async () => {
  const file = picture(24_000, 37);
  const { id, scans } = await releasedScans(first, 36, [file]);
  expect(await first.sync()).toMatchObject({ phase: 'done', filesSent: 1 });
  expect(await second.sync()).toMatchObject({ phase: 'done' });
  second.host.fileRangeDown = undefined;
  await second.must('scan.fetch', { id: scans[0]!, wanted: true });
  // The second range meets no line.
  let ranges = 0;
  change = (body) => {
    ranges += 1;
    if (ranges > 1) throw new TypeError('no line');
    return body;
  };
  expect(await second.sync()).toMatchObject({ phase: 'failed', error: { type: 'Offline' }, fetching: null });
  change = (body) => body;
  const held = partBytes(second);
  expect(places(second, id)).toEqual(['wished']);
  expect(held).toBeGreaterThan(0);
  expect(held).toBeLessThan(file.length);
  const given = await goneRanges(second);
  expect(await second.sync()).toMatchObject({ phase: 'done', filesReceived: 1, filesToReceive: 1, fileBytesReceived: file.length - held });
  expect((await goneRanges(second)) - given).toBe(file.length - held);
  expect(await isHere(second, scans[0]!, file)).toBe(true);
});

test('stopped over a file, it is not fetched any more; what has come of it stays for whoever wants it again', async () => {
  const file = picture(20_000, 34);
  const { id, scans } = await releasedScans(first, 33, [file]);
  expect(await first.sync()).toMatchObject({ phase: 'done', filesSent: 1 });
  expect(await second.sync()).toMatchObject({ phase: 'done' });
  second.host.fileRangeDown = undefined;
  const range = holdSecondRange();
  await second.must('scan.fetch', { id: scans[0]!, wanted: true });
  await second.must('sync.start', {});
  await expect.poll(range.isHeld, soon).toBe(true);
  expect(places(second, id)).toEqual(['coming']);
  expect(second.look('sync.watch', {})).toMatchObject({ phase: 'files', filesToReceive: 1, fetching: { size: file.length } });
  await second.must('scan.fetch', { id: scans[0]!, wanted: false });
  range.pass();
  while (second.host.stopSync) await new Promise((resolve) => setTimeout(resolve, 5));
  expect(second.look('sync.watch', {})).toMatchObject({ phase: 'done', filesReceived: 0 });
  expect(places(second, id)).toEqual(['elsewhere']);
  const held = partBytes(second);
  expect(held).toBeGreaterThan(0);
  expect(held).toBeLessThan(file.length);
  await second.must('scan.fetch', { id: scans[0]!, wanted: true });
  expect(await second.sync()).toMatchObject({ phase: 'done', filesReceived: 1, fileBytesReceived: file.length - held });
  expect(await isHere(second, scans[0]!, file)).toBe(true);
});

test('a range of a file that was given up with all that had come of it is not kept behind a gap', async () => {
  const file = picture(20_000, 44);
  const { scans } = await releasedScans(first, 43, [file, picture(3_000, 45)]);
  for (const laptop of [first, second]) expect(await laptop.sync()).toMatchObject({ phase: 'done' });
  second.host.fileRangeDown = undefined;
  const range = holdSecondRange();
  await second.must('scan.fetch', { id: scans[0]!, wanted: true });
  await second.must('sync.start', {});
  await expect.poll(range.isHeld, soon).toBe(true);
  // What was given up last is what is kept of.
  for (const [at, wanted] of [[0, false], [1, true], [1, false]] as const) await second.must('scan.fetch', { id: scans[at]!, wanted });
  range.pass();
  while (second.host.stopSync) await new Promise((resolve) => setTimeout(resolve, 5));
  await second.must('scan.fetch', { id: scans[0]!, wanted: true });
  expect(await second.sync()).toMatchObject({ phase: 'done', filesReceived: 1, fileBytesReceived: file.length });
});

test('a file whose record this laptop may not read at the centre is not given, and the window can say so', async () => {
  const [file, other] = [picture(2500, 36), picture(2500, 37)];
  const { id, scans } = await releasedScans(first, 35, [file, other]);
  expect(await first.sync()).toMatchObject({ phase: 'done', filesSent: 2 });
  expect(await second.sync()).toMatchObject({ phase: 'done' });
  // Held by another district from now on; this one has not heard of it yet.
  await database.query("UPDATE document_area SET area = $2 WHERE collection = 'scans' AND document = $1", [scans[0], zaysan]);
  await second.must('scan.fetch', { id: scans[0]!, wanted: true });
  const given = await goneRanges(second);
  expect(await second.sync()).toMatchObject({ phase: 'done', filesToReceive: 0 });
  expect([places(second, id), await isHere(second, scans[0]!, file), await goneRanges(second)]).toEqual([['denied', 'elsewhere'], false, given]);
  // Nor is that forgotten for another that somebody wants and then does not.
  for (const wanted of [true, false]) await second.must('scan.fetch', { id: scans[1]!, wanted });
  expect(places(second, id)[0]).toBe('denied');
  // It is not asked for again by itself.
  await expect.poll(() => second.host.warm, soon).toBeDefined();
  const { number } = second.host.warm!.session;
  expect(await second.sync()).toMatchObject({ phase: 'done' });
  expect(second.host.warm?.session.number).toBe(number);
});

test('a laptop of another district is given nothing, whatever its own store says', async () => {
  const file = picture(3000, 35);
  const { id, scans } = await releasedScans(first, 34, [file]);
  expect(await first.sync()).toMatchObject({ phase: 'done', filesSent: 1 });
  const stranger = openLaptop({ profile: `${folder.path}/zaysan` });
  await stranger.enrol(server.url, await makeEnrolCode(server, zaysan), staff, 'zaysan');
  await stranger.unlock('bolat');
  expect(await stranger.sync()).toMatchObject({ phase: 'done' });
  // The record as it stands on the other laptop, planted.
  const { scan } = first.look('scan.list', { caseId: id }).rows[0]!;
  const planted = storeOf(stranger).commit({ durability: 'full', documents: [{ collection: 'scans', document: scan }] });
  expect(planted.ok).toBe(true);
  await stranger.must('scan.fetch', { id: scans[0]!, wanted: true });
  expect(places(stranger, id)).toEqual(['wished']);
  expect(await stranger.sync()).toMatchObject({ phase: 'done', filesToReceive: 0 });
  expect([await goneRanges(stranger), partBytes(stranger), await isHere(stranger, scans[0]!, file)]).toEqual([0, 0, false]);
  await stranger.close();
});
