import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PlainDate } from '../../../shared/base/plain-date.ts';
import { findDocument, listDocumentsBy } from '../../../src-main/replica/store/documents.ts';
import { commissionAt, decided, openCommission, rated } from '../../support/mse/commission.ts';
import { sampleReferral } from '../../support/mse/referral.ts';
import { newFolder, openLaptop, type Laptop } from '../../support/replica/laptop.ts';
import { commission, password, staff, ulan } from '../../support/replica/people.ts';
import { makeEnrolCode, startServer, type TestServer } from '../../support/server/start-server.ts';
import { makeDevice } from '../../support/server/test-office.ts';

const folders = Array.from({ length: 4 }, newFolder);
let server: TestServer;
let [travelling, desk]: (Laptop | undefined)[] = [];

beforeAll(async () => {
  server = await startServer({ data: folders[3]!.path });
  const open = async (n: number, people: typeof staff) => {
    const laptop = openLaptop({ profile: folders[n]!.path });
    await laptop.enrol(server.url, await makeEnrolCode(server, ulan, { staff: people }), people, `Ноутбук ${n}`);
    return laptop;
  };
  travelling = await open(0, [...staff, ...commission]);
  desk = await open(1, staff);
});
afterAll(async () => {
  for (const laptop of [travelling, desk]) await laptop?.close();
  await server?.stop();
  for (const folder of folders) folder.remove();
});

const group = (outcome: 'group1' | 'group2', degree: 2 | 3) => ({ ratings: rated({ movement: degree }), decision: decided({ outcome, cause: 'generalIllness', term: 'y1' }) });
const extracts = (laptop: Laptop) => laptop.look('extract.list', {}).rows;
const synced = async (laptop: Laptop) => expect(await laptop.sync()).toMatchObject({ phase: 'done', error: null });

test('an act opens the case of the office without a commission; a re-examination changes the decision, a court’s annulment takes it back', async () => {
  const office = commissionAt(travelling!);
  const personId = await office.person(1, { birthDate: '1974-03-01' as PlainDate });
  const first = await office.signed(personId, group('group2', 2));
  // one transaction: the vote, the examination, the extract and the case are one save
  const { replica } = travelling!.host.office!;
  const [extract] = listDocumentsBy(replica, 'extracts', 'personId', personId);
  expect(extract).toMatchObject({ act: first.act, outcome: 'group2', cause: 'generalIllness', until: expect.any(String) as unknown });
  expect(JSON.stringify(extract)).not.toMatch(/T93|сынық|d450/);
  const numbers = replica.db.list<{ number: number; collection: string }>("SELECT number, collection FROM journal WHERE command = 'act.sign' ORDER BY number DESC LIMIT 4");
  expect(numbers.map(({ collection }) => collection)).toEqual(['cases', 'extracts', 'assessments', 'acts']);
  await travelling!.must('act.release', { password });
  await synced(travelling!);
  expect(travelling!.look('batch.list', {}).rows[0]).toMatchObject({ quarantined: 0 });
  await travelling!.must('session.lock', {});

  // a laptop of an earlier version says nothing of the stream and is sent none of it; once renewed it reads it from the beginning
  const earlier = await makeDevice(server, ulan);
  await earlier.pullAll();
  expect([...new Set(earlier.pulled.map(({ c }) => c))].toSorted()).toEqual(['batches', 'cases', 'persons']);
  const client = new pg.Client({ connectionString: server.database });
  await client.connect();
  await client.query("UPDATE device SET takes = '{expert,extracts}' WHERE id = $1", [earlier.certificate.device]);
  await client.end();
  await earlier.pullAll();
  expect(earlier.pulled.filter(({ c }) => c === 'extracts')).toMatchObject([{ i: extract!.id, stream: `${ulan}/extracts` }]);

  await desk!.unlock('aigul');
  await synced(desk!);
  await synced(desk!);
  expect(desk!.look('case.list', { room: 'mine' }).rows).toMatchObject([{ id: extract!.caseId, status: 'draft' }]);
  expect(desk!.look('case.counts', {}).mine).toBe(1);
  expect(extracts(desk!)).toMatchObject([{ act: first.act, state: 'draft', caseId: extract!.caseId, extract: { outcome: 'group2' } }]);
  const form = await desk!.must('law.form', { risk: 'loss-of-work-capacity', facts: findDocument(desk!.host.office!.replica, 'cases', extract!.caseId!)!.facts, personId });
  expect(form.fields.find(({ id }) => id === 'disabilityCategory')).toMatchObject({ value: 'II', from: 'register', known: { register: 'assessment' } });
  expect(form.programmes.filter(({ claimed }) => claimed)).toMatchObject([{ id: 'disability-benefit', determination: { outcome: 'entitled' } }]);
  await desk!.must('case.handOver', { id: extract!.caseId! });
  await desk!.unlock('bolat');
  expect(extracts(desk!)).toMatchObject([{ state: 'review' }]);
  await desk!.must('case.approve', { id: extract!.caseId! });
  expect(extracts(desk!)).toEqual([]);
  await desk!.must('batch.sign', { password });
  await synced(desk!);
  await desk!.must('session.lock', {});

  await office.at('saule');
  await synced(travelling!);
  const again = await office.signed(personId, group('group1', 3), { basis: { kind: 'again', act: first.act, reason: '' } });
  expect(listDocumentsBy(travelling!.host.office!.replica, 'extracts', 'personId', personId).at(-1)).toMatchObject({ act: again.act, caseId: extract!.caseId });
  await travelling!.must('act.release', { password });
  await synced(travelling!);
  expect(travelling!.look('batch.list', {}).rows[0]).toMatchObject({ quarantined: 0 });
  await travelling!.must('session.lock', {});

  await desk!.unlock('bolat');
  await synced(desk!);
  const [row] = extracts(desk!);
  expect(row).toMatchObject({ act: again.act, state: 'changed', fault: false, facts: [{ fact: 'disabilityCategory', before: 'II', after: 'I' }] });
  expect(Number(row!.after)).toBeGreaterThan(Number(row!.before));
  expect(Number(row!.difference)).toBeCloseTo(Number(row!.after) - Number(row!.before));
  await desk!.must('extract.apply', { caseId: extract!.caseId! });
  expect(extracts(desk!)).toEqual([]);
  expect(await desk!.call('extract.apply', { caseId: extract!.caseId! })).toMatchObject({ error: { type: 'Conflict', what: 'extract' } });
  const decisions = desk!.look('decision.list', { caseId: extract!.caseId! }).rows.map(({ decision }) => decision);
  expect(decisions).toMatchObject([{ replaces: decisions[1]!.id, programmes: [{ facts: { disabilityCategory: 'I' }, amounts: [{ amount: row!.after }] }] }, { replacedBy: decisions[0]!.id }]);
  await desk!.must('batch.sign', { password });
  await synced(desk!);
  expect(desk!.look('batch.list', {}).rows[0]).toMatchObject({ quarantined: 0 });
  await desk!.must('session.lock', {});

  await office.at('saule');
  const none = { ratings: rated({}), decision: decided({ outcome: 'none' }) };
  const annulled = await office.signed(personId, none, { basis: { kind: 'annulment', act: again.act, reason: 'Сот шешімі № 5' } });
  await travelling!.must('act.release', { password });
  await synced(travelling!);
  await travelling!.must('session.lock', {});
  await desk!.unlock('bolat');
  await synced(desk!);
  expect(extracts(desk!)).toMatchObject([{ act: annulled.act, state: 'gone', after: '0', difference: `-${row!.after}` }]);
  await desk!.must('extract.apply', { caseId: extract!.caseId! });
  expect(desk!.look('decision.list', { caseId: extract!.caseId! }).rows[0]).toMatchObject({ decision: { withdrawn: { byName: expect.any(String) as unknown } } });
  await desk!.must('batch.sign', { password });
  await synced(desk!);
  expect(desk!.look('batch.list', {}).rows[0]).toMatchObject({ quarantined: 0 });
  await desk!.must('session.lock', {});
});

