import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PlainDate } from '../../../shared/base/plain-date.ts';
import { getOffice } from '../../../src-main/replica/session/host-parts.ts';
import { newFolder, openLaptop, soon, type Laptop } from '../../support/replica/laptop.ts';
import { madeUpPerson, password, staff, ulan } from '../../support/replica/people.ts';
import { picture, releasedScans } from '../../support/replica/scans.ts';
import { makeEnrolCode, runServerTool, startServer, type TestServer } from '../../support/server/start-server.ts';

const folder = newFolder();
const at = (...names: string[]) => join(folder.path, ...names);
let server: TestServer;

beforeAll(async () => {
  server = await startServer();
});
afterAll(async () => {
  await server?.stop();
  folder.remove();
});

type Line = (path: string, honest: () => Promise<Response>) => Promise<Response>;

/** A laptop with one released case and one that is still a draft. */
const worked = async (name: string, n: number): Promise<{ laptop: Laptop; line: { current: Line } }> => {
  const line: { current: Line } = { current: (_path, honest) => honest() };
  const laptop = openLaptop({ profile: at(name), fetch: (input, init) => line.current(new URL(String(input as string)).pathname, () => fetch(input, init)) });
  await laptop.enrol(server.url, await makeEnrolCode(server, ulan), staff, name);
  await laptop.unlock('aigul');
  const person = await laptop.must('person.register', madeUpPerson(n));
  const { id } = await laptop.must('case.open', { personId: person.id, risk: 'loss-of-work-capacity' });
  await laptop.must('case.saveDraft', { id, facts: { onsetDate: '2026-01-05' as PlainDate } });
  await laptop.must('case.handOver', { id });
  await laptop.unlock('bolat');
  await laptop.must('case.approve', { id });
  await laptop.must('batch.sign', { password });
  await laptop.unlock('aigul');
  await laptop.must('person.register', madeUpPerson(n + 50));
  return { laptop, line };
};
const revoke = (laptop: Laptop) => runServerTool(server, 'revoke-device', getOffice(laptop.host).certificate.device);
const asideOf = async (device: string) => ((await runServerTool(server, 'quarantine', '--device', device)).json['entries'] as { why: string; number: number }[]);
const erased = async (laptop: Laptop) => {
  await expect.poll(() => laptop.look('device.watch', {}).revoked, soon).not.toBeNull();
  await expect.poll(() => existsSync(laptop.host.files.replica), soon).toBe(false);
};

test('a revoked laptop hands in all it has for review, then erases itself and says so; enrolled anew it works', async () => {
  const { laptop } = await worked('first', 1);
  const { device } = getOffice(laptop.host).certificate;
  const keys = readFileSync(laptop.host.files.keys, 'utf8');
  await revoke(laptop);
  expect(await laptop.sync()).toMatchObject({ phase: 'failed', error: { type: 'ServerRefused', detail: 'revoked' }, entriesSent: 7, receipts: 1 });
  await erased(laptop);
  expect(laptop.look('device.watch', {})).toMatchObject({ enrolled: false, logins: [], session: null, problem: null, revoked: { handedIn: 7 } });
  for (const path of [laptop.host.files.replica, laptop.host.files.journal, laptop.host.files.snapshots]) expect(existsSync(path), path).toBe(false);
  expect(await laptop.call('session.unlock', { login: 'aigul', password })).toMatchObject({ ok: false, error: { type: 'NotEnrolled' } });
  const aside = await asideOf(device);
  expect(aside.map(({ number, why }) => [number, why])).toEqual([1, 2, 3, 4, 5, 6, 7].map((number) => [number, 'notAllowed']));
  expect(keys).toContain('dataKey');
  expect(readFileSync(laptop.host.files.keys, 'utf8')).not.toContain('dataKey');
  await laptop.close();

  // A window that opens later finds the explanation, and the way back.
  const again = openLaptop({ profile: at('first') });
  expect(again.look('device.watch', {})).toMatchObject({ enrolled: false, revoked: { handedIn: 7 }, problem: null });
  await again.enrol(server.url, await makeEnrolCode(server, ulan), staff, 'anew');
  await again.unlock('aigul');
  expect(again.look('device.watch', {})).toMatchObject({ enrolled: true, revoked: null });
  await again.close();
});

test('cut or killed between the handing in and the erasing, nothing is lost and nothing is erased too early; the next contact goes on', async () => {
  const { laptop, line } = await worked('second', 10);
  const { device } = getOffice(laptop.host).certificate;
  await revoke(laptop);
  // The answer to the handing in is lost: the centre has it all, the laptop does not know.
  line.current = async (path, honest) => {
    const answer = await honest();
    if (path === '/last') throw new TypeError('cut');
    return answer;
  };
  expect(await laptop.sync()).toMatchObject({ phase: 'failed', error: { type: 'Offline' } });
  expect(laptop.look('status.watch', {})).toMatchObject({ unsent: 6, unreleased: 1 });
  // Receipts are in, and then the power goes before anything is erased: the profile as it lies is opened by another process.
  let count = 0;
  line.current = async (path, honest) => {
    if (path === '/last' && count++ > 0) throw new TypeError('cut');
    return honest();
  };
  expect(await laptop.sync()).toMatchObject({ phase: 'failed', error: { type: 'Offline' }, receipts: 1 });
  expect(laptop.look('device.watch', {}).revoked).toBeNull();
  await laptop.close();
  const later = openLaptop({ profile: at('second') });
  await later.unlock('bolat');
  expect(later.look('status.watch', {})).toMatchObject({ unsent: 0, unreleased: 0, quarantined: 7 });
  expect(await later.sync()).toMatchObject({ phase: 'failed', error: { type: 'ServerRefused', detail: 'revoked' }, entriesSent: 0 });
  await erased(later);
  expect(later.look('device.watch', {})).toMatchObject({ revoked: { handedIn: 7 } });
  expect(await asideOf(device)).toHaveLength(7);
  // Killed after the key went and before the files did: the next start removes them.
  writeFileSync(later.host.files.replica, 'left over');
  await later.close();
  const last = openLaptop({ profile: at('second') });
  expect(existsSync(last.host.files.replica)).toBe(false);
  await last.close();
});

