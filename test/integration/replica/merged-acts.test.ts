import { afterEach, beforeEach, expect, test } from 'vitest';
import type { PersonId } from '../../../shared/base/ids.ts';
import type { PlainDate } from '../../../shared/base/plain-date.ts';
import { findLedger, listEffects } from '../../../src-main/replica/queries/known-sources.ts';
import { sameRecords } from '../../../src-main/replica/queries/same-records.ts';
import { findDocument, listDocumentsBy } from '../../../src-main/replica/store/documents.ts';
import { indexPerson } from '../../../src-main/replica/store/search/person-index.ts';
import { decided, openCommission, rated, type Commission } from '../../support/mse/commission.ts';
import { sampleReferral } from '../../support/mse/referral.ts';
import { newFolder } from '../../support/replica/laptop.ts';

let folder: ReturnType<typeof newFolder>;
let office: Commission;
beforeEach(async () => {
  folder = newFolder();
  office = await openCommission(folder.path);
});
afterEach(async () => {
  await office.laptop.close();
  folder.remove();
});

const group2 = { ratings: rated({ movement: 2 }), decision: decided({ outcome: 'group2', cause: 'generalIllness', term: 'y1' }) };
const replica = () => office.laptop.host.office!.replica;
const registered = (n: number) => office.person(n, { iin: null, birthDate: `197${n}-03-01` as PlainDate, lastNameKk: `Әрқилы${n}`, lastNameRu: `Разная${n}` });
const merge = async (keep: PersonId, other: PersonId) => {
  await office.at('bolat');
  await office.laptop.must('person.merge', { keep, other, take: [] });
};
const signedBy = async (act: Awaited<ReturnType<Commission['seal']>>) => {
  await office.at('seitov');
  for (const login of ['seitov', 'mukan', 'petrova']) expect(await office.sign(act, login)).toMatchObject({ ok: true });
};

test('an act sealed before its record was merged, signed after: the case of the record that was kept is found, and none is opened beside it', async () => {
  const [a, b] = [await registered(1), await registered(2)];
  await office.at('aigul');
  const { id } = await office.laptop.must('case.open', { personId: b, risk: 'loss-of-work-capacity', claims: ['disability-benefit'] });
  const { act } = await office.sealed(b, group2);
  await merge(a, b);
  expect(findDocument(replica(), 'cases', id)).toMatchObject({ personId: a });
  await signedBy(act);
  expect([a, b].flatMap((one) => listDocumentsBy(replica(), 'extracts', 'personId', one))).toMatchObject([{ personId: b, caseId: id }]);
  await office.at('aigul');
  expect(office.laptop.look('extract.list', {}).rows).toMatchObject([{ personId: b, caseId: id, state: 'draft' }]);
});

test('where the kept record has no case, the one that the act opens is of that record', async () => {
  const [a, b] = [await registered(1), await registered(2)];
  const { act } = await office.sealed(b, group2);
  await merge(a, b);
  await signedBy(act);
  const [extract] = listDocumentsBy(replica(), 'extracts', 'personId', b);
  expect(findDocument(replica(), 'cases', extract!.caseId!)).toMatchObject({ personId: a, status: 'draft' });
});

test('a record merged into one that was merged further keeps what its acts gave, what is known of its work and its row; a circle of merges ends', async () => {
  const [a, b, c] = [await registered(1), await registered(2), await registered(3)];
  await office.signed(b, group2);
  const ledger = { id: b, personId: b, district: '636200000', employers: [], earlierMonths: 7, since: '2020-01', upTo: '2026-01', contributions: [], payments: [] };
  replica().commit({ durability: 'full', documents: [{ collection: 'ledger', document: ledger as never }], sql: () => undefined });
  await merge(a, b);
  const once = listEffects(office.laptop.host, a);
  expect(once.length).toBeGreaterThan(0);
  await merge(c, a);
  expect(listEffects(office.laptop.host, c)).toEqual(once);
  expect(findLedger(replica(), c)).toMatchObject({ earlierMonths: 7 });
  expect(sameRecords(replica(), b)).toEqual({ kept: c, ids: [c, a, b] });
  const [extract] = listDocumentsBy(replica(), 'extracts', 'personId', b);
  await office.at('aigul');
  expect(office.laptop.look('extract.list', {}).rows).toMatchObject([{ personId: b, caseId: extract!.caseId, state: 'draft' }]);
  // Two offices have merged each its own into the other's.
  const circle = { ...findDocument(replica(), 'persons', c)!, mergedInto: b };
  replica().commit({ durability: 'full', documents: [{ collection: 'persons', document: circle }], sql: (db) => indexPerson(db, circle) });
  for (const one of [a, b, c]) expect([...sameRecords(replica(), one).ids].sort()).toEqual([a, b, c].sort());
  expect(listEffects(office.laptop.host, a)).toEqual(once);
});

test('what a merged record was found is corrected, appealed and annulled on the record kept, which is not examined for the first time again', async () => {
  const [a, b] = [await registered(1), await registered(2)];
  const { act } = await office.signed(b, group2);
  await merge(a, b);
  await office.at('saule');
  expect(office.laptop.look('act.list', { personId: a }).rows).toMatchObject([{ id: act, personId: b }]);
  const cited = (kind: 'correction' | 'appeal' | 'annulment') => office.laptop.call('assessment.register', { personId: b, mode: 'inPerson', basis: { kind, act, reason: 'Қате' }, referral: sampleReferral });
  for (const kind of ['correction', 'appeal', 'annulment'] as const) {
    const registered = await cited(kind);
    expect(registered).toMatchObject({ ok: true });
    if (registered.ok) expect(findDocument(replica(), 'assessments', registered.value.id)).toMatchObject({ personId: a, basis: { kind, act } });
  }
  const again = await office.register(a);
  expect(findDocument(replica(), 'assessments', again)).toMatchObject({ personId: a, basis: { kind: 'again', act } });
  // Of another person it is not.
  const other = await registered(3);
  await office.at('saule');
  expect(await office.laptop.call('assessment.register', { personId: other, mode: 'inPerson', basis: { kind: 'appeal', act, reason: 'Қате' }, referral: sampleReferral })).toMatchObject({ ok: false, error: { type: 'InvalidInput' } });
});

test('whoever was examined again by the record that was kept is not due by the act of the merged one', async () => {
  const [a, b] = [await registered(1), await registered(2)];
  await office.signed(b, group2);
  const { act } = await office.signed(a, group2);
  expect(office.laptop.look('act.due', {}).rows).toHaveLength(2);
  await merge(a, b);
  await office.at('saule');
  expect(office.laptop.look('act.due', {}).rows).toMatchObject([{ id: act }]);
});
