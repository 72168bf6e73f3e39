import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PlainDate } from '../../../shared/base/plain-date.ts';
import type { NewStaff } from '../../../shared/ipc/inputs.ts';
import { putDeviceSetting } from '../../../src-main/replica/session/device-setting.ts';
import { getOffice } from '../../../src-main/replica/session/host-parts.ts';
import { coolDown } from '../../../src-main/replica/sync/warm-link.ts';
import { newFolder, openLaptop, soon, type Laptop } from '../../support/replica/laptop.ts';
import { madeUpPerson, password, staff, ulan } from '../../support/replica/people.ts';
import { makeEnrolCode, startServer, type TestServer } from '../../support/server/start-server.ts';

const administrator: NewStaff = { login: 'erlan', name: 'Ерлан Сыналған', roles: ['administrator'], password };
const newcomer: NewStaff = { login: 'saule', name: 'Сәуле Жаңаша', roles: ['caseworker', 'supervisor'], password };
const [folder, data] = [newFolder(), newFolder()];
let server: TestServer;
let laptop: Laptop;

beforeAll(async () => {
  server = await startServer({ data: data.path });
  laptop = openLaptop({ profile: folder.path });
  await laptop.enrol(server.url, await makeEnrolCode(server, ulan, { staff: [...staff, administrator] }), [...staff, administrator]);
});
afterAll(async () => {
  await laptop?.close();
  await server?.stop();
  folder.remove();
  data.remove();
});

/** A person with an approved case, signed by `supervisor` with `secret`, and brought to the centre. */
const released = async (n: number, worker: string, supervisor: string, secret: string) => {
  await laptop.unlock(worker);
  const person = await laptop.must('person.register', madeUpPerson(n));
  const opened = await laptop.must('case.open', { personId: person.id, risk: 'loss-of-work-capacity' });
  await laptop.must('case.saveDraft', { id: opened.id, facts: { onsetDate: '2026-01-05' as PlainDate } });
  await laptop.must('case.handOver', opened);
  await laptop.must('session.unlock', { login: supervisor, password: secret });
  await laptop.must('case.approve', opened);
  await laptop.must('batch.sign', { password: secret });
  expect(await laptop.sync()).toMatchObject({ phase: 'done', error: null });
  return laptop.look('case.watch', { id: opened.id }).travel;
};

test('the administrator adds somebody, who works once the centre has named them, and whose work and signature the centre takes', async () => {
  await laptop.unlock('aigul');
  expect(await laptop.call('staff.add', { ...newcomer, ownPassword: password })).toMatchObject({ error: { type: 'NotAllowed' } });
  await laptop.unlock('erlan');
  expect(await laptop.call('staff.add', { ...newcomer, ownPassword: 'басқа-сөз-9' })).toMatchObject({ error: { type: 'WrongPassword' } });
  await laptop.must('staff.add', { ...newcomer, ownPassword: password });
  expect(laptop.look('staff.list', {}).rows.map(({ login, waiting }) => [login, waiting])).toEqual([['aigul', false], ['bolat', false], ['erlan', false], ['saule', true]]);
  expect(await laptop.call('session.unlock', { login: 'saule', password })).toMatchObject({ error: { type: 'RuleRefused', rule: 'staffWaiting' } });
  expect(laptop.look('device.watch', {})).toMatchObject({ problem: null });

  await laptop.unlock('erlan');
  expect(await laptop.sync()).toMatchObject({ phase: 'done', error: null });
  expect(laptop.look('staff.list', {}).rows.find(({ login }) => login === 'saule')).toMatchObject({ waiting: false, name: 'Сәуле Жаңаша' });
  await laptop.unlock('saule');
  expect(await released(1, 'saule', 'bolat', password)).toBe('received');
  expect(await released(2, 'aigul', 'saule', password)).toBe('received');
});

test('a forgotten password: new keys, known to the centre with the next sync; what was signed before still counts', async () => {
  const fresh = 'жаңа-құпия-сөз-3';
  // Signed with the old key and not sent yet.
  await laptop.unlock('aigul');
  const person = await laptop.must('person.register', madeUpPerson(3));
  const opened = await laptop.must('case.open', { personId: person.id, risk: 'loss-of-work-capacity' });
  await laptop.must('case.saveDraft', { id: opened.id, facts: { onsetDate: '2026-01-05' as PlainDate } });
  await laptop.must('case.handOver', opened);
  await laptop.unlock('bolat');
  await laptop.must('case.approve', opened);
  await laptop.must('batch.sign', { password });

  await laptop.unlock('erlan');
  await laptop.must('staff.add', { ...staff[1]!, password: fresh, ownPassword: password });
  expect(await laptop.call('session.unlock', { login: 'bolat', password })).toMatchObject({ error: { type: 'WrongPassword' } });
  await new Promise((resolve) => setTimeout(resolve, 100));
  await laptop.must('session.unlock', { login: 'bolat', password: fresh });
  expect(await released(4, 'aigul', 'bolat', fresh)).toBe('received');
  expect(laptop.look('case.watch', { id: opened.id }).travel).toBe('received');
});

