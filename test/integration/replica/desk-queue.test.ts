import { afterEach, beforeEach, expect, test } from 'vitest';
import type { CaseId } from '../../../shared/base/ids.ts';
import type { InputOf } from '../../../shared/ipc/contract.ts';
import { fillQueue } from '../../bench/desk/fill-queue.ts';
import { actBody, actOf } from '../../support/mse/act.ts';
import { createPaperCentre, type PaperCentre } from '../../support/replica/paper-centre.ts';
import { newFolder, openLaptop, soon, type Laptop } from '../../support/replica/laptop.ts';
import { madeUpPerson, password, staff, ulan } from '../../support/replica/people.ts';

type Filter = InputOf<'queue.list'>['filter'];
const friday = Date.parse('2026-11-20T05:00:00.000Z');
const day = 86_400_000;
let folder: ReturnType<typeof newFolder>;
let centre: PaperCentre;
let laptop: Laptop;
let now = friday;

beforeEach(async () => {
  now = friday;
  folder = newFolder();
  centre = createPaperCentre(ulan);
  laptop = openLaptop({ profile: folder.path, fetch: centre.fetch, now: () => now });
  await laptop.enrol('https://paper', 'CODE');
});
afterEach(async () => {
  await laptop.close();
  folder.remove();
});

const queue = (filter: Filter = {}, offset = 0, limit = 50) => laptop.look('queue.list', { filter, offset, limit });
const kinds = (filter: Filter = {}) => {
  const { total, rows } = queue(filter);
  // the rail says the same number as the room
  if (Object.keys(filter).length === 0) expect(laptop.look('case.counts', {}).queue).toBe(total);
  return rows.map(({ kind }) => kind);
};
const law = { disabilityCategory: 'II', disabilityCause: 'general-illness', disabilityFrom: '2026-03-02' };

/** A case for the state benefit, handed over by the caseworker; the supervisor is at the laptop. */
const handOver = async (n: number, facts: Readonly<Record<string, string>> = {}) => {
  await laptop.unlock('aigul');
  const person = await laptop.must('person.register', madeUpPerson(n));
  const { id } = await laptop.must('case.open', { personId: person.id, risk: 'loss-of-work-capacity', claims: ['disability-benefit'] });
  await laptop.must('case.saveDraft', { id, facts: { law: { ...law, ...facts } } });
  await laptop.must('case.handOver', { id });
  await laptop.unlock('bolat');
  return id;
};

test('a case goes through the queue: handed over, returned, answered, approved for a batch, gone', async () => {
  const id = await handOver(1);
  expect(queue()).toMatchObject({
    total: 1, counts: { all: 1, waiting: 0, kinds: { review: 1 }, urgencies: { later: 1 }, risks: { 'loss-of-work-capacity': 1 } }, people: [{ name: 'Айгүл Сынақова', count: 1 }],
    // eight working days after Friday, 20 November; 1.76 × 50,851 up to the whole tenge
    rows: [{ id: `review:${id}`, caseId: id, personKk: 'Сынақова1 Гүлнұр Жасандықызы', byName: 'Айгүл Сынақова', due: '2026-12-02', urgency: 'later', sum: { monthly: '89498', once: '0' } }],
  });
  await laptop.must('case.return', { id, reason: 'Күні қате' });
  expect(kinds()).toEqual(['returned']);
  await laptop.unlock('aigul');
  await laptop.must('case.handOver', { id });
  await laptop.unlock('bolat');
  expect(kinds()).toEqual(['answered']);
  await laptop.must('case.approve', { id });
  expect(queue().rows).toMatchObject([{ kind: 'release', due: null, urgency: 'none', sum: { monthly: '89498' } }]);
  await laptop.must('batch.sign', { password });
  expect(queue()).toMatchObject({ total: 0, rows: [], counts: { all: 0 } });
});

