import { createHash } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CaseId } from '../../../shared/base/ids.ts';
import { putDeviceSetting } from '../../../src-main/replica/session/device-setting.ts';
import { getOffice } from '../../../src-main/replica/session/host-parts.ts';
import { forgetFilesHeld } from '../../../src-main/replica/store/files.ts';
import { openShapedLine, type ShapedLine } from '../../support/line/shaped-line.ts';
import { forkHost } from '../../support/replica/fork-host.ts';
import { newFolder, openLaptop, soon, type Laptop } from '../../support/replica/laptop.ts';
import { password, staff, ulan } from '../../support/replica/people.ts';
import { caseWithScans, picture, releasedScans } from '../../support/replica/scans.ts';
import { makeEnrolCode, runServerTool, startServer, type TestServer } from '../../support/server/start-server.ts';

const [folder, data] = [newFolder(), newFolder()];
let [server, line, first, second] = [undefined as unknown as TestServer, undefined as unknown as ShapedLine, undefined as unknown as Laptop, undefined as unknown as Laptop];
let database: pg.Pool;

const newLaptop = async (name: string): Promise<Laptop> => {
  const laptop = openLaptop({ profile: `${folder.path}/${name}` });
  await laptop.enrol(line.url, await makeEnrolCode(server, ulan), staff, name);
  await laptop.unlock('aigul');
  return laptop;
};

beforeAll(async () => {
  server = await startServer({ data: data.path });
  const { hostname, port } = new URL(server.url);
  line = await openShapedLine({ host: hostname, port: Number(port) });
  database = new pg.Pool({ connectionString: server.database });
  [first, second] = [await newLaptop('ulan-1'), await newLaptop('ulan-2')];
});
afterAll(async () => {
  for (const laptop of [first, second]) await laptop?.close();
  await database?.end();
  await line?.close();
  await server?.stop();
  for (const one of [folder, data]) one.remove();
});

const release = async (laptop: Laptop, id: CaseId) => {
  await laptop.must('case.handOver', { id });
  await laptop.unlock('bolat');
  await laptop.must('case.approve', { id });
  await laptop.must('batch.sign', { password });
};
const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest();
/** The file as the centre has it whole; undefined where it has not. */
const atCentre = async (bytes: Uint8Array): Promise<Uint8Array | undefined> => {
  const { rows } = await database.query<{ bytes: Uint8Array }>('SELECT r.bytes FROM file f JOIN file_range r USING (hash, size) WHERE f.hash = $1 AND f.whole IS NOT NULL ORDER BY r.at', [hashOf(bytes)]);
  return rows.length === 0 ? undefined : Buffer.concat(rows.map((row) => row.bytes));
};
const heldBytes = async (bytes: Uint8Array) => (await database.query<{ held: number }>('SELECT held FROM file WHERE hash = $1', [hashOf(bytes)])).rows[0]?.held;
const isThere = async (bytes: Uint8Array) => Buffer.compare(bytes, (await atCentre(bytes)) ?? new Uint8Array()) === 0;

test('the files of what was released go up after everything else, each once; what is not released, or was taken back, stays', async () => {
  const [sent, gone, draft] = [picture(90_000, 1), picture(20_000, 2), picture(30_000, 3)];
  const { id, scans } = await caseWithScans(first, 1, [sent, gone]);
  await first.must('scan.remove', { id: scans[1]! });
  await release(first, id);
  await caseWithScans(first, 2, [draft]);
  const phases = new Set<string>();
  const ended = first.host.notices.listen((topic) => void (topic === 'sync' && phases.add(first.host.sync.phase)));
  expect(await first.sync()).toMatchObject({ phase: 'done', filesSent: 1, filesToSend: 1, fileBytesSent: sent.length, fileBytesToSend: sent.length });
  ended();
  expect([...phases]).toEqual(['connecting', 'exchanging', 'files', 'done']);
  expect(await isThere(sent)).toBe(true);
  expect([await heldBytes(gone), await heldBytes(draft)]).toEqual([undefined, undefined]);
  // Nothing is asked again of what is known to be there.
  await expect.poll(() => first.host.warm, soon).toBeDefined();
  const requests = first.host.warm!.session.number;
  expect(await first.sync()).toMatchObject({ phase: 'done', filesSent: 0, filesToSend: 0 });
  expect(first.host.warm?.session.number).toBe(requests);
});

