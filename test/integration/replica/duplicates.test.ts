import { afterEach, beforeEach, expect, test } from 'vitest';
import type { PlainDate } from '../../../shared/base/plain-date.ts';
import type { Case } from '../../../shared/domain/case.ts';
import { findEntry } from '../../../shared/sync/journal-entry.ts';
import { findDocument } from '../../../src-main/replica/store/documents.ts';
import { newFolder, openLaptop, type Laptop } from '../../support/replica/laptop.ts';
import { createPaperCentre } from '../../support/replica/paper-centre.ts';
import { madeUpPerson, password, ulan } from '../../support/replica/people.ts';

let folder: ReturnType<typeof newFolder>;
let laptop: Laptop;
beforeEach(async () => {
  folder = newFolder();
  laptop = openLaptop({ profile: folder.path, fetch: createPaperCentre(ulan).fetch });
  await laptop.enrol('https://paper', 'CODE');
  await laptop.unlock('aigul');
});
afterEach(async () => {
  await laptop.close();
  folder.remove();
});

const without = { iin: null, lastNameKk: 'Сынақова', lastNameRu: 'Сынакова' } as const;
const typedOf = (change: object = {}) => {
  const { iin, settlement: _, street: __, house: ___, phone: ____, ...person } = madeUpPerson(1, { ...without, ...change });
  return { ...person, iin: iin ?? '' };
};
const persons = (id: string) => findDocument(laptop.host.office!.replica, 'persons', id)!;

/** Two records of one person, the second with an approved case; the supervisor is at the laptop. */
const twoRecords = async () => {
  const keep = await laptop.must('person.register', madeUpPerson(1, { ...without, phone: '+77010000001' }));
  const other = await laptop.must('person.register', { ...madeUpPerson(2, { lastNameKk: 'Сынақова', lastNameRu: 'Синакова', phone: '+77010000002' }), dismissed: [keep.id] });
  const opened = await laptop.must('case.open', { personId: other.id, risk: 'loss-of-work-capacity' });
  await laptop.must('case.saveDraft', { id: opened.id, facts: { onsetDate: '2026-01-05' as PlainDate } });
  await laptop.must('case.handOver', opened);
  await laptop.unlock('bolat');
  await laptop.must('case.approve', opened);
  return { keep: keep.id, other: other.id, case: opened.id };
};

test('whoever is typed a second time is shown as one types, with why; a second record needs somebody’s word', async () => {
  const first = await laptop.must('person.register', madeUpPerson(1, without));
  const shown = laptop.watch('person.similar', typedOf({ lastNameRu: 'Синакова', birthDate: '1980-05-03' }));
  expect(shown.value?.rows).toMatchObject([{ id: first.id, reasons: expect.arrayContaining(['lastName', 'birthSwapped']) as unknown }]);
  expect(laptop.look('person.similar', typedOf({ firstNameKk: '', firstNameRu: '', lastNameKk: '', lastNameRu: '' })).rows).toEqual([]);

  const again = madeUpPerson(1, without);
  expect(await laptop.call('person.register', again)).toEqual({ ok: false, error: { type: 'Conflict', what: 'similar', id: first.id } });
  const second = await laptop.must('person.register', { ...again, dismissed: [first.id] });
  const row = laptop.host.office!.replica.db.find<{ bytes: Uint8Array }>("SELECT bytes FROM journal WHERE command = 'person.register' ORDER BY number DESC")!;
  expect(findEntry(row.bytes)).toMatchObject({ document: second.id, changes: { notSame: [first.id] } });
  shown.stop();
});