test('a changed degree is reckoned anew from the day of the change, and a correction from the first day', async () => {
  let now = Date.parse('2026-01-12T06:00:00.000Z');
  const office = await openCommission(folders[2]!.path, { now: () => now, leaseDays: 1000 });
  const { laptop } = office;
  const personId = await office.person(1, { birthDate: '1980-03-01' as PlainDate });
  const referral = { ...sampleReferral, insured: true };
  const loss = (generalLoss: number, outcome: 'group1' | 'group2', degree: 2 | 3) => ({ ratings: rated({ movement: degree }), decision: decided({ outcome, cause: 'generalIllness', term: 'y1', generalLoss }) });
  const first = await office.signed(personId, loss(65, 'group2', 2), { referral });
  const known = async () => {
    await office.at('aigul');
    const { caseId } = laptop.look('extract.list', {}).rows[0]!;
    const { fields } = await laptop.must('law.form', { risk: 'loss-of-work-capacity', facts: findDocument(laptop.host.office!.replica, 'cases', caseId!)!.facts, personId });
    return Object.fromEntries(fields.filter(({ id }) => id.startsWith('degree')).map(({ id, value }) => [id, value]));
  };
  expect(await known()).toEqual({ degreeSetFrom: '2026-01-12', degree: 65, degreeChangedFrom: null, degreeTo: '2027-01-11' });
  now = Date.parse('2026-07-06T06:00:00.000Z');
  const again = await office.signed(personId, loss(85, 'group1', 3), { referral, basis: { kind: 'again', act: first.act, reason: '' } });
  expect(await known()).toEqual({ degreeSetFrom: '2026-01-12', degree: 85, degreeChangedFrom: '2026-07-06', degreeTo: '2027-07-05' });
  now = Date.parse('2026-07-20T06:00:00.000Z');
  await office.signed(personId, loss(80, 'group1', 3), { referral, basis: { kind: 'correction', act: again.act, reason: 'қате' } });
  expect(await known()).toEqual({ degreeSetFrom: '2026-01-12', degree: 80, degreeChangedFrom: '2026-07-06', degreeTo: '2027-07-05' });
  await laptop.close();
});
