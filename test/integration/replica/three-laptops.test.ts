import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PlainDate } from '../../../shared/base/plain-date.ts';
import { newFolder, openLaptop, soon, type Laptop } from '../../support/replica/laptop.ts';
import { madeUpPerson, password, staff, ulan, zaysan } from '../../support/replica/people.ts';
import { makeEnrolCode, runServerTool, startServer, type TestServer } from '../../support/server/start-server.ts';

const folders = Array.from({ length: 4 }, newFolder);
const data = newFolder();
let server: TestServer;
let first: Laptop;
let second: Laptop;
let other: Laptop;

beforeAll(async () => {
  server = await startServer({ data: data.path });
  const laptops = [ulan, ulan, zaysan].map(async (district, index) => {
    const laptop = openLaptop({ profile: folders[index]!.path });
    await laptop.enrol(server.url, await makeEnrolCode(server, district), staff, `Ноутбук ${index + 1}`);
    await laptop.unlock('bolat');
    return laptop;
  });
  [first, second, other] = (await Promise.all(laptops)) as [Laptop, Laptop, Laptop];
});
afterAll(async () => {
  for (const laptop of [first, second, other]) await laptop?.close();
  await server?.stop();
  for (const folder of [...folders, data]) folder.remove();
});

/** A person with an approved case on `laptop`; the supervisor is at it afterwards. */
const approvedCase = async (laptop: Laptop, n: number) => {
  await laptop.unlock('aigul');
  const person = await laptop.must('person.register', madeUpPerson(n));
  const { id } = await laptop.must('case.open', { personId: person.id, risk: 'loss-of-work-capacity' });
  await laptop.must('case.saveDraft', { id, facts: { onsetDate: '2026-01-05' as PlainDate, employer: 'Тірек ЖШС' } });
  await laptop.must('case.handOver', { id });
  await laptop.unlock('bolat');
  await laptop.must('case.approve', { id });
  return { person: person.id, id };
};
const synced = async (laptop: Laptop) => expect(await laptop.sync()).toMatchObject({ phase: 'done', error: null });
const sees = (laptop: Laptop, made: { person: string; id: string }) => ({
  person: laptop.look('person.watch', { id: made.person as never }).person !== null,
  case: laptop.look('case.watch', { id: made.id as never }).case !== null,
});

test('a person and a case reach the second laptop of the district, and the other district only by transfer, which leaves a trace', async () => {
  const made = await approvedCase(first, 1);
  await synced(first);
  await synced(second);
  // What is not released stays in the office: the second laptop has it from the mailbox, the other district and the centre have not.
  expect(second.look('case.watch', { id: made.id as never })).toMatchObject({ case: { status: 'approved' }, travel: 'office' });
  await synced(other);
  expect(sees(other, made)).toEqual({ person: false, case: false });

  await first.must('batch.sign', { password });
  const open = second.watch('case.list', { room: 'all' });
  await synced(first);
  expect(first.look('status.watch', {})).toMatchObject({ unsent: 0, unreleased: 0, quarantined: 0, link: 'up' });
  expect(first.look('batch.list', {}).rows[0]).toMatchObject({ entries: 6, received: 6, quarantined: 0 });
  await synced(second);
  await expect.poll(() => open.value?.rows, soon).toMatchObject([{ id: made.id, status: 'approved', personKk: 'Сынақова1 Гүлнұр Жасандықызы', travel: 'received', byName: 'Болат Жасандыұлы' }]);
  expect((await runServerTool(server, 'counts')).json).toMatchObject({ cases: 1, entries: 6, quarantined: 0 });
  open.stop();
  expect(sees(second, made)).toEqual({ person: true, case: true });
  expect(second.look('person.find', { text: 'Synakova', limit: 5 }).rows).toHaveLength(1);
  expect(second.look('case.watch', { id: made.id }).history.map((row) => row.command)).toEqual(['case.open', 'case.handOver', 'case.approve']);
  expect(second.look('batch.list', {}).rows).toHaveLength(1);
  await synced(other);
  expect(sees(other, made)).toEqual({ person: false, case: false });

  // the second laptop may transfer what the first approved: the district's work, not the laptop's
  await second.must('case.transfer', { id: made.id, to: zaysan, reason: 'Көшті' });
  expect(second.look('case.counts', {})).toMatchObject({ all: 0, toRelease: 1 });
  await second.must('batch.sign', { password });
  await synced(second);
  await synced(other);
  expect(sees(other, made)).toEqual({ person: true, case: true });
  expect(other.look('case.watch', { id: made.id })).toMatchObject({ case: { status: 'approved', district: zaysan, facts: { employer: 'Тірек ЖШС' }, transferred: { from: ulan, to: zaysan } }, actions: ['transfer'] });
  await synced(first);
  for (const laptop of [first, second]) {
    expect(laptop.look('case.watch', { id: made.id })).toMatchObject({ case: { status: 'transferredAway', facts: { onsetDate: null, employer: '' }, transferred: { to: zaysan, byName: 'Болат Жасандыұлы' } }, actions: [] });
    expect(laptop.look('case.list', { room: 'transferred' }).rows).toMatchObject([{ id: made.id, transferredTo: zaysan }]);
  }
});

