import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ActId, CaseId } from '../../../shared/base/ids.ts';
import type { PlainDate } from '../../../shared/base/plain-date.ts';
import { getOffice } from '../../../src-main/replica/session/host-parts.ts';
import { shelfCollection } from '../../../src-main/replica/store/collections/shelf.ts';
import { documentTable, findDocument } from '../../../src-main/replica/store/documents.ts';
import type { SqliteInternals } from '../../../src-main/replica/store/rx-storage/storage-instance.ts';
import { commissionAt, decided, rated } from '../../support/mse/commission.ts';
import { sampleReferral } from '../../support/mse/referral.ts';
import { newFolder, openLaptop, type Laptop } from '../../support/replica/laptop.ts';
import { commission, password, staff, ulan, zaysan } from '../../support/replica/people.ts';
import { makeEnrolCode, startServer, type TestServer } from '../../support/server/start-server.ts';

const folders = [newFolder(), newFolder()];
let [server, from, to] = [undefined as unknown as TestServer, undefined as unknown as Laptop, undefined as unknown as Laptop];
beforeAll(async () => {
  server = await startServer();
  const people = [...staff, ...commission];
  [from, to] = (await Promise.all([ulan, zaysan].map(async (district, index) => {
    const laptop = openLaptop({ profile: folders[index]!.path });
    await laptop.enrol(server.url, await makeEnrolCode(server, district, { staff: people }), people, `Ноутбук ${index}`);
    return laptop;
  }))) as [Laptop, Laptop];
});
afterAll(async () => {
  for (const laptop of [from, to]) await laptop?.close();
  await server?.stop();
  for (const folder of folders) folder.remove();
});

const found = (outcome: 'group1' | 'group2', degree: 2 | 3, generalLoss: number | null) => ({ ratings: rated({ movement: degree }), decision: decided({ outcome, cause: 'generalIllness', term: 'y1', generalLoss }) });
const synced = async (laptop: Laptop) => expect(await laptop.sync()).toMatchObject({ phase: 'done', error: null });
const decisions = (laptop: Laptop, caseId: CaseId) => laptop.look('decision.list', { caseId }).rows.map(({ decision }) => decision);
const extracts = (laptop: Laptop) => laptop.look('extract.list', {}).rows;
const signed = async (laptop: Laptop) => {
  await laptop.must('batch.sign', { password });
  await synced(laptop);
  expect(laptop.look('batch.list', {}).rows[0]).toMatchObject({ quarantined: 0 });
};

/** Somebody whose case was approved by what the commission of `from` signed. */
const approved = async (n: number) => {
  const office = commissionAt(from);
  const personId = await office.person(n, { birthDate: '1974-03-01' as PlainDate });
  const { act } = await office.signed(personId, found('group2', 2, 65), { referral: { ...sampleReferral, insured: true } });
  await from.must('act.release', { password });
  await office.at('aigul');
  const caseId = extracts(from).find((row) => row.personId === personId)!.caseId!;
  const facts = findDocument(getOffice(from.host).replica, 'cases', caseId)!.facts;
  await from.must('case.saveDraft', { id: caseId, facts: { ...facts, law: { ...facts.law, participationMonths: 60, establishedAverage: '200000' } } });
  await from.must('case.handOver', { id: caseId });
  await office.at('bolat');
  await from.must('case.approve', { id: caseId });
  return { office, personId, act, caseId };
};
/** The same, given to the other district, which has it. */
const moved = async (n: number) => {
  const made = await approved(n);
  await signed(from);
  await from.must('case.transfer', { id: made.caseId, to: zaysan, reason: 'Көшті' });
  await signed(from);
  await to.unlock('bolat');
  await synced(to);
  expect(decisions(to, made.caseId)).toMatchObject([{ district: ulan }]);
  expect(rowOf(to, made.personId)).toEqual([]);
  return made;
};
const rowOf = (laptop: Laptop, personId: string) => extracts(laptop).filter((row) => row.personId === personId).map(({ state, facts, before, after }) => ({ state, before, after, facts: facts.map((fact) => [fact.fact, fact.before, fact.after]) }));
const again = (act: ActId) => ({ basis: { kind: 'again' as const, act, reason: '' } });
const annulled = (act: ActId) => [{ ratings: rated({}), decision: decided({ outcome: 'none' }) }, { basis: { kind: 'annulment' as const, act, reason: 'Сот шешімі № 5' } }] as const;

