import { createHash } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CaseId } from '../../../shared/base/ids.ts';
import { openShapedLine, type ShapedLine } from '../../support/line/shaped-line.ts';
import { newFolder, openLaptop, type Laptop } from '../../support/replica/laptop.ts';
import { password, staff, ulan } from '../../support/replica/people.ts';
import { caseWithScans, picture, releasedScans } from '../../support/replica/scans.ts';
import { makeEnrolCode, startServer, type TestServer } from '../../support/server/start-server.ts';

const folder = newFolder();
let [server, line, first, second] = [undefined as unknown as TestServer, undefined as unknown as ShapedLine, undefined as unknown as Laptop, undefined as unknown as Laptop];
let database: pg.Pool;

const newLaptop = async (name: string): Promise<Laptop> => {
  const laptop = openLaptop({ profile: `${folder.path}/${name}` });
  await laptop.enrol(line.url, await makeEnrolCode(server, ulan), staff, name);
  await laptop.unlock('aigul');
  return laptop;
};

beforeAll(async () => {
  server = await startServer();
  const { hostname, port } = new URL(server.url);
  line = await openShapedLine({ host: hostname, port: Number(port) });
  database = new pg.Pool({ connectionString: server.database });
  [first, second] = [await newLaptop('ulan-1'), await newLaptop('ulan-2')];
}, 60_000);
afterAll(async () => {
  for (const laptop of [first, second]) await laptop?.close();
  await database?.end();
  await line?.close();
  await server?.stop();
  folder.remove();
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
  const { requests } = first.host.warm?.session ? { requests: first.host.warm.session.number } : { requests: -1 };
  expect(await first.sync()).toMatchObject({ phase: 'done', filesSent: 0, filesToSend: 0 });
  expect(first.host.warm?.session.number).toBe(requests);
});

test('a line that breaks again and again: each sync goes on where the last one stopped, however little passes between two cuts', async () => {
  const file = picture(60_000, 4);
  await releasedScans(first, 3, [file]);
  const before = line.counts.up;
  let [cuts, held, most] = [0, 0, 0];
  for (; cuts < 60; cuts++) {
    line.set({ cutAtUp: 3_000 + ((cuts * 1711) % 7000) });
    if ((await first.sync()).phase === 'done') break;
    const now = (await heldBytes(file)) ?? 0;
    expect(now).toBeGreaterThanOrEqual(held);
    [held, most] = [now, Math.max(most, first.host.fileRange ?? 0)];
  }
  line.set({ cutAtUp: undefined });
  if (cuts === 60) expect(await first.sync()).toMatchObject({ phase: 'done' });
  expect(cuts).toBeGreaterThan(5);
  expect(await isThere(file)).toBe(true);
  // All of it once, and of each cut a range and a handshake at most.
  expect(line.counts.up - before).toBeLessThan(file.length * 2 + cuts * 10_000);
}, 60_000);
