import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PlainDate } from '../../../shared/base/plain-date.ts';
import type { NewStaff } from '../../../shared/ipc/inputs.ts';
import { putDeviceSetting } from '../../../src-main/replica/session/device-setting.ts';
import { getOffice } from '../../../src-main/replica/session/host-parts.ts';
import { coolDown } from '../../../src-main/replica/sync/warm-link.ts';
import { newFolder, openLaptop, type Laptop } from '../../support/replica/laptop.ts';
import { madeUpPerson, password, staff, ulan } from '../../support/replica/people.ts';
import { backUp } from '../../support/server/back-up.ts';
import { makeEnrolCode, runServerTool, startServer, type TestServer } from '../../support/server/start-server.ts';

// What a centre has enrolled or been told after the backup from which it is restored later.
const administrator: NewStaff = { login: 'erlan', name: 'Ерлан Сыналған', roles: ['administrator'], password };
const newcomer: NewStaff = { login: 'saule', name: 'Сәуле Жаңаша', roles: ['caseworker', 'supervisor'], password };
const goer: NewStaff = { login: 'marat', name: 'Марат Кеткен', roles: ['caseworker'], password };
const folders = [newFolder(), newFolder(), newFolder()];
let [server, backup] = [undefined as unknown as TestServer, ''];
let [early, late, lost]: Laptop[] = [];

const enrol = async (profile: string): Promise<Laptop> => {
  const laptop = openLaptop({ profile });
  await laptop.enrol(server.url, await makeEnrolCode(server, ulan, { staff: [...staff, administrator] }), [...staff, administrator]);
  return laptop;
};
const turnTo = (laptop: Laptop): void => {
  coolDown(laptop.host);
  getOffice(laptop.host).replica.commit({ durability: 'full', documents: [], sql: (db) => putDeviceSetting(db, 'device.serverUrl', server.url) });
};

/** A person with an approved case, opened by `worker` and signed by `supervisor`, and brought to the centre. */
const released = async (laptop: Laptop, n: number, worker: string, supervisor: string): Promise<string> => {
  await laptop.unlock(worker);
  const person = await laptop.must('person.register', madeUpPerson(n));
  const opened = await laptop.must('case.open', { personId: person.id, risk: 'loss-of-work-capacity' });
  await laptop.must('case.saveDraft', { id: opened.id, facts: { onsetDate: '2026-01-05' as PlainDate } });
  await laptop.must('case.handOver', opened);
  await laptop.unlock(supervisor);
  await laptop.must('case.approve', opened);
  await laptop.must('batch.sign', { password });
  expect(await laptop.sync()).toMatchObject({ phase: 'done', error: null });
  expect(laptop.look('case.watch', { id: opened.id }).travel).toBe('received');
  return opened.id;
};

const rowsOf = async <Row extends pg.QueryResultRow>(sql: string, ...values: unknown[]): Promise<Row[]> => {
  const client = new pg.Client({ connectionString: server.database });
  await client.connect();
  return (await client.query<Row>(sql, values).finally(() => client.end())).rows;
};

beforeAll(async () => {
  server = await startServer();
  early = await enrol(folders[0]!.path);
  await early.unlock('erlan');
  expect(await early.sync()).toMatchObject({ phase: 'done' });
  coolDown(early.host);
  await server.stop();
  backup = await backUp(server.database);
  server = await startServer({ database: server.database });
  turnTo(early);
});
afterAll(async () => {
  for (const laptop of [early, late, lost]) await laptop?.close();
  await server?.stop();
  for (const folder of folders) folder.remove();
});

test('a laptop that was enrolled after the backup, and staff that were added or left after it, are known again after the restore: no work of theirs is lost', async () => {
  await early!.unlock('erlan');
  await early!.must('staff.add', { ...newcomer, ownPassword: password });
  await early!.must('staff.add', { ...goer, ownPassword: password });
  expect(await early!.sync()).toMatchObject({ phase: 'done', error: null });
  await early!.must('staff.remove', { login: 'marat', ownPassword: password });
  const byNewcomer = await released(early!, 1, 'saule', 'bolat');
  late = await enrol(folders[1]!.path);
  const byLate = await released(late, 2, 'aigul', 'bolat');
  lost = await enrol(folders[2]!.path);
  await lost.unlock('bolat');
  expect(await lost.sync()).toMatchObject({ phase: 'done' });
  const before = await rowsOf<{ login: string; id: string }>('SELECT login, id FROM staff ORDER BY login');
  for (const laptop of [early!, late, lost]) coolDown(laptop.host);
  await server.stop();

  // A centre that was never restored has enrolled whoever it knows: the copy, before its epoch is raised, takes nobody on their word.
  server = await startServer({ database: backup });
  turnTo(late);
  expect(await late.sync()).toMatchObject({ phase: 'failed', error: { type: 'ServerRefused', detail: 'unknownDevice' } });
  await server.stop();
  expect((await runServerTool({ database: backup }, 'raise-epoch')).json).toEqual({ epoch: 2 });
  server = await startServer({ database: backup });
  for (const laptop of [early!, late, lost]) turnTo(laptop);

  expect(await late.sync()).toMatchObject({ phase: 'done', error: null, restored: true, quarantined: 0 });
  await early!.unlock('bolat');
  expect(await early!.sync()).toMatchObject({ phase: 'done', error: null, restored: true, quarantined: 0 });
  for (const id of [byNewcomer, byLate]) expect(await rowsOf("SELECT version FROM document WHERE collection = 'cases' AND id = $1", id)).toHaveLength(1);
  expect(late.look('case.watch', { id: byLate }).travel).toBe('received');
  expect(early!.look('case.watch', { id: byNewcomer }).travel).toBe('received');
  expect(await rowsOf('SELECT login, id FROM staff ORDER BY login')).toEqual(before);
  expect(await rowsOf("SELECT k.until IS NOT NULL AS ended FROM staff_key k JOIN staff s ON s.id = k.staff WHERE s.login = 'marat'")).toEqual([{ ended: true }]);

  // Work goes on: new entries, staff and roster, each laptop seeing the other's.
  const next = await released(late, 3, 'aigul', 'bolat');
  expect(await early!.sync()).toMatchObject({ phase: 'done', error: null });
  expect(early!.look('case.watch', { id: next }).case?.status).toBe('approved');
  await released(early!, 4, 'saule', 'bolat');
});

test('one that the operator has revoked again after the restore is not let in', async () => {
  const { device } = getOffice(lost!.host).certificate;
  expect((await runServerTool(server, 'revoke-device', device)).status).toBe(1);
  // Known by then, as a rule: by whoever has its word first.
  expect(await lost!.sync()).toMatchObject({ phase: 'done', error: null });
  expect((await runServerTool(server, 'revoke-device', device)).json).toEqual({ revoked: true });
  coolDown(lost!.host);
  expect(await lost!.sync()).toMatchObject({ phase: 'failed', error: { type: 'ServerRefused', detail: 'revoked' } });
});
