import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PlainDate } from '../../../shared/base/plain-date.ts';
import { Extract } from '../../../shared/domain/mse/extract.ts';
import { openCentre } from '../../../src-server/open-centre.ts';
import { listObligations } from '../../../src-main/replica/queries/figures/obligations.ts';
import { listDocumentsBy } from '../../../src-main/replica/store/documents.ts';
import { commissionAt, decided, rated } from '../../support/mse/commission.ts';
import { newFolder, openLaptop, type Laptop } from '../../support/replica/laptop.ts';
import { commission, password, staff, ulan, zaysan } from '../../support/replica/people.ts';
import { makeEnrolCode, startServer, type TestServer } from '../../support/server/start-server.ts';
import { makeDevice } from '../../support/server/test-office.ts';

const folders = Array.from({ length: 3 }, newFolder);
let database: pg.Pool;
let [server, here, there] = [undefined as unknown as TestServer, undefined as unknown as Laptop, undefined as unknown as Laptop];
beforeAll(async () => {
  server = await startServer({ data: folders[2]!.path });
  database = new pg.Pool({ connectionString: server.database });
  const open = async (n: number, district: string, people: typeof staff) => {
    const laptop = openLaptop({ profile: folders[n]!.path });
    await laptop.enrol(server.url, await makeEnrolCode(server, district, { staff: people }), people, `Ноутбук ${n}`);
    return laptop;
  };
  here = await open(0, ulan, [...staff, ...commission]);
  there = await open(1, zaysan, staff);
});
afterAll(async () => {
  for (const laptop of [here, there]) await laptop?.close();
  await database?.end();
  await server?.stop();
  for (const folder of folders) folder.remove();
});

const group = (outcome: 'group1' | 'group2', degree: 2 | 3) => ({ ratings: rated({ movement: degree }), decision: decided({ outcome, cause: 'generalIllness', term: 'y1' }) });
const extractsAt = (laptop: Laptop, personId: string) => listDocumentsBy(laptop.host.office!.replica, 'extracts', 'personId', personId);
const synced = async (laptop: Laptop) => {
  for (let times = 0; times < 2; times++) expect(await laptop.sync()).toMatchObject({ phase: 'done', error: null });
};
const given = async (laptop: Laptop, id: string, to: string) => {
  await laptop.unlock('bolat');
  await laptop.must('case.transfer', { id: id as never, to: to as never, reason: 'Көшті' });
  await laptop.must('batch.sign', { password });
  await synced(laptop);
};
/** Somebody whom the commission examined, with the case that the act opened, approved and given to the other district. */
const examined = async (n: number) => {
  const office = commissionAt(here);
  const personId = await office.person(n, { birthDate: `197${n}-03-01` as PlainDate, lastNameKk: `Басқа${n}`, lastNameRu: `Другая${n}` });
  const { act } = await office.signed(personId, group('group2', 2));
  const [extract] = extractsAt(here, personId);
  const caseId = extract!.caseId!;
  await here.must('act.release', { password });
  await office.at('aigul');
  await here.must('case.handOver', { id: caseId });
  await office.at('bolat');
  await here.must('case.approve', { id: caseId });
  await here.must('batch.sign', { password });
  await synced(here);
  return { office, personId, act, extract: extract!, caseId };
};

