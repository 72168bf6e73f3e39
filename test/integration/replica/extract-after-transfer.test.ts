import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CaseId } from '../../../shared/base/ids.ts';
import type { PlainDate } from '../../../shared/base/plain-date.ts';
import { getOffice } from '../../../src-main/replica/session/host-parts.ts';
import { findDocument } from '../../../src-main/replica/store/documents.ts';
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

test('an act that is signed where a case has come to changes the decision that came along, in the name of the district that has the case', async () => {
  const former = commissionAt(from);
  const personId = await former.person(1, { birthDate: '1974-03-01' as PlainDate });
  await former.signed(personId, found('group2', 2, 65), { referral: { ...sampleReferral, insured: true } });
  await from.must('act.release', { password });
  await former.at('aigul');
  const caseId = extracts(from)[0]!.caseId!;
  const facts = findDocument(getOffice(from.host).replica, 'cases', caseId)!.facts;
  await from.must('case.saveDraft', { id: caseId, facts: { ...facts, law: { ...facts.law, participationMonths: 60, establishedAverage: '200000' } } });
  await from.must('case.handOver', { id: caseId });
  await former.at('bolat');
  await from.must('case.approve', { id: caseId });
  await signed(from);
  await from.must('case.transfer', { id: caseId, to: zaysan, reason: 'Көшті' });
  await signed(from);

  const office = commissionAt(to);
  await office.at('bolat');
  await synced(to);
  const [came] = decisions(to, caseId);
  expect(came).toMatchObject({ district: ulan });
  const degree = came!.programmes.find(({ programme }) => programme === 'loss-of-capacity-insurance')!.facts;
  expect(degree).toMatchObject({ degree: 65 });
  expect(extracts(to)).toEqual([]);
  // It says nothing of the degree, which the former district's act gave.
  const { act } = await office.signed(personId, found('group1', 3, null));
  await to.must('act.release', { password });
  await synced(to);
  await office.at('bolat');
  expect(extracts(to)).toMatchObject([{ caseId, state: 'changed', facts: [{ fact: 'disabilityCategory', before: 'II', after: 'I' }] }]);
  await to.must('extract.apply', { caseId });
  await signed(to);
  expect(decisions(to, caseId)).toMatchObject([{ district: zaysan, replaces: came!.id, replacedBy: null }, { district: ulan, id: came!.id }]);
  expect(decisions(to, caseId)[0]!.programmes.find(({ programme }) => programme === 'loss-of-capacity-insurance')!.facts).toEqual(degree);
  expect(extracts(to)).toEqual([]);

  // A court takes that act back: what the former district decided holds again, and nobody is offered to withdraw it.
  await office.signed(personId, { ratings: rated({}), decision: decided({ outcome: 'none' }) }, { basis: { kind: 'annulment', act, reason: 'Сот шешімі № 5' } });
  await office.at('bolat');
  expect(extracts(to)).toMatchObject([{ state: 'changed', facts: [{ fact: 'disabilityCategory', before: 'I', after: 'II' }] }]);
  await to.must('extract.apply', { caseId });
  const programmes = (at: number) => decisions(to, caseId)[at]!.programmes.map(({ programme, facts }) => [programme, facts]);
  expect(programmes(0)).toEqual(programmes(2));
  expect(extracts(to)).toEqual([]);
});
