import { existsSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PlainDate } from '../../../shared/base/plain-date.ts';
import { putDeviceSetting } from '../../../src-main/replica/session/device-setting.ts';
import { getOffice } from '../../../src-main/replica/session/host-parts.ts';
import { newFolder, openLaptop, soon, type Laptop } from '../../support/replica/laptop.ts';
import { madeUpPerson, password, staff, ulan, zaysan } from '../../support/replica/people.ts';
import { picture, releasedScans } from '../../support/replica/scans.ts';
import { makeEnrolCode, runServerTool, startServer, type TestServer } from '../../support/server/start-server.ts';

const folder = newFolder();
const at = (...names: string[]) => join(folder.path, ...names);
let [server, first, there] = [undefined as unknown as TestServer, undefined as unknown as Laptop, undefined as unknown as Laptop];
let line: (path: string, honest: () => Promise<Response>) => Promise<Response> = (_path, honest) => honest();

beforeAll(async () => {
  server = await startServer();
  first = openLaptop({ profile: at('first'), fetch: (input, init) => line(new URL(String(input as string)).pathname, () => fetch(input, init)) });
  await first.enrol(server.url, await makeEnrolCode(server, ulan), staff, 'first');
  there = openLaptop({ profile: at('there') });
  await there.enrol(server.url, await makeEnrolCode(server, zaysan), staff, 'there');
});
afterAll(async () => {
  for (const laptop of [first, there]) await laptop?.close();
  await server?.stop();
  folder.remove();
});

const handedOver = async (laptop: Laptop, n: number, district = ulan) => {
  await laptop.unlock('aigul');
  const person = await laptop.must('person.register', { ...madeUpPerson(n), district });
  const { id } = await laptop.must('case.open', { personId: person.id, risk: 'loss-of-work-capacity' });
  await laptop.must('case.saveDraft', { id, facts: { onsetDate: '2026-01-05' as PlainDate } });
  await laptop.must('case.handOver', { id });
  await laptop.unlock('bolat');
  return id;
};
const release = async (laptop: Laptop, id: Awaited<ReturnType<typeof handedOver>>) => {
  await laptop.must('case.approve', { id });
  await laptop.must('batch.sign', { password });
};
const persons = (laptop: Laptop) => laptop.look('person.find', { text: '', limit: 1 }).total;
const counts = async () => (await runServerTool(server, 'counts')).json;
const areaOf = (laptop: Laptop) => getOffice(laptop.host).certificate.area;
const moving = (laptop: Laptop) => laptop.look('office.watch', {}).moving;