test('what acts say after a case has come is what they would say where it was decided: another group, a court that takes that back, a court that takes the first act back', async () => {
  const here = await approved(1);
  const gone = await moved(2);
  const office = commissionAt(to);
  // The same signed there, where it is a first act by its commission, and here.
  const [second, there] = [await here.office.signed(here.personId, found('group1', 3, null), again(here.act)), await office.signed(gone.personId, found('group1', 3, null))];
  for (const laptop of [from, to]) await laptop.must('act.release', { password });
  await synced(to);
  for (const at of [here.office, office]) await at.at('bolat');
  const row = rowOf(from, here.personId);
  expect(row).toMatchObject([{ state: 'changed' }]);
  expect(row[0]!.facts).toContainEqual(['disabilityCategory', 'II', 'I']);
  expect(rowOf(to, gone.personId)).toEqual(row);

  await here.office.signed(here.personId, ...annulled(second.act));
  await office.signed(gone.personId, ...annulled(there.act));
  for (const at of [here.office, office]) await at.at('bolat');
  expect(rowOf(to, gone.personId)).toEqual(rowOf(from, here.personId));

  // The first act's own commission is told by the court; nothing is left to pay by, there as here.
  for (const { personId, act } of [here, gone]) await here.office.signed(personId, ...annulled(act));
  await from.must('act.release', { password });
  await synced(from);
  await here.office.at('bolat');
  await synced(to);
  const [left] = rowOf(from, here.personId);
  expect(left).toMatchObject({ state: 'gone' });
  expect(rowOf(to, gone.personId)).toEqual([left]);
}, 240_000);

test('where a centre of an earlier version has kept the first act behind, one that is signed here changes what it speaks of alone', async () => {
  const { personId, caseId } = await moved(3);
  const { replica } = getOffice(to.host);
  const { name } = (replica.rx.collections[shelfCollection]!.storageInstance.internals as SqliteInternals).table;
  replica.commit({ durability: 'full', documents: [], sql: (db) => db.run(`DELETE FROM ${name} WHERE id IN (SELECT id FROM ${documentTable(replica, 'extracts')} WHERE personId = ?)`, personId) });
  const [came] = decisions(to, caseId);
  const degree = came!.programmes.find(({ programme }) => programme === 'loss-of-capacity-insurance')!.facts;
  expect(degree).toMatchObject({ degree: 65 });
  const office = commissionAt(to);
  // It says nothing of the degree, which the former district's act gave.
  const { act } = await office.signed(personId, found('group1', 3, null));
  await to.must('act.release', { password });
  await synced(to);
  await office.at('bolat');
  expect(rowOf(to, personId)).toMatchObject([{ state: 'changed', facts: [['disabilityCategory', 'II', 'I']] }]);
  await to.must('extract.apply', { caseId });
  await signed(to);
  expect(decisions(to, caseId)).toMatchObject([{ district: zaysan, replaces: came!.id, replacedBy: null }, { district: ulan, id: came!.id }]);
  expect(decisions(to, caseId)[0]!.programmes.find(({ programme }) => programme === 'loss-of-capacity-insurance')!.facts).toEqual(degree);
  expect(rowOf(to, personId)).toEqual([]);

  // A court takes that act back: what the former district decided holds again, and nobody is offered to withdraw it.
  await office.signed(personId, ...annulled(act));
  await office.at('bolat');
  expect(rowOf(to, personId)).toMatchObject([{ state: 'changed', facts: [['disabilityCategory', 'I', 'II']] }]);
  await to.must('extract.apply', { caseId });
  const programmes = (at: number) => decisions(to, caseId)[at]!.programmes.map(({ programme, facts }) => [programme, facts]);
  expect(programmes(0)).toEqual(programmes(2));
  expect(rowOf(to, personId)).toEqual([]);
}, 240_000);