test('the nearest legal deadline stands first, and time moves it', async () => {
  const early = await handOver(1);
  now += 3 * day; // Monday
  const late = await handOver(2);
  const ids = (filter: Filter = {}) => queue(filter).rows.map(({ caseId }) => caseId);
  expect(ids()).toEqual([early, late]);
  now = Date.parse('2026-12-02T05:00:00.000Z');
  expect(queue().rows.map(({ urgency }) => urgency)).toEqual(['today', 'soon']);
  now += day;
  expect(queue().counts.urgencies).toEqual({ overdue: 1, today: 1 });
  expect(ids({ urgency: ['overdue'] })).toEqual([early]);
  expect(ids({ urgency: ['today', 'soon'] })).toEqual([late]);
});

test('is filtered by words in any script, number, kind, risk and caseworker', async () => {
  const id = await handOver(1);
  await handOver(22);
  fillQueue(laptop.host.office!.replica, 40, now);
  const { number, by } = queue().rows.find((row) => row.caseId === id)!;
  const people = (filter: Filter) => queue(filter).rows.map(({ personKk }) => personKk.split(' ')[0]);
  expect(people({ text: 'сынакова1' })).toEqual(['Сынақова1']);
  expect(people({ text: 'гүлн сынақ' })).toHaveLength(2);
  expect(people({ text: 'ynaqo' })).toEqual([]);
  expect(people({ text: number.toLowerCase() })).toEqual(['Сынақова1']);
  expect(queue({ by }).total).toBe(2);
  expect(queue({ risk: 'birth-and-children' }).total).toBe(20);
  expect(queue({ kinds: ['returned'] }).total).toBe(0);
  expect(queue({}, 40, 10)).toMatchObject({ total: 42, offset: 40, rows: [{}, {}] });
  expect(queue({}, 400, 10)).toMatchObject({ total: 42, offset: 41, rows: [{}] });
});

test('is told as it changes', async () => {
  const id = await handOver(1);
  const seen = laptop.watch('queue.list', { filter: { kinds: ['review'] }, offset: 0, limit: 10 });
  const second = await handOver(2);
  await expect.poll(() => seen.value?.rows.map(({ caseId }) => caseId), soon).toEqual([id, second]);
  await laptop.must('queue.approve', { ids: [id] });
  await expect.poll(() => seen.value?.rows.map(({ caseId }) => caseId), soon).toEqual([second]);
  seen.stop();
});

test('several are approved at once; what may not be is told and left', async () => {
  const [first, second, third] = [await handOver(1), await handOver(2), await handOver(3)];
  await laptop.must('case.return', { id: second, reason: 'Құжат жоқ' });
  const nobody = '01890000-0000-7000-8000-00000000c001' as CaseId;
  expect(await laptop.must('queue.approve', { ids: [first, second, third, first, nobody] })).toEqual({
    done: [first, third], failed: [{ id: second, error: { type: 'Conflict', what: 'caseStatus', id: second } }, { id: nobody, error: { type: 'NotFound', what: 'case', id: nobody } }],
  });
  expect(kinds().sort()).toEqual(['release', 'release', 'returned']);
});

test('a merge waits for its batch, and what the centre put aside stands before everything', async () => {
  await laptop.unlock('aigul');
  const keep = await laptop.must('person.register', madeUpPerson(1));
  const other = await laptop.must('person.register', madeUpPerson(2, { iin: null, lastNameKk: 'Басқа', lastNameRu: 'Баскина', firstNameKk: 'Роза', firstNameRu: 'Роза', birthDate: '1961-11-23' as never }));
  const id = await handOver(3);
  await laptop.must('person.merge', { keep: keep.id, other: other.id, take: [] });
  expect(queue({ kinds: ['merge'] }).rows).toMatchObject([{ kind: 'merge', personId: other.id, byName: 'Болат Жасандыұлы', caseId: null }]);
  laptop.host.office!.replica.commit({ durability: 'full', documents: [], sql: (db) => void db.run("UPDATE journal SET result = 'quarantined', why = 'conflict' WHERE document = ? AND command = 'case.handOver'", id) });
  expect(kinds()).toEqual(['aside', 'review', 'merge']);
  expect(queue().rows[0]).toMatchObject({ caseId: id, why: 'conflict' });
});

