import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CaseId } from '../../../shared/base/ids.ts';
import { getOffice } from '../../../src-main/replica/session/host-parts.ts';
import { findDocument } from '../../../src-main/replica/store/documents.ts';
import { listUnreleased } from '../../../src-main/replica/store/journal.ts';
import { listOfficeUnreleased } from '../../../src-main/replica/store/office-entries.ts';
import { releaseEntries } from '../../../src-main/replica/usecases/release-entries.ts';
import { newFolder, openLaptop, soon, type Laptop } from '../../support/replica/laptop.ts';
import { madeUpPerson, password, ulan } from '../../support/replica/people.ts';
import { makeEnrolCode, startServer, type TestServer } from '../../support/server/start-server.ts';

const folders = [newFolder(), newFolder()];
const staff = [
  { login: 'aigul', name: 'Айгүл Сынақова', roles: ['caseworker'], password },
  { login: 'bolat', name: 'Болат Жасандыұлы', roles: ['supervisor'], password },
  { login: 'dana', name: 'Дана Екінші', roles: ['supervisor'], password },
] as never;
let server: TestServer;
let first: Laptop;
let second: Laptop;
beforeAll(async () => {
  server = await startServer();
  [first, second] = (await Promise.all(folders.map(async ({ path }, index) => {
    const laptop = openLaptop({ profile: path });
    await laptop.enrol(server.url, await makeEnrolCode(server, ulan, { staff } as never), staff, `Ноутбук ${index + 1}`);
    await laptop.unlock('bolat');
    return laptop;
  }))) as [Laptop, Laptop];
});
afterAll(async () => {
  for (const laptop of [first, second]) await laptop?.close();
  await server?.stop();
  for (const folder of folders) folder.remove();
});
const synced = async (...laptops: Laptop[]) => {
  for (const laptop of laptops) expect(await laptop.sync()).toMatchObject({ phase: 'done', error: null });
};
const sign = (laptop: Laptop) => laptop.must('batch.sign', { password });
const inForce = (laptop: Laptop, caseId: string) => laptop.look('decision.list', { caseId: caseId as never }).rows.filter(({ decision }) => decision.withdrawn === null && decision.replacedBy === null);
/** What a person is told of: put aside, and in dispute. */
const told = (laptop: Laptop) => [laptop.look('status.watch', {}).quarantined, laptop.look('case.counts', {}).conflicts];
let serial = 0;
const inReview = async (): Promise<CaseId> => {
  await first.unlock('aigul');
  const person = (await first.must('person.register', madeUpPerson(++serial))).id;
  const { id } = await first.must('case.open', { personId: person, risk: 'loss-of-work-capacity', claims: ['disability-benefit'] });
  await first.must('case.saveDraft', { id, facts: { law: { disabilityCategory: 'II', disabilityCause: 'general-illness', disabilityFrom: '2024-02-01' }, lawDay: '2025-07-01' as never } });
  await first.must('case.handOver', { id });
  await first.unlock('bolat');
  await synced(first, second, first, second);
  // A warm line asks the mailbox seldom: a fresh unlock asks at once.
  await second.unlock('dana');
  await synced(second);
  return id;
};
const approved = async () => {
  const id = await inReview();
  await first.must('case.approve', { id });
  await sign(first);
  await synced(first, second, first, second);
  return id;
};
const recomputed = async (laptop: Laptop) => {
  const watched = laptop.watch('norms.watch', {});
  await laptop.must('norms.start', { asOf: '2026-07-01' as never, edition: null });
  await expect.poll(() => watched.value?.phase, soon).toBe('ready');
  const applied = await laptop.must('norms.apply', {});
  watched.stop();
  return applied;
};

test('two laptops apply new norms offline: one new decision is in force, and the other ends with the dispute', async () => {
  const id = await approved();
  expect(inForce(second, id)).toHaveLength(1);
  for (const laptop of [first, second]) expect(await recomputed(laptop)).toEqual({ applied: 1 });
  await sign(first);
  await sign(second);
  await synced(first, second, first, second);
  expect([told(first), told(second)]).toEqual([[0, 1], [2, 1]]);
  for (const row of first.look('conflict.list', {}).rows.filter(({ status }) => status === 'open')) {
    expect(await first.call('conflict.decide', { tasks: [{ id: row.id, version: row.version }], choice: 'right', note: '' })).toMatchObject({ error: { rule: 'conflictAnew' } });
    await first.must('conflict.decide', { tasks: [{ id: row.id, version: row.version }], choice: 'left', note: '' });
  }
  await sign(first);
  await synced(first, second, first, second);
  expect([inForce(first, id).length, inForce(second, id).length, told(first), told(second)]).toEqual([1, 1, [0, 0], [0, 0]]);
}, 120_000);

test.each([['left', 'first'], ['right', 'first'], ['left', 'second'], ['right', 'second']] as const)('two supervisors approve the case on two laptops offline: never is more than one decision in force, decided %s on the %s', async (choice, where) => {
  const decider = where === 'first' ? first : second;
  const id = await inReview();
  await second.unlock('dana');
  await first.must('case.approve', { id });
  await second.must('case.approve', { id });
  await sign(first);
  await sign(second);
  await synced(first, second, first, second);
  for (const row of decider.look('conflict.list', {}).rows.filter(({ status }) => status === 'open')) await decider.must('conflict.decide', { tasks: [{ id: row.id, version: row.version }], choice, note: '' });
  await sign(decider);
  await synced(decider, first, second, first, second);
  expect([inForce(first, id).length, inForce(second, id).length]).toEqual(choice === 'left' ? [1, 1] : [0, 0]);
  expect([told(first), told(second)]).toEqual([[0, 0], [0, 0]]);
}, 120_000);

