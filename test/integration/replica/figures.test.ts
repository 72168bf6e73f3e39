import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { PlainDate } from '../../../shared/base/plain-date.ts';
import { allMigrations } from '../../../src-main/replica/store/migrations/all-migrations.ts';
import { replicaCollections } from '../../../src-main/replica/store/collections/replica-collections.ts';
import { documentTable } from '../../../src-main/replica/store/documents.ts';
import { openReplica } from '../../../src-main/replica/store/open-replica.ts';
import { createPaperCentre } from '../../support/replica/paper-centre.ts';
import { newFolder, openLaptop, type Laptop } from '../../support/replica/laptop.ts';
import { madeUpPerson, ulan, zaysan } from '../../support/replica/people.ts';

const dayMilliseconds = 86_400_000;
let folder: ReturnType<typeof newFolder>;
let laptop: Laptop;
let now: number;

beforeEach(async () => {
  folder = newFolder();
  // Monday, noon in Kazakhstan; no holiday in the weeks that follow.
  now = Date.parse('2026-02-02T07:00:00.000Z');
  laptop = openLaptop({ profile: folder.path, fetch: createPaperCentre(ulan, { now: () => now, leaseDays: 300 }).fetch, now: () => now });
  await laptop.enrol('https://paper', 'CODE');
});
afterEach(async () => {
  await laptop.close();
  folder.remove();
});

const period = (from: string, to: string) => ({ period: { from: from as PlainDate, to: to as PlainDate } });
const year = period('2026-01-01', '2026-12-31');

const openCaseOf = async (n: number, risk = 'loss-of-work-capacity') => {
  await laptop.unlock('aigul');
  const person = await laptop.must('person.register', madeUpPerson(n));
  const opened = await laptop.must('case.open', { personId: person.id, risk });
  await laptop.must('case.saveDraft', { id: opened.id, facts: { onsetDate: '2026-01-05' as PlainDate } });
  return opened;
};
const decide = async (opened: { id: Awaited<ReturnType<typeof openCaseOf>>['id'] }) => {
  await laptop.unlock('aigul');
  await laptop.must('case.handOver', opened);
  await laptop.unlock('bolat');
  await laptop.must('case.approve', opened);
};

test('cases by risk and state, days to the decision, load and deadlines follow the work', async () => {
  const quick = await openCaseOf(1);
  const slow = await openCaseOf(2);
  await openCaseOf(3, 'need');
  now += 2 * dayMilliseconds;
  await decide(quick);
  // nine working days after Monday the 2nd is Friday the 13th: the eighth was the 12th
  now += 9 * dayMilliseconds;
  await decide(slow);
  const figures = laptop.look('figures.read', year);
  expect(figures).toMatchObject({
    opened: 3, decided: 2, open: 1,
    cases: [{ risk: 'loss-of-work-capacity', status: 'approved', count: 2 }, { risk: 'need', status: 'draft', count: 1 }],
    wait: { median: 2, p90: 11 },
    deadlines: { workingDays: 8, confirmed: false, inTime: 1, late: 1, overdue: 1 },
  });
  expect(figures.wait.bands.filter(({ cases }) => cases > 0)).toEqual([{ upTo: 3, cases: 1 }, { upTo: 15, cases: 1 }]);
  expect(figures.workers.map(({ name, opened, decided, open, approved }) => [name, opened, decided, open, approved])).toEqual([['Айгүл Сынақова', 3, 2, 1, 0], ['Болат Жасандыұлы', 0, 0, 0, 2]]);
  // before the term is over nothing is overdue, and a period in which nothing happened is empty
  expect(laptop.look('figures.read', period('2026-02-03', '2026-02-11'))).toMatchObject({ opened: 0, decided: 1, wait: { median: 2, p90: 2 }, deadlines: { inTime: 0, late: 0, overdue: 0 } });
  expect(laptop.look('figures.read', period('2025-01-01', '2025-12-31'))).toMatchObject({ opened: 0, cases: [], wait: { median: null, p90: null }, open: 1 });
});

test('an approval taken back is no decision; a case that left is not counted here', async () => {
  const [one, two] = [await openCaseOf(1), await openCaseOf(2)];
  await decide(one);
  await laptop.must('case.unapprove', one);
  await decide(two);
  await laptop.must('batch.sign', { password: 'түйе-қаз-тау-1' });
  await laptop.must('case.transfer', { id: two.id, to: zaysan, reason: 'көшті' });
  expect(laptop.look('figures.read', year)).toMatchObject({ opened: 1, cases: [{ status: 'review', count: 1 }], wait: { median: null } });
});

test('a day begins at midnight in Kazakhstan, not in Greenwich', async () => {
  now = Date.parse('2026-02-28T20:30:00.000Z');
  await openCaseOf(1);
  await laptop.unlock('bolat');
  expect(laptop.look('figures.read', period('2026-03-01', '2026-03-01')).opened).toBe(1);
  expect(laptop.look('figures.read', period('2026-02-28', '2026-02-28')).opened).toBe(0);
});

const disabled = (n: number, birthDate: string, disability: object | null) => ({
  collection: 'persons', document: { ...madeUpPerson(n), id: `01890000-0000-7000-8000-0000000000${n + 10}`, birthDate, disability, work: [], contributions: [], otherIds: [], householdId: null, synthetic: true },
});

