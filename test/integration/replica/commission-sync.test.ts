import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PlainDate } from '../../../shared/base/plain-date.ts';
import { documentTable } from '../../../src-main/replica/store/documents.ts';
import { commissionAt, decided, rated } from '../../support/mse/commission.ts';
import { newFolder, openLaptop, type Laptop } from '../../support/replica/laptop.ts';
import { commission, password, staff, ulan } from '../../support/replica/people.ts';
import { makeEnrolCode, startServer, type TestServer } from '../../support/server/start-server.ts';

const folders = Array.from({ length: 4 }, newFolder);
let server: TestServer;
let [first, second, desk]: (Laptop | undefined)[] = [];

beforeAll(async () => {
  server = await startServer({ data: folders[3]!.path });
  const open = async (n: number, people: typeof staff) => {
    const laptop = openLaptop({ profile: folders[n]!.path });
    await laptop.enrol(server.url, await makeEnrolCode(server, ulan, { staff: people }), people, `Ноутбук ${n}`);
    return laptop;
  };
  first = await open(0, [...staff, ...commission]);
  second = await open(1, commission);
  desk = await open(2, staff);
});
afterAll(async () => {
  for (const laptop of [first, second, desk]) await laptop?.close();
  await server?.stop();
  for (const folder of folders) folder.remove();
});

test('acts reach the centre and the commission’s other laptop, verified at each, and no laptop of an office without a commission', async () => {
  const office = commissionAt(first!);
  const synced = async (laptop: Laptop) => expect(await laptop.sync()).toMatchObject({ phase: 'done', error: null });
  const personId = await office.person(1, { birthDate: '1974-03-01' as PlainDate });
  const { act, assessment } = await office.sealed(personId, { ratings: rated({ movement: 2 }), decision: decided({ outcome: 'group2', cause: 'generalIllness', term: 'y1' }) });
  await office.sign(act, 'seitov');
  await office.sign(act, 'mukan', 'against', 'Келіспеймін');
  await office.sign(act, 'petrova');
  await first!.must('act.read', { id: act });
  await first!.must('register.blank', { number: 'МС 1', event: 'received', act: null, reason: '' });
  const { entries } = await first!.must('act.release', { password });
  await synced(first!);
  expect(first!.look('batch.list', {}).rows[0]).toMatchObject({ entries, received: entries, quarantined: 0 });
  expect(first!.look('act.list', {}).rows[0]).toMatchObject({ id: act, travel: 'received' });

  // RxDB's open version has 13 collections in a process: one laptop is open at a time.
  await first!.must('session.lock', {});
  await second!.unlock('mukan');
  await synced(second!);
  expect(await second!.must('act.read', { id: act })).toMatchObject({ faults: [], act: { status: 'signed' }, travel: 'received' });
  await second!.must('assessment.read', { id: assessment });
  expect(second!.look('assessment.list', { room: 'all' }).rows).toMatchObject([{ id: assessment, status: 'decided' }]);

  await second!.must('session.lock', {});
  await desk!.unlock('bolat');
  await synced(desk!);
  expect(desk!.host.office!.certificate.classes).not.toContain('medical');
  for (const name of ['acts', 'assessments', 'registers'] as const) expect(desk!.host.office!.replica.db.find(`SELECT count(*) AS count FROM ${documentTable(desk!.host.office!.replica, name)}`)).toEqual({ count: 0 });
});

test('one number of a blank spoilt on two laptops: the second line is put aside, and both read who else used it', async () => {
  const spoil = async (laptop: Laptop, reason: string) => {
    await laptop.unlock('seitov');
    await laptop.must('register.blank', { number: 'МС 1', event: 'spoilt', act: null, reason });
    await laptop.must('session.lock', {});
  };
  const handIn = async (laptop: Laptop) => {
    await laptop.unlock('seitov');
    await laptop.must('act.release', { password });
    const ended = await laptop.sync();
    expect(ended).toMatchObject({ phase: 'done', error: null });
    return ended.quarantined;
  };
  await spoil(first!, 'сия төгілді');
  await spoil(second!, 'жыртылды');
  expect(await handIn(first!)).toBe(0);
  expect(first!.look('blank.list', {}).rows).toMatchObject([{ number: 'МС 1', state: 'spoilt', second: [] }]);
  await first!.must('session.lock', {});
  expect(await handIn(second!)).toBe(1);
  const named = [expect.stringContaining('Ноутбук 1')];
  expect(second!.look('blank.list', {}).rows).toMatchObject([{ number: 'МС 1', state: 'spoilt', second: named }]);
  await second!.must('session.lock', {});
  await first!.unlock('seitov');
  await first!.sync();
  expect(first!.look('blank.list', {}).rows).toMatchObject([{ number: 'МС 1', state: 'spoilt', reason: 'сия төгілді', second: named }]);
  expect(first!.host.sync).toMatchObject({ repaired: 0, unequal: 0 });
});

test('a file of a referral comes from the centre to the commission’s other laptop, for whoever opened the record with its trace; an office without a commission is not even asked', async () => {
  const office = commissionAt(first!);
  const bytes = new TextEncoder().encode(`%PDF-1.7 ${'рентген '.repeat(800)}`);
  await first!.unlock('saule');
  const personId = await office.person(2, { birthDate: '1974-03-01' as PlainDate });
  const id = await office.register(personId);
  const { hash } = await first!.must('assessment.attach', { id, name: 'рентген.pdf', type: 'application/pdf', bytes });
  await office.at('seitov');
  expect(await office.schedule(id)).toMatchObject({ ok: true });
  await office.draft(id, { ratings: rated({ movement: 2 }), decision: decided({ outcome: 'group2', cause: 'generalIllness', term: 'y1' }) });
  const act = await office.seal(id);
  for (const login of ['seitov', 'mukan', 'petrova']) expect(await office.sign(act, login)).toMatchObject({ ok: true });
  await first!.must('act.release', { password });
  expect(await first!.sync()).toMatchObject({ phase: 'done', error: null, filesSent: 1 });
  await first!.must('session.lock', {});

  await second!.unlock('mukan');
  expect(await second!.sync()).toMatchObject({ phase: 'done', error: null });
  expect(await second!.call('assessment.fetch', { id, hash, wanted: true })).toMatchObject({ error: { type: 'NotFound' } });
  await second!.must('assessment.read', { id });
  const places = () => second!.look('assessment.watch', { id }).filePlaces;
  expect(places()).toEqual({ [hash]: 'elsewhere' });
  expect(await second!.call('assessment.file', { id, hash })).toMatchObject({ error: { type: 'NotFound' } });
  await second!.must('assessment.fetch', { id, hash, wanted: true });
  expect(places()).toEqual({ [hash]: 'wished' });
  expect(await second!.sync()).toMatchObject({ phase: 'done', error: null, filesReceived: 1 });
  expect(places()).toEqual({ [hash]: 'centre' });
  expect(Buffer.compare((await second!.must('assessment.file', { id, hash })).bytes!, bytes)).toBe(0);
  await second!.must('session.lock', {});

  await desk!.unlock('bolat');
  expect(await desk!.call('assessment.fetch', { id, hash, wanted: true })).toMatchObject({ error: { type: 'NotAllowed' } });
});