test('who gets a case gets what the acts said of its person, and what the same commission says later; no second case is opened where the first was given away', async () => {
  const { office, personId, act, extract, caseId } = await examined(1);
  await given(here, caseId, zaysan);
  expect(listObligations(here.host)).toHaveLength(0);
  await there.unlock('bolat');
  await synced(there);
  expect(extractsAt(there, personId)).toEqual([extract]);
  await there.must('session.lock', {});

  await office.signed(personId, group('group1', 3), { basis: { kind: 'again', act, reason: '' } });
  const [, second] = extractsAt(here, personId);
  expect(second!.caseId).toBe(caseId);
  expect(here.look('case.list', { room: 'all' }).rows).toEqual([]);
  await here.must('act.release', { password });
  await synced(here);
  expect(listObligations(here.host)).toHaveLength(0);
  await here.must('session.lock', {});
  await there.unlock('bolat');
  await synced(there);
  expect(extractsAt(there, personId)).toEqual([extract, second]);
  expect(there.look('extract.list', {}).rows).toMatchObject([{ personId, state: 'changed', caseId }]);
  await there.must('extract.apply', { caseId });
  expect(there.look('decision.list', { caseId }).rows.filter(({ decision }) => decision.withdrawn === null && decision.replacedBy === null)).toHaveLength(1);
  expect(listObligations(there.host)).toHaveLength(1);
  await there.must('batch.sign', { password });
  await synced(there);

  // Given back, nothing of what another district's commission said stays there, on no laptop and in no stream.
  await given(there, caseId, ulan);
  expect(extractsAt(there, personId)).toEqual([]);
  await there.must('session.lock', {});
  const late = await makeDevice(server, zaysan);
  await late.pullAll();
  expect(late.pulled.filter(({ c }) => c === 'extracts')).toEqual([]);
  await database.query("UPDATE device SET takes = '{expert,extracts}' WHERE id = $1", [late.certificate.device]);
  await late.pullAll();
  const told = late.pulled.filter(({ c }) => c === 'extracts') as unknown as { k: string; i: string; d: Extract }[];
  expect(told.map(({ k, i }) => [i, k])).toEqual([[extract.id, 'put'], [second!.id, 'put'], [extract.id, 'moved'], [second!.id, 'moved']]);
  for (const { k, d } of told) if (k === 'put') expect([Extract.safeParse(d).error, d.outcome, d.number, d.birthDate]).toEqual([undefined, 'none', '', '1900-01-01']);
  expect((await database.query('SELECT area FROM document_area WHERE document = ANY ($1)', [[extract.id, second!.id]])).rows).toEqual([{ area: ulan }, { area: ulan }]);
  await here.unlock('bolat');
  await synced(here);
  expect(extractsAt(here, personId)).toEqual([extract, second]);

  // Once more there, they are read there again.
  await given(here, caseId, zaysan);
  await here.must('session.lock', {});
  await there.unlock('bolat');
  await synced(there);
  expect(extractsAt(there, personId)).toEqual([extract, second]);
  await there.must('session.lock', {});
}, 240_000);

test('a case that is opened later brings them too; cases given away before the centre knew of this do when it starts', async () => {
  const { personId, extract, caseId } = await examined(2);
  await given(here, caseId, zaysan);
  await here.must('session.lock', {});
  await there.unlock('aigul');
  await synced(there);
  const areas = async () => (await database.query<{ area: string }>('SELECT area FROM document_area WHERE document = $1 ORDER BY area', [extract.id])).rows.map(({ area }) => area);
  const forget = () => database.query('DELETE FROM document_area WHERE document = $1 AND area = $2', [extract.id, zaysan]);
  expect(await areas()).toEqual([zaysan, ulan].sort());
  await forget();
  const { id } = await there.must('case.open', { personId, risk: 'loss-of-work-capacity', claims: ['disability-benefit'] });
  await there.must('case.handOver', { id });
  await there.unlock('bolat');
  await there.must('case.approve', { id });
  await there.must('batch.sign', { password });
  await synced(there);
  expect(await areas()).toEqual([zaysan, ulan].sort());
  await forget();
  await database.query("DELETE FROM setting WHERE key = 'extractsOfMergedBrought'");
  const opened = await openCentre(server.database, () => undefined);
  if (!opened.ok) throw new Error(JSON.stringify(opened.error));
  await opened.value.database.close();
  expect(await areas()).toEqual([zaysan, ulan].sort());
}, 240_000);

test('an act about the record that was kept reaches the district that has a case of the merged one, whichever came first; also where the centre learns of it when it starts', async () => {
  const { office, personId: merged, caseId } = await examined(3);
  await given(here, caseId, zaysan);
  const kept = await office.person(4, { iin: null, birthDate: '1964-07-09' as PlainDate, lastNameKk: 'Өзгеше', lastNameRu: 'Иная' });
  const before = await office.signed(kept, group('group2', 2));
  await here.must('act.release', { password });
  await office.at('bolat');
  await synced(here);
  const [first] = extractsAt(here, kept);
  const areas = async (id: string) => (await database.query<{ area: string }>('SELECT area FROM document_area WHERE document = $1 ORDER BY area', [id])).rows.map(({ area }) => area);
  expect(await areas(first!.id)).toEqual([ulan]);
  await here.must('person.merge', { keep: kept, other: merged, take: [] });
  await here.must('batch.sign', { password });
  await synced(here);
  const both = [ulan, zaysan].sort();
  expect(await areas(first!.id)).toEqual(both);

  await office.signed(kept, group('group1', 3), { basis: { kind: 'again', act: before.act, reason: '' } });
  await here.must('act.release', { password });
  await synced(here);
  const second = extractsAt(here, kept)[1]!;
  expect(await areas(second.id)).toEqual(both);
  await here.must('session.lock', {});
  await there.unlock('bolat');
  await synced(there);
  expect(extractsAt(there, kept)).toEqual([first, second]);
  expect(there.look('extract.list', {}).rows.filter((row) => row.caseId === caseId)).toMatchObject([{ personId: merged, personKk: expect.stringContaining('Басқа3') as unknown, state: 'changed' }]);
  await there.must('session.lock', {});

  await database.query('DELETE FROM document_area WHERE document = $1 AND area = $2', [second.id, zaysan]);
  await database.query("DELETE FROM setting WHERE key = 'extractsOfMergedBrought'");
  const opened = await openCentre(server.database, () => undefined);
  if (!opened.ok) throw new Error(JSON.stringify(opened.error));
  await opened.value.database.close();
  expect(await areas(second.id)).toEqual(both);

  // They are two after all: what was told of the one is no business of who has the other's case.
  await office.at('bolat');
  await synced(here);
  await here.must('person.unmerge', { id: merged });
  await here.must('batch.sign', { password });
  await synced(here);
  expect([await areas(first!.id), await areas(second.id), await areas(kept), await areas(merged)]).toEqual([[ulan], [ulan], [ulan], both]);
  await here.must('session.lock', {});
  await there.unlock('bolat');
  await synced(there);
  expect(extractsAt(there, kept)).toEqual([]);
  expect(there.look('extract.list', {}).rows.filter((row) => row.caseId === caseId)).toEqual([]);
  await there.must('session.lock', {});
}, 240_000);