test('a laptop that is moved keeps all it has until every entry has its receipt, then holds the new district and nothing of the old', async () => {
  await release(there, await handedOver(there, 1, zaysan));
  expect(await there.sync()).toMatchObject({ phase: 'done' });
  await release(first, await handedOver(first, 2));
  const draft = await handedOver(first, 3);
  const { device } = getOffice(first.host).certificate;
  expect((await runServerTool(server, 'move-device', device, '--district', 'x')).status).toBe(2);
  expect((await runServerTool(server, 'move-device', '01890000-0000-7000-8000-00000000c001', '--district', zaysan)).status).toBe(1);
  expect((await runServerTool(server, 'move-device', device, '--district', zaysan)).json).toEqual({ moving: true });

  expect(await first.sync()).toMatchObject({ phase: 'done', entriesSent: 6 });
  // One case is not signed: it is kept, and said.
  expect(areaOf(first)).toBe(ulan);
  expect(moving(first)).toEqual({ area: zaysan, waits: 4, files: 0 });
  expect(persons(first)).toBe(2);
  await release(first, draft);

  // The answer to its word that it is ready is lost: nothing is written meanwhile, and the next sync ends the move.
  let readies = 0;
  line = async (path, honest) => {
    const answer = await honest();
    if (path === '/office' && getOffice(first.host).replica.db.find("SELECT 1 FROM setting WHERE name = 'device.moving' AND value LIKE '%asked%'") && readies++ === 0) throw new TypeError('cut');
    return answer;
  };
  expect(await first.sync()).toMatchObject({ phase: 'failed', error: { type: 'Offline' } });
  expect(readies).toBe(1);
  expect(areaOf(first)).toBe(ulan);
  expect(persons(first)).toBe(2);
  await first.unlock('aigul');
  expect(await first.call('person.register', madeUpPerson(4))).toMatchObject({ ok: false, error: { type: 'RuleRefused', rule: 'laptopMoves' } });
  const before = await counts();
  expect(before).toMatchObject({ cases: 3, quarantined: 0 });
  await first.must('sync.start', {});
  await expect.poll(() => first.look('device.watch', {}).session, soon).toBeNull();
  expect(first.look('device.watch', {})).toMatchObject({ area: zaysan });

  // It is locked as soon as it is seen to be; its file may still be closing.
  await expect.poll(async () => (await first.call('session.unlock', { login: 'bolat', password })).ok, soon).toBe(true);
  expect(areaOf(first)).toBe(zaysan);
  expect(persons(first)).toBe(0);
  expect(first.look('case.list', { room: 'all' }).total).toBe(0);
  expect(existsSync(`${first.host.files.replica}.anew`)).toBe(false);
  expect(await first.sync()).toMatchObject({ phase: 'done', error: null });
  expect(persons(first)).toBe(1);
  expect(moving(first)).toBeNull();
  expect(first.look('office.watch', {}).rows.map(({ name }) => name).sort()).toEqual(['first', 'there']);

  // It works there: its people are known by their logins, its numbers go on.
  await release(first, await handedOver(first, 5, zaysan));
  expect(await first.sync()).toMatchObject({ phase: 'done', quarantined: 0 });
  expect(await counts()).toMatchObject({ cases: 4, entries: Number(before['entries']) + 6, quarantined: 0 });
  expect(first.look('status.watch', {})).toMatchObject({ unsent: 0, quarantined: 0 });
  await there.unlock('bolat');
  expect(await there.sync()).toMatchObject({ phase: 'done' });
  expect(persons(there)).toBe(2);
  expect((await runServerTool(server, 'verify-chain', device)).json).toMatchObject({});
});

test('an order to move that is taken back before anything happened changes nothing', async () => {
  const { device } = getOffice(there.host).certificate;
  await release(there, await handedOver(there, 6, zaysan));
  const waiting = await handedOver(there, 7, zaysan);
  await runServerTool(server, 'move-device', device, '--district', ulan);
  // A laptop that knows of no other in its office asks once an hour.
  const askNow = () => getOffice(there.host).replica.commit({ durability: 'full', documents: [], sql: (db) => putDeviceSetting(db, 'office.askedAt', 0) });
  askNow();
  expect(await there.sync()).toMatchObject({ phase: 'done' });
  expect(moving(there)).toMatchObject({ area: ulan });
  expect((await runServerTool(server, 'move-device', device, '--district', zaysan)).json).toEqual({ moving: true });
  await there.unlock('bolat');
  askNow();
  await release(there, waiting);
  expect(await there.sync()).toMatchObject({ phase: 'done' });
  expect(moving(there)).toBeNull();
  expect(areaOf(there)).toBe(zaysan);
});

test('a laptop that is to move stays until its files are at the centre', async () => {
  let isDown = true;
  const laptop = openLaptop({ profile: at('files'), fetch: async (input, init) => (isDown && String(input as string).endsWith('/file') ? new Response('{"refused":"internal"}', { status: 500 }) : fetch(input, init)) });
  await laptop.enrol(server.url, await makeEnrolCode(server, ulan), staff, 'files');
  await releasedScans(laptop, 11, [picture(2000, 12)]);
  await runServerTool(server, 'move-device', getOffice(laptop.host).certificate.device, '--district', zaysan);
  expect(await laptop.sync()).toMatchObject({ phase: 'failed', error: { type: 'ServerRefused', detail: 'internal' } });
  expect(moving(laptop)).toMatchObject({ area: zaysan });
  expect(await laptop.sync()).toMatchObject({ phase: 'failed' });
  expect(areaOf(laptop)).toBe(ulan);
  isDown = false;
  await laptop.must('sync.start', {});
  await expect.poll(() => laptop.look('device.watch', {}), soon).toMatchObject({ session: null, area: zaysan });
  const client = new pg.Client({ connectionString: server.database });
  await client.connect();
  expect((await client.query('SELECT size FROM file WHERE whole IS NOT NULL').finally(() => client.end())).rows).toEqual([{ size: 2000 }]);
  await laptop.close();
});
