import { afterEach, beforeEach, expect, test } from 'vitest';
import type { CaseId } from '../../../shared/base/ids.ts';
import { createPaperCentre } from '../../support/replica/paper-centre.ts';
import { newFolder, openLaptop, type Laptop } from '../../support/replica/laptop.ts';
import { madeUpPerson, password, ulan } from '../../support/replica/people.ts';

let folder: ReturnType<typeof newFolder>;
let laptop: Laptop;

beforeEach(async () => {
  folder = newFolder();
  laptop = openLaptop({ profile: folder.path, fetch: createPaperCentre(ulan).fetch, now: () => Date.parse('2026-11-20T05:00:00.000Z') });
  await laptop.enrol('https://paper', 'CODE');
});
afterEach(async () => {
  await laptop.close();
  folder.remove();
});

const approve = async (n: number, category: string): Promise<CaseId> => {
  await laptop.unlock('aigul');
  const person = await laptop.must('person.register', madeUpPerson(n));
  const { id } = await laptop.must('case.open', { personId: person.id, risk: 'loss-of-work-capacity', claims: ['disability-benefit'] });
  await laptop.must('case.saveDraft', { id, facts: { law: { disabilityCategory: category, disabilityCause: 'general-illness', disabilityFrom: '2026-03-02' } } });
  await laptop.must('case.handOver', { id });
  await laptop.unlock('bolat');
  await laptop.must('case.approve', { id });
  return id;
};

test('a batch is composed of some of the cases: those are released, with what belongs to them, the others wait', async () => {
  const [first, second, third] = [await approve(1, 'I'), await approve(2, 'II'), await approve(3, 'III')];
  // 2.2, 1.76 and 1.2 × 50,851, up to the whole tenge
  expect(laptop.look('batch.preview', {})).toMatchObject({ total: 3, cases: expect.arrayContaining([expect.objectContaining({ id: first, approvedOn: '2026-11-20', parts: [{ level: 1, monthly: '111873', once: '0' }] })]) });
  const stranger = '01890000-0000-7000-8000-00000000c001' as CaseId;
  expect(await laptop.call('batch.sign', { password, cases: [first, stranger] })).toEqual({ ok: false, error: { type: 'Conflict', what: 'caseStatus', id: stranger } });
  const { id } = await laptop.must('batch.sign', { password, cases: [first, third] });
  expect(laptop.look('batch.preview', {}).cases.map((row) => row.id)).toEqual([second]);
  const travel = (of: CaseId) => laptop.look('case.watch', { id: of }).travel;
  expect([travel(first), travel(second), travel(third)]).toEqual(['released', 'office', 'released']);
  // four entries of each case (opened, typed, handed over, approved), their persons and decisions, and the batch's own
  expect(laptop.look('batch.list', {})).toMatchObject({ rows: [{ id, cases: 2, persons: 2, entries: 13, received: 0 }], total: 1 });
  const { id: next } = await laptop.must('batch.sign', { password });
  // as many as one wants to see, the newest first, and how many there are
  expect(laptop.look('batch.list', { limit: 1 })).toMatchObject({ rows: [{ id: next }], total: 2 });
  expect(laptop.look('batch.list', { limit: 2 }).rows.map((row) => row.id)).toEqual([next, id]);
});

test('the register of a batch names every case with its sums, and adds them up', async () => {
  await approve(1, 'I');
  await approve(2, 'III');
  const { id, number } = await laptop.must('batch.sign', { password });
  for (const language of ['kk', 'ru'] as const) {
    const { name, html = '' } = await laptop.must('batch.paper', { id, language });
    expect(name).toBe(`batch-${number.replaceAll('/', '-')}-${language}`);
    const text = html.replaceAll(/<style>[\s\S]*?<\/style>/g, '').replaceAll(/<[^>]+>/g, ' ').replaceAll('\u00a0', ' ').replaceAll('&nbsp;', ' ');
    expect(text).toContain(language === 'kk' ? 'Сынақова1 Гүлнұр Жасандықызы' : 'Сынакова1 Гульнур Жасандыевна');
    for (const sum of ['111 873 ₸', '61 022 ₸', '172 895 ₸']) expect(text).toContain(sum);
    expect(text).not.toMatch(/\bbatch\.|\blaw\./);
  }
  const nobody = '01890000-0000-7000-8000-00000000c001' as typeof id;
  expect(await laptop.call('batch.paper', { id: nobody, language: 'kk' })).toEqual({ ok: false, error: { type: 'NotFound', what: 'batch', id: nobody } });
});