test('where a case comes under the record that was kept, the act that names the merged one is known by the case, and one that annuls it by what it cites', async () => {
  const { office, personId: merged, act, extract, caseId } = await examined(5);
  const kept = await office.person(6, { iin: null, birthDate: '1961-02-08' as PlainDate, lastNameKk: 'Жаңаша', lastNameRu: 'Новая' });
  await office.at('bolat');
  await here.must('person.merge', { keep: kept, other: merged, take: [] });
  await here.must('batch.sign', { password });
  await synced(here);
  await given(here, caseId, zaysan);
  const areas = async (id: string) => (await database.query<{ area: string }>('SELECT area FROM document_area WHERE document = $1 ORDER BY area', [id])).rows.map(({ area }) => area);
  const both = [ulan, zaysan].sort();
  expect([await areas(extract.id), await areas(kept), await areas(merged)]).toEqual([both, both, [ulan]]);
  await here.must('session.lock', {});
  await there.unlock('bolat');
  await synced(there);
  expect(extractsAt(there, merged)).toEqual([extract]);
  expect(there.look('extract.list', {}).rows.filter((row) => [kept, merged].includes(row.personId))).toEqual([]);
  await there.must('session.lock', {});

  // A court annuls the act: whoever pays hears of it, as they would where it was decided.
  await office.signed(merged, { ratings: rated({}), decision: decided({ outcome: 'none' }) }, { basis: { kind: 'annulment', act, reason: 'Сот шешімі' } });
  await here.must('act.release', { password });
  await synced(here);
  await here.must('session.lock', {});
  await there.unlock('bolat');
  await synced(there);
  expect(there.look('extract.list', {}).rows.filter((row) => row.caseId === caseId)).toMatchObject([{ state: 'gone' }]);

  // Given back, all of them leave.
  await given(there, caseId, ulan);
  expect([await areas(extract.id), await areas(kept), await areas(merged)]).toEqual([[ulan], [ulan], [ulan]]);
  await there.must('session.lock', {});
}, 240_000);

test('a merge that had moved a case is undone: what acts say of the one leaves the district that has only the other’s case', async () => {
  const { personId: one, extract, caseId } = await examined(7);
  await given(here, caseId, zaysan);
  await here.must('session.lock', {});
  const other = await commissionAt(there).person(8, { iin: null, birthDate: '1959-05-06' as PlainDate, lastNameKk: 'Оқшау', lastNameRu: 'Отдельная' });
  await synced(there);
  const { id } = await there.must('case.open', { personId: other, risk: 'loss-of-work-capacity', claims: ['disability-benefit'] });
  await there.must('case.saveDraft', { id, facts: { law: { disabilityCategory: 'II', disabilityCause: 'general-illness', disabilityFrom: '2024-02-01' }, lawDay: '2025-07-01' as never } });
  await there.must('case.handOver', { id });
  await there.unlock('bolat');
  await there.must('case.approve', { id });
  await there.must('person.merge', { keep: one, other, take: [] });
  await there.must('batch.sign', { password });
  await synced(there);
  const areas = async () => (await database.query<{ area: string }>('SELECT area FROM document_area WHERE document = $1 ORDER BY area', [extract.id])).rows.map(({ area }) => area);
  await given(there, caseId, ulan);
  expect(await areas()).toEqual([ulan, zaysan].sort());
  await there.must('person.unmerge', { id: other });
  await there.must('batch.sign', { password });
  await synced(there);
  expect(there.look('batch.list', {}).rows[0]).toMatchObject({ quarantined: 0 });
  expect([await areas(), extractsAt(there, one)]).toEqual([[ulan], []]);
  await there.must('session.lock', {});
}, 240_000);