test('a new record that may be of somebody registered already stands in the queue with the deadline of their case, until the two are merged or said to be two', async () => {
  await laptop.unlock('aigul');
  const first = await laptop.must('person.register', madeUpPerson(1));
  // alike enough to be looked at, not so alike that whoever registers is asked
  const typed = madeUpPerson(1);
  const second = await laptop.must('person.register', { ...typed, iin: null, birthDate: `${typed.birthDate.slice(0, 9)}${typed.birthDate.endsWith('9') ? '8' : '9'}` as never, patronymicKk: '', patronymicRu: '', firstNameKk: 'Гүлнар', firstNameRu: 'Гульнар' });
  const { id } = await laptop.must('case.open', { personId: second.id, risk: 'loss-of-work-capacity' });
  await laptop.must('case.saveDraft', { id, facts: { onsetDate: '2026-01-05' as never } });
  await laptop.must('case.handOver', { id });
  await laptop.unlock('bolat');
  const [waits] = queue({ kinds: ['review'] }).rows;
  // both were registered here; the later one is told, once
  expect(queue({ kinds: ['duplicate'] }).rows).toMatchObject([{ kind: 'duplicate', personId: second.id, caseId: null, due: waits!.due, urgency: waits!.urgency, byName: 'Айгүл Сынақова' }]);
  await laptop.must('person.merge', { keep: first.id, other: second.id, take: [] });
  expect(kinds()).not.toContain('duplicate');
});

test('a re-examination whose day has come waits, until there is a newer act', async () => {
  await laptop.unlock('bolat');
  const { replica } = laptop.host.office!;
  const put = (n: number, until: string) => {
    const id = `01890000-0000-7000-8000-00000000e00${n}`;
    const act = actOf(actBody(3, { id }));
    replica.commit({ durability: 'full', documents: [{ collection: 'acts', document: { ...act, status: 'signed', until } }] });
  };
  put(1, '2026-11-21');
  expect(kinds()).toEqual([]);
  now += day;
  expect(queue().rows).toMatchObject([{ kind: 'reexamination', due: '2026-11-21', urgency: 'today', caseId: null, number: '2026-1/A' }]);
  put(2, '2027-11-21');
  expect(kinds()).toEqual([]);
});

test('views are kept for each person by themselves, through a restart', async () => {
  await laptop.unlock('bolat');
  await laptop.must('queue.saveView', { name: ' Бүгін ', filter: { urgency: ['today'] } });
  await laptop.must('queue.saveView', { name: 'Туу', filter: { risk: 'birth-and-children' } });
  await laptop.must('queue.saveView', { name: 'Бүгін', filter: { urgency: ['overdue', 'today'] } });
  await laptop.close();
  laptop = openLaptop({ profile: folder.path, fetch: centre.fetch, now: () => now });
  await laptop.unlock('bolat');
  expect(laptop.look('queue.views', {}).rows).toMatchObject([{ name: 'Бүгін', filter: { urgency: ['overdue', 'today'], kinds: [], text: '' } }, { name: 'Туу' }]);
  await laptop.must('queue.removeView', { name: 'Туу' });
  expect(laptop.look('queue.views', {}).rows).toHaveLength(1);
  for (let n = 0; n < 19; n += 1) await laptop.must('queue.saveView', { name: `көрініс ${n}`, filter: {} });
  expect(await laptop.call('queue.saveView', { name: 'тым көп', filter: {} })).toEqual({ ok: false, error: { type: 'InvalidInput', issues: [{ path: 'name', code: 'tooMany' }] } });
  expect(await laptop.call('queue.saveView', { name: '  ', filter: {} })).toMatchObject({ ok: false, error: { type: 'InvalidInput', issues: [{ path: 'name', code: 'required' }] } });
  await laptop.unlock(staff[0]!.login);
  expect(await laptop.call('queue.approve', { ids: ['01890000-0000-7000-8000-00000000c001' as CaseId] })).toEqual({ ok: false, error: { type: 'NotAllowed', action: 'queue.approve' } });
});
