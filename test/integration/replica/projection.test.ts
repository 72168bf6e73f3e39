import { unzipSync } from 'fflate';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createPaperCentre } from '../../support/replica/paper-centre.ts';
import { newFolder, openLaptop, type Laptop } from '../../support/replica/laptop.ts';
import { madeUpPerson, ulan } from '../../support/replica/people.ts';

let folder: ReturnType<typeof newFolder>;
let laptop: Laptop;
let now: number;

beforeEach(async () => {
  folder = newFolder();
  now = Date.parse('2026-02-02T07:00:00.000Z');
  laptop = openLaptop({ profile: folder.path, fetch: createPaperCentre(ulan, { now: () => now, leaseDays: 900 }).fetch, now: () => now });
  await laptop.enrol('https://paper', 'CODE');
});
afterEach(async () => {
  await laptop.close();
  folder.remove();
});

/** A disability of group II from 10 January, decided; `to`: the last day of its term. */
const decide = async (n: number, to: string | null) => {
  await laptop.unlock('aigul');
  const person = await laptop.must('person.register', madeUpPerson(n));
  const { id } = await laptop.must('case.open', { personId: person.id, risk: 'loss-of-work-capacity', claims: ['disability-benefit'] });
  await laptop.must('case.saveDraft', { id, facts: { law: { disabilityCategory: 'II', disabilityCause: 'general-illness', disabilityFrom: '2026-01-10', ...(to ? { disabilityTo: to } : {}), }, reasons: {} } });
  await laptop.must('case.handOver', { id });
  await laptop.unlock('bolat');
  await laptop.must('case.approve', { id });
  return id;
};
const read = (assumptions: Parameters<typeof laptop.look<'projection.read'>>[1]['assumptions'] = null) => laptop.look('projection.read', { assumptions });

test('what the office decided is listed without names and carried on; a decision taken back is not', async () => {
  await decide(1, null);
  const second = await decide(2, '2027-01-09');
  const { rows } = laptop.look('decision.list', { caseId: second });
  const amount = rows[0]!.decision.programmes[0]!.amounts[0]!;
  // 1.76 × 50 851, up to the whole tenge
  expect(amount).toMatchObject({ amount: '89498', from: '2026-01-10' });
  const view = read();
  expect(view).toMatchObject({ asOf: '2026-02-02', payments: 2, mortality: { certainty: 'C' }, assumptions: { years: 10, indexPercent: '0', programmes: [{ programme: 'disability-benefit', newPerYear: 2, endPercent: '0' }] } });
  const still = { years: 1, mortalityPercent: '0', renewPercent: '0', indexPercent: '0', programmes: [] };
  // one for twelve months, the other for the eleven whole months that are left
  expect(read(still).projection.total).toMatchObject([{ start: '2.000000000', expired: '1.000000000', end: '1.000000000', cost: String(89_498 * 23) }]);
  expect(Number(read({ ...still, mortalityPercent: '100' }).projection.total[0]?.died)).toBeGreaterThan(0);
  await laptop.must('case.unapprove', { id: second });
  expect(read().payments).toBe(1);
});

test('the list, its dictionary and the projection leave as files, and nobody is named in them', async () => {
  await decide(1, null);
  const file = async (what: 'projection' | 'obligations' | 'dictionary', format: 'csv' | 'xlsx' | 'pdf') => laptop.must('projection.export', { what, assumptions: null, format, language: 'ru' });
  const csv = Buffer.from((await file('obligations', 'csv')).bytes!).toString('utf8');
  expect(csv.split('\r\n').slice(0, 2)).toEqual([
    '\uFEFFРиск,Код программы,Программа,Код выплаты,Уровень,"Сумма, ₸",Единица,С,По,Год рождения,Пол',
    'Потеря трудоспособности,disability-benefit,Государственное социальное пособие по инвалидности,' + csv.split('\r\n')[1]!.split(',')[3] + ',1,89498,в месяц,2026-01-10,,1980,жен.',
  ]);
  const book = unzipSync((await file('obligations', 'xlsx')).bytes!);
  const part = (name: string) => Buffer.from(book[name]!).toString('utf8');
  expect(part('xl/workbook.xml').match(/<sheet /g)).toHaveLength(2);
  // a real day: 10 January 2026 in the days of a spreadsheet
  expect(part('xl/worksheets/sheet1.xml')).toMatch(/<c r="H2"[^>]*><v>46032<\/v>/);
  const all = [csv, part('xl/sharedStrings.xml'), (await file('projection', 'pdf')).html, Buffer.from((await file('dictionary', 'csv')).bytes!).toString('utf8')].join('\n');
  for (const word of ['Сынақова', 'Сынакова', 'Тарғын', madeUpPerson(1).iin]) expect(all).not.toContain(word);
  expect(all).toContain('Таблица смертности с 01.01.2024');
});

test('only a supervisor, and only by assumptions that can be', async () => {
  await laptop.unlock('aigul');
  expect(laptop.watch('projection.read', { assumptions: null }).error).toEqual({ type: 'NotAllowed', action: 'projection.read' });
  await laptop.unlock('bolat');
  expect(laptop.watch('projection.read', { assumptions: { years: 99, mortalityPercent: 'x', renewPercent: '0', indexPercent: '0', programmes: [] } }).error).toMatchObject({ type: 'InvalidInput', issues: [{ path: 'assumptions.years' }, { path: 'assumptions.mortalityPercent', code: 'number' }] });
});
