import { afterEach, beforeEach, expect, test } from 'vitest';
import type { PlainDate } from '../../../shared/base/plain-date.ts';
import type { StaffId } from '../../../shared/base/ids.ts';
import { createPaperCentre, type PaperCentre } from '../../support/replica/paper-centre.ts';
import { newFolder, openLaptop, type Laptop } from '../../support/replica/laptop.ts';
import { madeUpPerson, password, staff, ulan } from '../../support/replica/people.ts';

const friday = Date.parse('2026-11-20T05:00:00.000Z');
/** The paper centre calls those it does not know by their login. */
const everybody = [...staff, { login: 'nurlan', name: 'nurlan', roles: ['caseworker' as const], password }, { login: 'zere', name: 'zere', roles: ['caseworker' as const, 'supervisor' as const], password }];
let folder: ReturnType<typeof newFolder>;
let centre: PaperCentre;
let laptop: Laptop;
let now = friday;

beforeEach(async () => {
  now = friday;
  folder = newFolder();
  centre = createPaperCentre(ulan);
  laptop = openLaptop({ profile: folder.path, fetch: centre.fetch, now: () => now });
  await laptop.enrol('https://paper', 'CODE', everybody);
});
afterEach(async () => {
  await laptop.close();
  folder.remove();
});

const law = { disabilityCategory: 'II', disabilityCause: 'general-illness', disabilityFrom: '2026-03-02' };
const open = async (n: number) => {
  const person = await laptop.must('person.register', madeUpPerson(n));
  return laptop.must('case.open', { personId: person.id, risk: 'loss-of-work-capacity', claims: ['disability-benefit'] });
};
const handOver = async (n: number) => {
  await laptop.unlock('aigul');
  const { id } = await open(n);
  await laptop.must('case.saveDraft', { id, facts: { law } });
  await laptop.must('case.handOver', { id });
  await laptop.unlock('bolat');
  return id;
};
const review = (id: Awaited<ReturnType<typeof handOver>>) => laptop.look('case.review', { id }).review!;

test('what changed since the supervisor last looked is told field by field, to each for themselves', async () => {
  const id = await handOver(1);
  expect(review(id)).toMatchObject({ due: '2026-12-02', lookedAt: null, changes: null, entered: [{ byName: 'Айгүл Сынақова' }], aside: null });
  await laptop.must('case.return', { id, reason: 'Дәрежесі мен күні: қараңыз', fields: [{ field: 'law.disabilityFrom', text: 'Актіде 5 сәуір' }] });
  await laptop.unlock('nurlan');
  expect(laptop.look('case.watch', { id }).case?.returned?.fields).toEqual([{ field: 'law.disabilityFrom', text: 'Актіде 5 сәуір' }]);
  await laptop.must('case.saveDraft', { id, facts: { law: { disabilityFrom: '2026-04-05' }, note: 'түзетілді' } });
  now += 60_000;
  await laptop.must('case.handOver', { id });
  await laptop.unlock('bolat');
  const seen = review(id);
  expect(seen.lookedAt).not.toBeNull();
  expect(seen.changes).toEqual([{ field: 'law.disabilityFrom', before: '2026-03-02', after: '2026-04-05' }, { field: 'note', before: null, after: 'түзетілді' }]);
  expect(seen.entered.map(({ byName }) => byName).sort()).toEqual(['nurlan', 'Айгүл Сынақова']);
  await laptop.must('case.look', { id });
  expect(review(id).changes).toEqual([]);
  await laptop.unlock('zere');
  expect(review(id)).toMatchObject({ lookedAt: null, changes: null });
});

test('warns of a possible duplicate, missing documents, and rules that nothing confirms', async () => {
  const id = await handOver(1);
  await laptop.unlock('aigul');
  const twin = await laptop.must('person.register', madeUpPerson(2, { iin: null, lastNameKk: 'Басқа', lastNameRu: 'Баскина', firstNameKk: 'Роза', firstNameRu: 'Роза', birthDate: '1961-11-23' as PlainDate }));
  await laptop.unlock('bolat');
  const kinds = () => review(id).warnings.map(({ kind }) => kind);
  expect(kinds()).not.toContain('duplicate');
  expect(review(id).warnings.find(({ kind }) => kind === 'documents')).toMatchObject({ titles: expect.arrayContaining([{ kk: 'Өтініш', ru: 'Заявление', en: 'Application' }]) });
  const { replica } = laptop.host.office!;
  const person = laptop.look('case.watch', { id }).person!;
  const { indexPerson } = await import('../../../src-main/replica/store/search/person-index.ts');
  const like = { ...person, id: twin.id, iin: null, otherIds: [] };
  replica.commit({ durability: 'full', documents: [{ collection: 'persons', document: like }], sql: (db) => indexPerson(db, like) });
  expect(review(id).warnings[0]).toMatchObject({ kind: 'duplicate', id: twin.id });
});