test('the centre gone and come back: Offline while away, then everything arrives once', async () => {
  const made = await approvedCase(first, 2);
  await first.must('batch.sign', { password });
  await server.kill();
  expect(await first.sync()).toMatchObject({ phase: 'failed', error: { type: 'Offline' }, receipts: 0 });
  expect(first.look('status.watch', {})).toMatchObject({ unsent: 6, link: 'down' });
  server = await startServer({ data: data.path });
  for (const [index, laptop] of [first, second].entries()) {
    // the port is another one after the restart; a real centre keeps its name
    laptop.host.office!.replica.commit({ durability: 'full', documents: [], sql: (db) => void db.run('UPDATE setting SET value = ? WHERE name = ?', JSON.stringify(server.url), 'device.serverUrl') });
    await synced(laptop);
    expect(sees(laptop, made), `laptop ${index}`).toEqual({ person: true, case: true });
  }
  const ids = second.look('case.list', { room: 'all' }).rows.map((row) => row.id);
  expect(ids).toEqual([made.id]);
});

test('a release too large for one envelope goes in several, and is received whole', async () => {
  await first.unlock('aigul');
  const made: { person: string; id: string }[] = [];
  for (let n = 100; n < 220; n++) {
    const person = await first.must('person.register', madeUpPerson(n));
    const { id } = await first.must('case.open', { personId: person.id, risk: 'loss-of-work-capacity' });
    await first.must('case.saveDraft', { id, facts: { onsetDate: '2026-01-05' as PlainDate, note: 'Ә'.repeat(4000) } });
    await first.must('case.handOver', { id });
    made.push({ person: person.id, id });
  }
  await first.unlock('bolat');
  for (const { id } of made) await first.must('case.approve', { id: id as never });
  expect(await first.must('batch.sign', { password })).toMatchObject({ batches: 2 });
  // so large (16 kB, in base64 here) that it goes with the first envelope only
  const { db } = first.host.office!.replica;
  expect(db.find<{ size: number }>("SELECT max(length(value)) AS size FROM setting WHERE name LIKE 'manifest.%'")?.size).toBeGreaterThan(22_000);
  const progress = await first.sync();
  expect(progress).toMatchObject({ phase: 'done', entriesSent: 602, entriesToSend: 602, error: null });
  expect(progress.receipts).toBeGreaterThan(2);
  expect(first.look('batch.list', {}).rows.slice(0, 2)).toMatchObject([{ entries: 201, received: 201, quarantined: 0 }, { entries: 401, received: 401, quarantined: 0 }]);
  await synced(second);
  for (const one of made) expect(sees(second, one)).toEqual({ person: true, case: true });
});

test('the enrolment tool enrols a profile; a wrong code and a used profile are refused, bad arguments end with 2', async () => {
  const run = (...given: string[]) => promisify(execFile)(process.execPath, [join(import.meta.dirname, '../../../src-main/replica/tools/enrol.ts'), ...given])
    .then(({ stdout }) => ({ status: 0, stdout }), ({ code, stdout }: { code: number; stdout: string }) => ({ status: code, stdout }));
  const profile = folders[3]!.path;
  const file = join(data.path, 'staff.json');
  writeFileSync(file, JSON.stringify(staff));
  const given = ['--profile', profile, '--server', server.url, '--name', 'Ноутбук 4', '--staff', file];
  expect(await run()).toMatchObject({ status: 2 });
  expect(await run(...given)).toMatchObject({ status: 2 });
  expect(await run(...given, '--code', 'AAAAA-BBBBB-CCCCC-DDDDD')).toMatchObject({ status: 1, stdout: '{"enrolled":false,"error":{"type":"ServerRefused","detail":"badCode"}}\n' });
  const code = await makeEnrolCode(server, ulan);
  expect(await run(...given, '--code', code)).toMatchObject({ status: 0, stdout: '{"enrolled":true}\n' });
  expect(await run(...given, '--code', code)).toMatchObject({ status: 1, stdout: expect.stringContaining('"Conflict"') as string });
  // RxDB's open version has 13 collections in a process, which is three laptops: one is locked.
  await other.must('session.lock', {});
  const laptop = openLaptop({ profile });
  await laptop.unlock('bolat');
  await synced(laptop);
  expect(laptop.look('person.find', { text: '', limit: 10 }).total).toBe(122);
  await laptop.close();
});