test('a line that breaks again and again: one sync goes on where each cut stopped it, however little passes between two; where nothing passes it ends, and the next one goes on', async () => {
  const file = picture(60_000, 4);
  await releasedScans(first, 3, [file]);
  expect(await first.sync()).toMatchObject({ phase: 'done' });
  await database.query('DELETE FROM file WHERE hash = $1', [hashOf(file)]);
  getOffice(first.host).replica.commit({ durability: 'full', documents: [], sql: forgetFilesHeld });
  const [before, cutBefore] = [line.counts.up, line.counts.cuts];
  // Of a range as it would be on a good line nothing passes.
  first.host.fileRange = 65_536;
  const { fetch: honest } = first.host;
  const breakFilesAfter = (bytes: number) => Object.assign(first.host, { fetch: async (input: string, init: RequestInit) => {
    line.set({ bytesEach: input.endsWith('/file') && (init.body as Uint8Array).length > 300 ? bytes : undefined });
    return honest(input, init as never);
  } });
  breakFilesAfter(4000);
  expect(await first.sync()).toMatchObject({ phase: 'done', error: null, filesSent: 1 });
  expect(line.counts.cuts - cutBefore).toBeGreaterThan(10);
  expect(await isThere(file)).toBe(true);
  // All of it once, and of each cut a range at most.
  expect(line.counts.up - before).toBeLessThan(file.length + (line.counts.cuts - cutBefore) * 4000);

  Object.assign(first.host, { fetch: honest });
  line.set({ bytesEach: undefined });
  const next = picture(20_000, 40);
  await releasedScans(first, 39, [next]);
  expect(await first.sync()).toMatchObject({ phase: 'done' });
  await database.query('DELETE FROM file WHERE hash = $1', [hashOf(next)]);
  getOffice(first.host).replica.commit({ durability: 'full', documents: [], sql: forgetFilesHeld });
  breakFilesAfter(100);
  expect(await first.sync()).toMatchObject({ phase: 'failed', error: { type: 'Offline' } });
  expect(first.host.fileRange).toBe(512);
  Object.assign(first.host, { fetch: honest });
  line.set({ bytesEach: undefined });
  expect(await first.sync()).toMatchObject({ phase: 'done' });
  expect(await isThere(next)).toBe(true);
});

test('a laptop that is killed over a file goes on after its last range', async () => {
  const file = picture(400_000, 5);
  const profile = `${folder.path}/killed`;
  const laptop = await newLaptop('killed');
  await releasedScans(laptop, 4, [file]);
  await laptop.close();
  line.set({ bitsPerSecond: 30_000 });
  const host = await forkHost(profile);
  expect((await host.call('session.unlock', { login: 'bolat', password }))?.ok).toBe(true);
  expect((await host.call('sync.start', {}))?.ok).toBe(true);
  await expect.poll(async () => (await heldBytes(file)) ?? 0, soon).toBeGreaterThan(0);
  await host.kill();
  line.set({ bitsPerSecond: undefined });
  const held = (await heldBytes(file))!;
  expect(held).toBeLessThan(file.length);
  const again = openLaptop({ profile });
  await again.unlock('bolat');
  const before = line.counts.up;
  // What was there counts as sent.
  expect(await again.sync()).toMatchObject({ phase: 'done', filesSent: 1, fileBytesSent: file.length, fileBytesToSend: file.length });
  await again.close();
  expect(await isThere(file)).toBe(true);
  expect(line.counts.up - before).toBeLessThan(file.length - held + 20_000);
}, 3_600_000);

test('two laptops with the same file: the second sends none of it', async () => {
  const file = picture(50_000, 6);
  await releasedScans(first, 5, [file]);
  await releasedScans(second, 6, [file]);
  expect(await first.sync()).toMatchObject({ phase: 'done', filesSent: 1 });
  expect(await second.sync()).toMatchObject({ phase: 'done', filesSent: 0, filesToSend: 0 });
  expect(second.look('status.watch', {})).toMatchObject({ filesOnlyHere: 0 });
  expect((await database.query('SELECT 1 FROM file WHERE hash = $1', [hashOf(file)])).rowCount).toBe(1);
});

/** A laptop whose talk with the centre goes through `change`: what an answer is turned into, by route. */
const crooked = async (name: string, change: (route: string, honest: () => Promise<Response>) => Promise<Response>) => {
  const laptop = openLaptop({ profile: `${folder.path}/${name}`, fetch: (input, init) => change(new URL(String(input as string)).pathname, () => fetch(input, init)) });
  await laptop.enrol(server.url, await makeEnrolCode(server, ulan), staff, name);
  return laptop;
};

