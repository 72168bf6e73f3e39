import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PlainDate } from '../../../shared/base/plain-date.ts';
import { findDocument, listDocumentsBy } from '../../../src-main/replica/store/documents.ts';
import { commissionAt, decided, rated } from '../../support/mse/commission.ts';
import { newFolder, openLaptop, type Laptop } from '../../support/replica/laptop.ts';
import { commission, password, staff, ulan, zaysan } from '../../support/replica/people.ts';
import { makeEnrolCode, startServer, type TestServer } from '../../support/server/start-server.ts';

const folders = Array.from({ length: 3 }, newFolder);
let [server, one, there] = [undefined as unknown as TestServer, undefined as unknown as Laptop, undefined as unknown as Laptop];
beforeAll(async () => {
  server = await startServer({ data: folders[2]!.path });
  [one, there] = (await Promise.all([ulan, zaysan].map(async (district, n) => {
    const people = district === ulan ? staff : [...staff, ...commission];
    const laptop = openLaptop({ profile: folders[n]!.path });
    await laptop.enrol(server.url, await makeEnrolCode(server, district, { staff: people }), people, `Ноутбук ${n}`);
    return laptop;
  }))) as [Laptop, Laptop];
});
afterAll(async () => {
  for (const laptop of [one, there]) await laptop?.close();
  await server?.stop();
  for (const folder of folders) folder.remove();
});

const synced = async (laptop: Laptop) => {
  for (let times = 0; times < 2; times++) expect(await laptop.sync()).toMatchObject({ phase: 'done', error: null });
};

/** Somebody whom the other district's commission examines, and whose case goes back meanwhile. */
const examinedMeanwhile = async (n: number) => {
  const away = commissionAt(there);
  const personId = await commissionAt(one).person(n, { birthDate: `197${n}-03-01` as PlainDate, lastNameKk: `Басқа${n}`, lastNameRu: `Другая${n}` });
  const { id } = await one.must('case.open', { personId, risk: 'loss-of-work-capacity', claims: ['disability-benefit'] });
  await one.must('case.saveDraft', { id, facts: { law: { disabilityCategory: 'II', disabilityCause: 'general-illness', disabilityFrom: '2024-02-01' }, lawDay: '2025-07-01' as never } });
  await one.must('case.handOver', { id });
  await one.unlock('bolat');
  await one.must('case.approve', { id });
  await one.must('case.transfer', { id, to: zaysan, reason: 'Көшті' });
  await one.must('batch.sign', { password });
  await synced(one);
  await one.must('session.lock', {});
  await there.unlock('bolat');
  await synced(there);
  const { act } = await away.sealed(personId, { ratings: rated({ movement: 3 }), decision: decided({ outcome: 'group1', cause: 'generalIllness', term: 'y1' }) });
  await away.at('bolat');
  await there.must('case.transfer', { id, to: ulan, reason: 'Қайта' });
  await there.must('batch.sign', { password });
  await synced(there);
  expect(findDocument(there.host.office!.replica, 'persons', personId)).toMatchObject({ iin: null });
  return { away, personId, id, act };
};
const signAndHandIn = async ({ away, act }: Awaited<ReturnType<typeof examinedMeanwhile>>) => {
  await away.at('seitov');
  for (const login of ['seitov', 'mukan', 'petrova']) expect(await away.sign(act, login)).toMatchObject({ ok: true });
  await there.must('act.release', { password });
  await synced(there);
};

test('the case goes back while the commission of the district that had it examines its person: what it signs is taken, and whoever has the case hears of it', async () => {
  const examined = await examinedMeanwhile(2);
  const { personId, id, act } = examined;
  await signAndHandIn(examined);
  expect(there.look('status.watch', {})).toMatchObject({ quarantined: 0, unsent: 0 });
  // It has something about them again, and knows them for it.
  expect(findDocument(there.host.office!.replica, 'persons', personId)).toMatchObject({ iin: expect.any(String) as unknown });
  await there.must('session.lock', {});
  await one.unlock('bolat');
  await synced(one);
  expect(listDocumentsBy(one.host.office!.replica, 'extracts', 'personId', personId)).toMatchObject([{ act, outcome: 'group1', district: zaysan, caseId: id }]);
}, 120_000);

test('a district that has parted from a person years ago is not given their record again for naming them', async () => {
  const examined = await examinedMeanwhile(3);
  const database = new pg.Client({ connectionString: server.database });
  await database.connect();
  await database.query(`UPDATE stream_item SET item = (item::jsonb || '{"at":"2023-01-01T00:00:00.000Z"}')::text WHERE kind = 'moved' AND document = $1`, [examined.personId]);
  await database.end();
  await signAndHandIn(examined);
  expect(there.look('status.watch', {})).toMatchObject({ unsent: 0 });
  expect(there.look('status.watch', {}).quarantined).toBeGreaterThan(0);
  expect(findDocument(there.host.office!.replica, 'persons', examined.personId)).toMatchObject({ iin: null });
}, 120_000);