test('a merge: one is kept, the other leads to it, its cases follow, it is found by both names and numbers; undone, all is as before', async () => {
  const ids = await twoRecords();
  const before = [persons(ids.keep), persons(ids.other)];
  const { iin } = persons(ids.other);
  await laptop.must('person.merge', { keep: ids.keep, other: ids.other, take: ['iin', 'phone'] });
  expect(persons(ids.keep)).toMatchObject({ iin, phone: '+77010000002', lastNameRu: 'Сынакова' });
  expect(persons(ids.other)).toMatchObject({ mergedInto: ids.keep });
  expect(laptop.look('case.watch', { id: ids.case }).case).toMatchObject({ personId: ids.keep });
  for (const text of ['Синакова', iin ?? '', '0000002', 'Сынакова']) expect([text, laptop.look('person.find', { text, limit: 10 }).rows.map((row) => row.id)]).toEqual([text, [ids.keep]]);
  expect(laptop.look('person.find', { text: '', limit: 10 })).toMatchObject({ total: 1, rows: [{ id: ids.keep }] });
  expect(laptop.look('person.watch', { id: ids.keep }).cases).toMatchObject([{ id: ids.case }]);
  expect(laptop.look('merge.list', {}).rows).toMatchObject([{ id: ids.other, into: ids.keep, byName: 'Болат Жасандыұлы', cases: 1, undone: null, fields: expect.arrayContaining(['iin', 'phone']) as unknown }]);
  expect(await laptop.call('person.merge', { keep: ids.other, other: ids.keep, take: [] })).toMatchObject({ error: { type: 'Conflict', what: 'merged', id: ids.keep } });

  await laptop.must('person.unmerge', { id: ids.other });
  const { mergedInto, merge, ...rest } = persons(ids.other);
  expect([persons(ids.keep), rest]).toEqual(before);
  expect([mergedInto, merge?.undone?.byName]).toEqual([null, 'Болат Жасандыұлы']);
  expect((laptop.look('case.watch', { id: ids.case }).case as Case).personId).toBe(ids.other);
  expect(laptop.look('person.find', { text: 'Синакова', limit: 10 }).rows[0]?.id).toBe(ids.other);
  expect(laptop.look('merge.list', {}).rows).toMatchObject([{ undone: { byName: 'Болат Жасандыұлы' } }]);
  expect(await laptop.call('person.unmerge', { id: ids.other })).toMatchObject({ error: { type: 'Conflict', what: 'notMerged' } });
});

test('merges are undone in the order they were made, need a supervisor and two records', async () => {
  const ids = await twoRecords();
  expect(await laptop.call('person.merge', { keep: ids.keep, other: ids.keep, take: [] })).toMatchObject({ error: { type: 'RuleRefused', rule: 'mergeSelf' } });
  await laptop.unlock('aigul');
  expect(await laptop.call('person.merge', { keep: ids.keep, other: ids.other, take: [] })).toMatchObject({ error: { type: 'NotAllowed' } });
  const third = await laptop.must('person.register', { ...madeUpPerson(3), dismissed: [ids.keep] });
  await laptop.unlock('bolat');
  await laptop.must('person.merge', { keep: ids.keep, other: ids.other, take: [] });
  await laptop.must('person.merge', { keep: third.id, other: ids.keep, take: [] });
  expect(laptop.look('person.find', { text: 'Синакова', limit: 10 }).rows.map((row) => row.id)).toContain(third.id);
  expect(await laptop.call('person.unmerge', { id: ids.other })).toMatchObject({ error: { type: 'RuleRefused', rule: 'mergedFurther' } });
  await laptop.must('person.unmerge', { id: ids.keep });
  await laptop.must('person.unmerge', { id: ids.other });
  expect((laptop.look('case.watch', { id: ids.case }).case as Case).personId).toBe(ids.other);
});

test('a merge is released with the next batch, both records and the case in it', async () => {
  const ids = await twoRecords();
  await laptop.must('batch.sign', { password });
  await laptop.must('person.merge', { keep: ids.keep, other: ids.other, take: ['phone'] });
  expect(laptop.look('batch.preview', {})).toMatchObject({ persons: 2 });
  await laptop.must('batch.sign', { password });
  expect(laptop.host.office!.replica.db.find("SELECT count(*) AS open FROM journal WHERE batch IS NULL AND collection <> 'batches'")).toEqual({ open: 0 });
});