test('disability on record by group, cause and age, as people change, also in a file of an earlier version', async () => {
  const file = join(folder.path, 'earlier.db');
  const settings = { file, key: new Uint8Array(32).fill(7), collections: replicaCollections, now: () => now };
  const before = await openReplica({ ...settings, migrations: allMigrations.filter(({ number }) => number < 160) });
  if (!before.ok) throw new Error('not opened');
  // An earlier program wrote these: past this one's counting.
  const table = documentTable(before.value, 'persons');
  const cases = documentTable(before.value, 'cases');
  before.value.connection.transaction(() => {
    const insert = (name: string, id: string, body: object) => before.value.connection.prepare(`INSERT INTO ${name} (id, deleted, lwt, body) VALUES (?, 0, 1, ?)`).run(id, JSON.stringify({ ...body, _deleted: false, _attachments: {}, _meta: { lwt: 1 }, _rev: '1-x' }));
    insert(table, 'a', { ...disabled(1, '2020-05-01', { group: null, cause: 'childUnder7', since: '2024-01-01' }).document, id: 'a' });
    insert(table, 'b', { ...disabled(2, '1980-05-01', null).document, id: 'b' });
    insert(cases, 'c', { id: 'c', district: ulan, risk: 'need', status: 'approved', opened: { by: 's', byName: 'x', at: '2026-01-10T10:00:00.000Z' }, approved: { by: 't', byName: 'y', at: '2026-01-12T10:00:00.000Z' } });
  }, 'full');
  await before.value.close();
  const after = await openReplica(settings);
  if (!after.ok) throw new Error(JSON.stringify(after.error));
  expect(after.value.db.list('SELECT id, grade, cause FROM person_disability')).toEqual([{ id: 'a', grade: null, cause: 'childUnder7' }]);
  expect(after.value.db.list('SELECT id, status, decided - opened AS days, decider FROM case_figure')).toEqual([{ id: 'c', status: 'approved', days: 2, decider: 't' }]);
  await after.value.close();
});

test('disability is counted at the end of the period, by age on that day', async () => {
  await laptop.unlock('bolat');
  const { replica } = laptop.host.office!;
  const { indexPerson } = await import('../../../src-main/replica/store/search/person-index.ts');
  const write = (...some: ReturnType<typeof disabled>[]) => replica.commit({ durability: 'full', documents: some, sql: (db) => some.forEach(({ document }) => indexPerson(db, document as never)) });
  write(
    disabled(1, '2019-06-15', { group: null, cause: 'childUnder7', since: '2024-01-01' }), disabled(2, '1980-01-01', { group: 2, cause: 'workInjury', since: '2026-03-01' }),
    disabled(3, '1981-12-01', { group: 2, cause: 'workInjury', since: '2025-03-01' }), disabled(4, '1950-01-01', null),
  );
  expect(laptop.look('figures.read', period('2026-01-01', '2026-06-14')).disability).toEqual({
    total: 3, added: 1, causes: [{ cause: 'workInjury', group: 2, count: 2 }, { cause: 'childUnder7', group: null, count: 1 }], ages: [{ band: 0, group: null, count: 1 }, { band: 3, group: 2, count: 1 }, { band: 4, group: 2, count: 1 }],
  });
  // a day later the child is seven; nobody recorded later than the end counts
  expect(laptop.look('figures.read', period('2026-01-01', '2026-06-15')).disability.ages[0]).toEqual({ band: 1, group: null, count: 1 });
  expect(laptop.look('figures.read', period('2025-01-01', '2025-12-31')).disability.total).toBe(2);
  write(disabled(3, '1981-01-01', null));
  expect(laptop.look('figures.read', period('2026-01-01', '2026-06-14')).disability.total).toBe(2);
});

test('only a supervisor reads them; a period that ends before it begins is refused', async () => {
  await laptop.unlock('aigul');
  expect(laptop.watch('figures.read', year).error).toEqual({ type: 'NotAllowed', action: 'figures.read' });
  await laptop.unlock('bolat');
  expect(laptop.watch('figures.read', period('2026-02-02', '2026-02-01')).error).toEqual({ type: 'InvalidInput', issues: [{ path: 'period.to', code: 'periodOrder' }] });
});

test('they leave as CSV, as a workbook with real figures, and as a page', async () => {
  await decide(await openCaseOf(1));
  const csv = await laptop.must('figures.export', { ...year, format: 'csv', language: 'ru' });
  const text = Buffer.from(csv.bytes!).toString('utf8');
  expect(csv.name).toBe('pokazateli-2026-01-01-2026-12-31.csv');
  expect(text.startsWith('\uFEFFТаблица,Строка,Столбец,Число\r\n')).toBe(true);
  expect(text).toContain('Нагрузка сотрудников,Айгүл Сынақова,Открыто,1\r\n');

  const book = unzipSync((await laptop.must('figures.export', { ...year, format: 'xlsx', language: 'kk' })).bytes!);
  const part = (name: string) => Buffer.from(book[name]!).toString('utf8');
  expect([...part('xl/workbook.xml').matchAll(/<sheet [^>]*name="([^"]*)"/g)]).toHaveLength(6);
  expect(part('xl/worksheets/sheet3.xml')).toMatch(/<c r="B2"[^>]*><v>1<\/v>/);
  expect(part('xl/sharedStrings.xml')).toContain('Айгүл Сынақова');

  const page = await laptop.must('figures.export', { ...year, format: 'pdf', language: 'en' });
  expect(page.html).toContain('<h2>Load per worker</h2>');
  expect(page.html).toContain('aria-label="Айгүл Сынақова: 0');
  expect(page.html).not.toContain('undefined');
});