test('stopped over a file, a sync says so and goes on next time; what is signed meanwhile goes before the rest of it', async () => {
  const [file, small] = [picture(200_000, 7), picture(500, 8)];
  const routes: string[] = [];
  const waiting: (() => void)[] = [];
  const passAll = () => waiting.splice(0).forEach((pass) => pass());
  let holds = true;
  // All ranges but the first wait until they are let through.
  const laptop = await crooked('stopped', async (route, honest) => {
    routes.push(route);
    if (holds && routes.filter((one) => one === '/file').length > 2) await new Promise<void>((done) => void waiting.push(done));
    return honest();
  });
  const { id, scans } = await releasedScans(laptop, 7, [file]);
  const scan = () => laptop.look('scan.list', { caseId: id }).rows[0];
  expect(scan()).toMatchObject({ id: scans[0], place: 'only' });
  expect(laptop.look('status.watch', {})).toMatchObject({ filesOnlyHere: 1, fileBytesOnlyHere: file.length });
  await laptop.must('sync.start', {});
  await expect.poll(() => waiting.length, soon).toBe(2);
  expect(scan()).toMatchObject({ place: 'sending' });
  expect(laptop.look('sync.watch', {})).toMatchObject({ phase: 'files', fileBytesSent: 4096, fileBytesToSend: file.length });
  const cancelled = laptop.must('sync.cancel', {});
  passAll();
  await cancelled;
  expect(laptop.look('sync.watch', {})).toMatchObject({ phase: 'cancelled', filesSent: 0, filesToSend: 1 });
  expect(scan()).toMatchObject({ place: 'only' });

  const next = await caseWithScans(laptop, 8, [small]);
  await laptop.must('case.handOver', { id: next.id });
  await laptop.unlock('bolat');
  routes.length = 0;
  await laptop.must('sync.start', {});
  await expect.poll(() => waiting.length, soon).toBe(2);
  await laptop.must('case.approve', { id: next.id });
  await laptop.must('batch.sign', { password });
  holds = false;
  passAll();
  while (laptop.host.stopSync) await new Promise((resolve) => setTimeout(resolve, 5));
  expect(laptop.host.sync).toMatchObject({ phase: 'done', filesSent: 2, filesToSend: 2 });
  // Asked, the ranges that were under way, and then what was signed before any other.
  expect(routes.slice(routes.indexOf('/file')).slice(0, 5)).toEqual(['/file', '/file', '/file', '/file', '/sync']);
  expect([await isThere(file), await isThere(small)]).toEqual([true, true]);
  expect(scan()).toMatchObject({ place: 'centre' });
  await laptop.close();
});

test('a centre of an earlier version is never asked about files, and nothing waits for it', async () => {
  const asked: string[] = [];
  const laptop = await crooked('old-centre', async (route, honest) => {
    asked.push(route);
    const answer = await honest();
    if (route !== '/session') return answer;
    const { files: _, ...reply } = (await answer.json()) as { files?: true };
    return new Response(JSON.stringify(reply));
  });
  await releasedScans(laptop, 9, [picture(700, 9)]);
  expect(await laptop.sync()).toMatchObject({ phase: 'done', error: null, filesToSend: 0 });
  expect(asked).not.toContain('/file');
  expect(laptop.look('status.watch', {})).toMatchObject({ unsent: 0, filesOnlyHere: 1 });
  await laptop.close();
});

test('a file that the centre drops stops no other, and begins anew with the next sync', async () => {
  const [bad, good] = [picture(900, 10), picture(1000, 11)];
  let refusals = 0;
  const laptop = await crooked('bad-file', async (route, honest) => (route === '/file' && refusals++ === 1 ? new Response('{"refused":"badFile"}', { status: 422 }) : honest()));
  await releasedScans(laptop, 10, [bad, good]);
  expect(await laptop.sync()).toMatchObject({ phase: 'done', filesSent: 1, filesToSend: 2 });
  expect([await isThere(bad), await isThere(good)]).toEqual([false, true]);
  expect(await laptop.sync()).toMatchObject({ phase: 'done', filesSent: 1, filesToSend: 1 });
  expect(await isThere(bad)).toBe(true);
  await laptop.close();
});

test('after a restore of the centre from an older backup all is asked anew, and what is missing sent again', async () => {
  const file = picture(3000, 13);
  await releasedScans(second, 12, [file]);
  expect(await second.sync()).toMatchObject({ phase: 'done', filesSent: 1 });
  await database.query('DELETE FROM file WHERE hash = $1', [hashOf(file)]);
  expect(await second.sync()).toMatchObject({ phase: 'done', filesToSend: 0 });
  expect((await runServerTool(server, 'raise-epoch')).json).toEqual({ epoch: 2 });
  await database.end();
  await server.kill();
  server = await startServer({ data: data.path });
  database = new pg.Pool({ connectionString: server.database });
  getOffice(second.host).replica.commit({ durability: 'full', documents: [], sql: (db) => putDeviceSetting(db, 'device.serverUrl', server.url) });
  expect(await second.sync()).toMatchObject({ phase: 'done', restored: true, filesSent: 1, filesToSend: 1 });
  expect(await isThere(file)).toBe(true);
});