const status = (laptop: Laptop, id: string) => findDocument(getOffice(laptop.host).replica, 'cases', id as never)?.status;

/** The case is approved on the first laptop and returned on the second, offline; the approval comes first: it stands, the return is in dispute. */
const returnedAgainstApproval = async () => {
  const id = await inReview();
  await second.unlock('dana');
  await first.must('case.approve', { id });
  await second.must('case.return', { id, reason: 'Қате' } as never);
  await sign(first);
  await synced(first);
  // what was returned goes with some other batch of the case
  expect(await releaseEntries(second.host, 'batch.sign', password, (replica) => ({ cases: [], persons: [], entries: listUnreleased(replica.db, [id]), others: listOfficeUnreleased(replica.db, [id]) }))).toMatchObject({ ok: true });
  await synced(second, first, second, first);
  const row = first.look('conflict.list', {}).rows.find(({ document, status: at }) => document === id && at === 'open')!;
  expect([status(first, id), inForce(first, id).length, inForce(second, id).length]).toEqual(['approved', 1, 1]);
  return { id, row };
};

test('two supervisors decide one dispute differently, the later one that the approval falls: it was not taken, and its decision stays in force', async () => {
  const { id, row } = await returnedAgainstApproval();
  const version = (laptop: Laptop) => laptop.look('conflict.list', {}).rows.find((one) => one.id === row.id)!.version;
  await first.must('conflict.decide', { tasks: [{ id: row.id, version: version(first) }], choice: 'left', note: '' });
  await second.must('conflict.decide', { tasks: [{ id: row.id, version: version(second) }], choice: 'right', note: '' });
  await sign(first);
  await sign(second);
  await synced(first, second, first, second);
  expect([status(first, id), inForce(first, id).length, inForce(second, id).length]).toEqual(['approved', 1, 1]);
}, 120_000);

test('the same, where the later decision is in no batch yet and gives way: what it had withdrawn is in force again', async () => {
  const { id, row } = await returnedAgainstApproval();
  const version = (laptop: Laptop) => laptop.look('conflict.list', {}).rows.find((one) => one.id === row.id)!.version;
  await first.must('conflict.decide', { tasks: [{ id: row.id, version: version(first) }], choice: 'left', note: '' });
  await second.must('conflict.decide', { tasks: [{ id: row.id, version: version(second) }], choice: 'right', note: '' });
  await sign(first);
  await synced(first, second, first, second);
  expect([status(second, id), inForce(first, id).length, inForce(second, id).length]).toEqual(['approved', 1, 1]);
}, 120_000);

test('a return comes before an approval: the decision made with it ends with their dispute', async () => {
  const id = await inReview();
  await second.unlock('dana');
  await first.must('case.return', { id, reason: 'Қате' } as never);
  await second.must('case.approve', { id });
  expect(await releaseEntries(first.host, 'batch.sign', password, (replica) => ({ cases: [], persons: [], entries: listUnreleased(replica.db, [id, findDocument(replica, 'cases', id)!.personId]), others: listOfficeUnreleased(replica.db, [id]) }))).toMatchObject({ ok: true });
  await synced(first);
  await sign(second);
  await synced(second, first, second, first);
  expect(told(second)).toEqual([2, 1]);
  const row = first.look('conflict.list', {}).rows.find(({ document, status: at }) => document === id && at === 'open')!;
  await first.must('conflict.decide', { tasks: [{ id: row.id, version: row.version }], choice: 'left', note: '' });
  await sign(first);
  await synced(first, second, first, second);
  expect([status(second, id), inForce(first, id).length, inForce(second, id).length, told(first), told(second)]).toEqual(['returned', 0, 0, [0, 0], [0, 0]]);
}, 120_000);

test('a decision that the centre put aside, and has none of, may be given up', async () => {
  const id = await inReview();
  await second.unlock('dana');
  await first.must('case.return', { id, reason: 'Қате' } as never);
  await second.must('case.approve', { id });
  expect(await releaseEntries(first.host, 'batch.sign', password, (replica) => ({ cases: [], persons: [], entries: listUnreleased(replica.db, [id, findDocument(replica, 'cases', id)!.personId]), others: listOfficeUnreleased(replica.db, [id]) }))).toMatchObject({ ok: true });
  await synced(first);
  await sign(second);
  await synced(second);
  const row = second.look('aside.list', {}).rows.find(({ collection }) => collection === 'decisions')!;
  expect(row).toMatchObject({ why: 'notAllowed', ways: ['discard'] });
  await second.must('aside.discard', { document: row.document, reason: 'Іс қайтарылды' });
  expect(inForce(second, id)).toEqual([]);
  await synced(second, first, second);
  expect([inForce(second, id), told(second)]).toEqual([[], [1, 1]]);
}, 120_000);
