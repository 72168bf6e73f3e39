import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Case, CaseStep } from '../../../shared/domain/case.ts';
import { mergeFields, mergePersons, unmergePersons } from '../../../shared/domain/merge-persons.ts';
import { Person } from '../../../shared/domain/person.ts';
import { makeCase, makePerson, makeStep } from '../../support/server/sample-documents.ts';

const step = makeStep('01890000-0000-7000-8000-0000000000aa');
const undoing = { ...step, at: '2026-02-05T05:00:00.000Z' } as CaseStep;
const text = fc.constantFrom('', 'Ахмет', 'Ахметов', 'Қасым');
const person = fc.record({
  iin: fc.constantFrom(null, '800305850017', '800305850025'), lastNameKk: text, firstNameRu: text, patronymicKk: text, phone: text, street: text, sex: fc.constantFrom('male', 'female'), birthDate: fc.constantFrom('1980-03-05', '1980-05-03'),
  otherIds: fc.uniqueArray(fc.record({ kind: fc.constantFrom('iin', 'identityCard'), value: fc.constantFrom('1', '2', '3', '800305850025') }), { selector: (id) => `${id.kind} ${id.value}`, maxLength: 4 }),
  disability: fc.constantFrom(null, { group: 2, cause: 'generalIllness', since: '2020-01-01' }),
}).map((change) => makePerson('636200000', change));
const take = fc.subarray([...mergeFields]);

test('a merge taken back restores both records and every case exactly, but for the record of the merge', () => {
  fc.assert(fc.property(person, person, take, fc.integer({ min: 0, max: 4 }), (keep, other, fields, count) => {
    const cases = Array.from({ length: count }, () => makeCase('636200000', other.id, step.by));
    const merged = mergePersons({ keep, other, cases }, fields, step);
    const ownCase = makeCase('636200000', keep.id, step.by);
    const back = unmergePersons({ keep: merged.keep, other: merged.other, cases: [...merged.cases, ownCase] }, undoing)!;
    expect(back.keep).toEqual(keep);
    const { mergedInto, merge, ...rest } = back.other;
    expect(rest).toEqual(other);
    expect([mergedInto, merge?.undone]).toEqual([null, undoing]);
    expect(back.cases).toEqual(cases);
    expect(unmergePersons(back, undoing)).toBeUndefined();
  }), { numRuns: 300 });
});

test('merging keeps every identifier, takes only what was chosen, and gives a valid document', () => {
  fc.assert(fc.property(person, person, take, (keep, other, fields) => {
    const merged = mergePersons({ keep, other, cases: [] }, fields, step);
    for (const field of mergeFields) expect(merged.keep[field]).toEqual(fields.includes(field) ? other[field] : keep[field]);
    const numbers = [merged.keep.iin, ...merged.keep.otherIds.map((id) => id.value)];
    for (const known of [keep.iin, other.iin, ...[...keep.otherIds, ...other.otherIds].map((id) => id.value)]) if (known !== null) expect(numbers).toContain(known);
    expect(Person.shape.merge.safeParse(merged.other.merge).success).toBe(true);
    expect(merged.other).toMatchObject({ mergedInto: keep.id, lastNameKk: other.lastNameKk });
  }), { numRuns: 200 });
});

test('what somebody changed after the merge stays theirs when it is undone', () => {
  const [keep, other] = [makePerson('636200000', { phone: '1', street: 'А' }), makePerson('636200000', { phone: '2', street: 'Б', otherIds: [{ kind: 'identityCard', value: '7' }] })];
  const merged = mergePersons({ keep, other, cases: [] }, ['phone', 'street'], step);
  const later = { ...merged.keep, phone: '3', otherIds: [...merged.keep.otherIds, { kind: 'identityCard', value: '8' }] };
  const moved = { ...makeCase('636200000', keep.id, step.by) } as Case;
  const back = unmergePersons({ keep: later, other: merged.other, cases: [moved] }, undoing)!;
  expect(back.keep).toMatchObject({ phone: '3', street: 'А', otherIds: [{ kind: 'identityCard', value: '8' }] });
  expect(back.cases).toEqual([]);
});

test('cases that stayed behind go back later, those of an earlier merge into the same record and of a rival one too', () => {
  const [keep, other] = [makePerson('636200000'), makePerson('636200000')];
  const [one, two, three] = [0, 1, 2].map(() => makeCase('636200000', other.id, step.by)) as [Case, Case, Case];
  const merged = mergePersons({ keep, other, cases: [one] }, [], step);
  const undone = unmergePersons({ ...merged, cases: [] }, undoing)!;
  expect(undone.other.merge).toMatchObject({ undone: undoing, cases: [one.id] });
  expect(unmergePersons({ ...undone, cases: merged.cases }, step), 'again, for the case alone').toEqual({ keep: undone.keep, other: undone.other, cases: [one] });
  const again = mergePersons({ keep, other: undone.other, cases: [two] }, [], step);
  expect(again.other.merge?.cases).toEqual([two.id, one.id]);
  expect(mergePersons({ keep: makePerson('636200000'), other: undone.other, cases: [two] }, [], step).other.merge?.cases, 'into another').toEqual([two.id]);
  const rival = { ...again.other.merge!, cases: [three.id] };
  const moved = [one, two, three].map((found) => ({ ...found, personId: keep.id }));
  expect(unmergePersons({ ...again, cases: moved }, undoing, [rival])).toMatchObject({ other: { merge: { cases: [two.id, one.id, three.id] } }, cases: [one, two, three] });
  // Undone without it, it is named when it goes back: the centre lets nothing else go.
  expect(unmergePersons({ ...undone, cases: moved }, step, [rival])).toMatchObject({ other: { merge: { cases: [one.id, three.id], undone: step } }, cases: [one, three] });
});

test('what was taken over goes back when the other record was changed since: a district that has a case of theirs writes on', () => {
  const keep = makePerson('636200000', { phone: '1', disability: null, otherIds: [{ kind: 'identityCard', value: '1' }] });
  const other = makePerson('636200000', { phone: '2', iin: '800305850017', disability: { group: 2, cause: 'generalIllness', since: '2020-01-01' }, otherIds: [{ kind: 'identityCard', value: '2' }] });
  const merged = mergePersons({ keep, other, cases: [] }, ['iin', 'phone', 'disability'], step);
  expect(Person.shape.merge.safeParse(merged.other.merge).success).toBe(true);
  const later = { ...merged.other, phone: '3', iin: null, disability: { group: 1, cause: 'generalIllness', since: '2026-01-01' }, otherIds: [] } as unknown as Person;
  expect(unmergePersons({ ...merged, other: later }, undoing)!.keep).toEqual(keep);
  // Nor is what somebody typed into the kept record taken away because the other has come to say the same.
  expect(unmergePersons({ ...merged, keep: { ...merged.keep, phone: '3' }, other: later }, undoing)!.keep.phone).toBe('3');
  // A merge of an earlier version says nothing of that, and is undone as it was there.
  const { taken: _, ...old } = merged.other.merge!;
  expect(unmergePersons({ ...merged, other: { ...merged.other, merge: old } }, undoing)!.keep).toEqual(keep);
});