test('warns of a sum outside of what the office decided before', async () => {
  const id = await handOver(1);
  const { replica } = laptop.host.office!;
  const put = (n: number, amount: string) => ({
    collection: 'decisions', document: {
      id: `01890000-0000-7000-8000-0000000d${String(1000 + n)}`, number: `${n}`, caseId: `01890000-0000-7000-8000-0000000c${String(1000 + n)}`, personId: 'p', district: ulan, risk: 'loss-of-work-capacity', asOf: '2026-01-05', edition: '0'.repeat(64),
      decided: {}, replaces: null, replacedBy: null, withdrawn: null,
      programmes: [{ programme: 'disability-benefit', outcome: 'entitled', facts: {}, answer: {}, amounts: [{ payment: payment!, level: 1, amount, unit: 'KZT/month', from: '2026-01-05', to: null, withheld: '0' }] }],
    },
  });
  const [expected] = (await laptop.must('law.form', { risk: 'loss-of-work-capacity', facts: laptop.look('case.watch', { id }).case!.facts, personId: null })).programmes.flatMap(({ determination }) => determination?.amounts ?? []);
  const payment = expected?.payment;
  expect(expected?.amount).toBe('89498');
  replica.commit({ durability: 'full', documents: Array.from({ length: 24 }, (_, n) => put(n, String(50_000 + n * 100))) });
  expect(review(id).warnings.find(({ kind }) => kind === 'unusual')).toMatchObject({ amount: '89498', low: '48850', high: '53450', count: 24 });
});

test('four eyes: nobody approves what they typed in, opened or handed over; they are told before they try', async () => {
  const id = await handOver(1);
  await laptop.must('case.return', { id, reason: 'Толықтыру керек' });
  await laptop.unlock('zere');
  await laptop.must('case.saveDraft', { id, facts: { note: 'өзім толықтырдым' } });
  await laptop.unlock('aigul');
  await laptop.must('case.handOver', { id });
  await laptop.unlock('zere');
  expect(review(id).warnings[0]).toEqual({ kind: 'ownWork' });
  expect(await laptop.call('case.approve', { id })).toEqual({ ok: false, error: { type: 'RuleRefused', rule: 'fourEyes', citation: null } });
  await laptop.unlock('bolat');
  expect(review(id).warnings.map(({ kind }) => kind)).not.toContain('ownWork');
  await laptop.must('case.approve', { id });
});

test('a case put aside leaves the queue until its day, or the day of the law, and can be taken up before', async () => {
  const id = await handOver(1);
  const total = (waiting = false) => laptop.look('queue.list', { filter: { waiting }, offset: 0, limit: 10 }).total;
  expect(await laptop.call('case.putAside', { id, until: '2026-11-20' as PlainDate, reason: 'x' })).toEqual({ ok: false, error: { type: 'InvalidInput', issues: [{ path: 'until', code: 'notLater' }] } });
  await laptop.must('case.putAside', { id, until: '2026-11-24' as PlainDate, reason: 'Анықтама күтілуде' });
  expect([total(), total(true)]).toEqual([0, 1]);
  expect(review(id).aside).toEqual({ until: '2026-11-24', reason: 'Анықтама күтілуде', byName: 'Болат Жасандыұлы' });
  expect(laptop.look('case.watch', { id }).actions).toEqual(['approve', 'return', 'takeUp', 'reassign']);
  await laptop.must('case.takeUp', { id });
  expect([total(), total(true)]).toEqual([1, 0]);
  expect(await laptop.call('case.takeUp', { id })).toEqual({ ok: false, error: { type: 'Conflict', what: 'caseStatus', id } });
  await laptop.must('case.putAside', { id, until: '2026-12-31' as PlainDate, reason: 'Қыстан кейін' });
  expect(total()).toBe(0);
  now = Date.parse('2026-12-02T05:00:00.000Z');
  expect([total(), total(true)]).toEqual([1, 0]);
  await laptop.must('case.approve', { id });
  expect(laptop.look('case.watch', { id }).case).toMatchObject({ status: 'approved', aside: null });
});

test('a case goes to another caseworker, and a return made by a slip is taken back while nobody has worked on it', async () => {
  const id = await handOver(1);
  const { rows } = laptop.look('case.workers', {});
  expect(rows.map(({ name }) => name)).toEqual(['Айгүл Сынақова', 'nurlan', 'zere']);
  const nurlan = rows[1]!.id;
  await laptop.must('case.reassign', { id, to: nurlan });
  expect(laptop.look('queue.list', { filter: { by: nurlan }, offset: 0, limit: 10 }).rows).toMatchObject([{ caseId: id, byName: 'nurlan' }]);
  expect(await laptop.call('case.reassign', { id, to: '01890000-0000-7000-8000-00000000c001' as StaffId })).toMatchObject({ ok: false, error: { type: 'NotFound', what: 'staff' } });
  await laptop.must('case.return', { id, reason: 'Байқаусызда' });
  expect(laptop.look('case.watch', { id }).actions).toEqual(['recall', 'reassign']);
  await laptop.must('case.recall', { id });
  expect(laptop.look('case.watch', { id }).case).toMatchObject({ status: 'review', returned: null });
  await laptop.must('case.return', { id, reason: 'Күні қате' });
  await laptop.unlock('nurlan');
  expect(laptop.look('case.list', { room: 'mine' }).rows).toMatchObject([{ id }]);
  await laptop.must('case.saveDraft', { id, facts: { note: 'қаралды' } });
  await laptop.unlock('bolat');
  expect(await laptop.call('case.recall', { id })).toEqual({ ok: false, error: { type: 'Conflict', what: 'caseStatus', id } });
  await laptop.unlock('aigul');
  expect(laptop.look('case.list', { room: 'mine' }).rows).toEqual([]);
});