test('nobody but the centre can have a laptop erased: a refusal without its signed word changes nothing', async () => {
  const { laptop, line } = await worked('third', 20);
  line.current = async () => new Response('{"refused":"revoked"}', { status: 403 });
  expect(await laptop.sync()).toMatchObject({ phase: 'failed', error: { type: 'ServerRefused', detail: 'revoked' } });
  // An old word of the centre, played again, is of another request.
  let kept: Uint8Array<ArrayBuffer> | undefined;
  const other = await worked('fourth', 30);
  other.line.current = async (path, honest) => {
    const answer = await honest();
    if (path !== '/last') return answer;
    kept = new Uint8Array(await answer.arrayBuffer());
    throw new TypeError('cut');
  };
  await revoke(other.laptop);
  await other.laptop.sync();
  expect(kept).toBeDefined();
  for (const { laptop: one, line: own } of [{ laptop, line }, other]) {
    own.current = async (path) => (path === '/last' ? new Response(kept, { status: 200 }) : new Response('{"refused":"revoked"}', { status: 403 }));
    expect(await one.sync()).toMatchObject({ phase: 'failed', error: { type: 'ServerRefused', detail: 'revoked' } });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(one.look('device.watch', {})).toMatchObject({ enrolled: true, revoked: null });
    expect(one.look('status.watch', {})).toMatchObject({ unsent: 6 });
  }
  line.current = (_path, honest) => honest();
  expect(await laptop.sync()).toMatchObject({ phase: 'done' });
  await laptop.close();
  await other.laptop.close();
});

const wholeFiles = async (): Promise<number[]> => {
  const client = new pg.Client({ connectionString: server.database });
  await client.connect();
  return (await client.query<{ size: number }>('SELECT size FROM file WHERE whole IS NOT NULL ORDER BY size').finally(() => client.end())).rows.map(({ size }) => size);
};

test('a revoked laptop hands in its files before it erases anything, those of records that are put aside too, whatever cuts the line; of one that the disk has spoilt it says that it is lost', async () => {
  const line: { current: Line } = { current: (path, honest) => (path === '/file' ? Promise.reject(new TypeError('cut')) : honest()) };
  const laptop = openLaptop({ profile: at('files'), fetch: (input, init) => line.current(new URL(String(input as string)).pathname, () => fetch(input, init)) });
  await laptop.enrol(server.url, await makeEnrolCode(server, ulan), staff, 'files');
  await releasedScans(laptop, 60, [picture(20_000, 60)]);
  expect(await laptop.sync()).toMatchObject({ phase: 'failed', error: { type: 'Offline' } });
  const late = picture(900, 61);
  const { id, scans } = await releasedScans(laptop, 61, [late, picture(700, 62)]);
  const { replica, certificate: { device } } = getOffice(laptop.host);
  replica.connection.prepare('UPDATE rx_attachment_chunk SET bytes = zeroblob(700) WHERE length(bytes) = 700').run();
  await revoke(laptop);
  // Every fourth request to hand something in is cut off before the centre hears of it, or after.
  let count = 0;
  line.current = async (path, honest) => {
    if (path !== '/last' || ++count % 4 !== 3) return honest();
    if (count % 8 === 3) await honest();
    throw new TypeError('cut');
  };
  for (let n = 0; n < 20 && laptop.look('device.watch', {}).revoked === null; n++) {
    await laptop.call('sync.start', {});
    await expect.poll(() => laptop.host.stopSync, soon).toBeUndefined();
    await expect.poll(() => laptop.host.leaving, soon).toBeUndefined();
  }
  await erased(laptop);
  expect(count).toBeGreaterThan(6);
  expect(await wholeFiles()).toEqual([900, 20_000]);
  expect(laptop.look('device.watch', {}).revoked).toMatchObject({ filesLost: 1 });
  await laptop.close();

  // The operator lets in what was signed before the revocation: a colleague finds the case, with its document.
  const numbers = (await asideOf(device)).map(({ number }) => String(number));
  await runServerTool(server, 'release', device, ...numbers);
  const colleague = openLaptop({ profile: at('colleague') });
  await colleague.enrol(server.url, await makeEnrolCode(server, ulan), staff, 'colleague');
  await colleague.unlock('aigul');
  expect(await colleague.sync()).toMatchObject({ phase: 'done' });
  expect(colleague.look('scan.list', { caseId: id }).rows).toMatchObject([{ id: scans[0], here: false }, { id: scans[1], here: false }]);
  await colleague.must('scan.fetch', { id: scans[0] as never, wanted: true });
  await colleague.sync();
  expect(Buffer.compare((await colleague.must('scan.read', { id: scans[0] as never })).bytes, late)).toBe(0);
  await colleague.close();
});