test('a key taken away opens nothing, not even with an older key file; the name and the signatures stay; nobody removes themselves, so an administrator is left', async () => {
  const keys = join(folder.path, 'keys.json');
  const before = readFileSync(keys);
  await laptop.unlock('aigul');
  expect(await laptop.call('staff.remove', { login: 'saule', ownPassword: password })).toMatchObject({ error: { type: 'NotAllowed' } });
  await laptop.unlock('erlan');
  expect(await laptop.call('staff.remove', { login: 'erlan', ownPassword: password })).toMatchObject({ error: { type: 'RuleRefused', rule: 'staffSelf' } });
  expect(await laptop.call('staff.add', { ...administrator, roles: ['caseworker'], ownPassword: password })).toMatchObject({ error: { type: 'RuleRefused', rule: 'lastAdministrator' } });
  expect(await laptop.call('staff.remove', { login: 'saule', ownPassword: 'басқа-сөз-9' })).toMatchObject({ error: { type: 'WrongPassword' } });
  expect(readFileSync(keys, 'utf8')).toContain('saule');
  await laptop.must('staff.remove', { login: 'saule', ownPassword: password });
  expect(await laptop.call('staff.remove', { login: 'saule', ownPassword: password })).toMatchObject({ error: { type: 'Conflict', what: 'staffGone' } });
  expect(readFileSync(keys, 'utf8')).not.toContain('saule');
  expect(laptop.look('staff.list', {}).rows.map(({ login, left }) => [login, left?.byName])).toEqual([['aigul', undefined], ['bolat', undefined], ['erlan', undefined], ['saule', 'Ерлан Сыналған']]);
  expect(laptop.look('batch.list', {}).rows.some(({ signedByName }) => signedByName === 'Сәуле Жаңаша')).toBe(true);
  expect(await laptop.call('session.unlock', { login: 'saule', password })).toMatchObject({ error: { type: 'WrongPassword' } });

  writeFileSync(keys, before);
  expect(await laptop.call('session.unlock', { login: 'saule', password })).toMatchObject({ error: { type: 'RuleRefused', rule: 'staffLeft' } });
  expect(laptop.look('device.watch', {})).toMatchObject({ problem: null });
  await laptop.unlock('erlan');
  await laptop.must('session.rekey', { password });
  expect(readFileSync(keys, 'utf8')).not.toContain('saule');

  await laptop.must('staff.add', { ...newcomer, ownPassword: password });
  expect(await laptop.sync()).toMatchObject({ phase: 'done', error: null });
  await laptop.unlock('saule');
});

test('the centre hears that a key was taken away, and whoever has one on another laptop of the office is told there; an older centre hears it once it is renewed', async () => {
  await laptop.unlock('erlan');
  expect(await laptop.sync()).toMatchObject({ phase: 'done', error: null });
  const second = openLaptop({ profile: `${folder.path}-second` });
  await second.enrol(server.url, await makeEnrolCode(server, ulan, { staff: [...staff, administrator, newcomer] }), [...staff, administrator, newcomer]);
  await second.unlock('erlan');
  expect(await second.sync()).toMatchObject({ phase: 'done', error: null });
  const left = () => laptop.look('staff.list', {}).rows.filter((row) => row.left).at(0)?.left;
  const leftOn = () => second.look('staff.list', {}).rows.find(({ login }) => login === 'saule')?.leftOn.map(({ laptop: name }) => name);
  expect(leftOn()).toEqual([]);

  await laptop.must('staff.remove', { login: 'saule', ownPassword: password });
  expect(left()).toMatchObject({ told: false });
  // A centre of an earlier version understands nothing of it, and hands are not shaken anew for it with each sync.
  const { fetch: honest } = laptop.host;
  let sessions = 0;
  Object.assign(laptop.host, { fetch: async (input: string, init: RequestInit) => {
    const answer = await honest(input, init as never);
    if (!input.endsWith('/session')) return answer;
    sessions += 1;
    const { left: _, ...reply } = JSON.parse(await new Response(answer.body).text()) as { left?: unknown };
    return new Response(JSON.stringify(reply), { status: answer.status });
  } });
  expect(await laptop.sync()).toMatchObject({ phase: 'done', error: null });
  await expect.poll(() => laptop.host.warm, soon).toBeDefined();
  for (let time = 0; time < 2; time++) expect(await laptop.sync()).toMatchObject({ phase: 'done', error: null });
  expect([sessions, left()?.told]).toEqual([1, false]);
  Object.assign(laptop.host, { fetch: honest });
  coolDown(laptop.host);
  expect(await laptop.sync()).toMatchObject({ phase: 'done', error: null });
  expect(left()).toMatchObject({ told: true });
  expect(await laptop.sync()).toMatchObject({ phase: 'done', error: null });

  // The roster comes with the next letters.
  coolDown(second.host);
  getOffice(second.host).replica.commit({ durability: 'full', documents: [], sql: (db) => putDeviceSetting(db, 'office.askedAt', 0) });
  expect(await second.sync()).toMatchObject({ phase: 'done', error: null });
  expect(leftOn()).toEqual(['Ноутбук']);
  await second.close();
});
