import { afterAll, beforeAll, expect, test } from 'vitest';
import { newFolder, openLaptop, type Laptop } from '../../support/replica/laptop.ts';
import { madeUpPerson, password, staff, ulan, zaysan } from '../../support/replica/people.ts';
import { picture } from '../../support/replica/scans.ts';
import { makeEnrolCode, runServerTool, startServer, type TestServer } from '../../support/server/start-server.ts';

const folder = newFolder();
let server: TestServer;
let [here, there] = [undefined as unknown as Laptop, undefined as unknown as Laptop];
const now = () => Date.parse('2026-07-01T06:00:00.000Z');

beforeAll(async () => {
  server = await startServer();
  const open = async (name: string, area: string) => {
    const laptop = openLaptop({ profile: `${folder.path}/${name}`, now });
    await laptop.enrol(server.url, await makeEnrolCode(server, area), staff, name);
    await laptop.unlock('aigul');
    return laptop;
  };
  [here, there] = [await open('here', ulan), await open('there', zaysan)];
});
afterAll(async () => {
  for (const laptop of [here, there]) await laptop?.close();
  await server?.stop();
  folder.remove();
});

const synced = async (laptop: Laptop) => expect(await laptop.sync()).toMatchObject({ phase: 'done' });
const signed = async (laptop: Laptop) => {
  await laptop.unlock('bolat');
  await laptop.must('batch.sign', { password });
  await synced(laptop);
};
const owed = async (laptop: Laptop) => {
  await laptop.unlock('bolat');
  return laptop.look('projection.read', { assumptions: null }).payments;
};

test('what was decided and scanned of a case goes with it into the other district, which pays from then on; the first keeps what it decided', async () => {
  const { id: personId } = await here.must('person.register', madeUpPerson(1));
  const { id } = await here.must('case.open', { personId, risk: 'loss-of-work-capacity', claims: ['disability-benefit'] });
  const law = { disabilityCategory: 'II', disabilityCause: 'general-illness', disabilityFrom: '2024-02-01' };
  await here.must('case.saveDraft', { id, facts: { law, lawDay: '2026-07-01' as never } });
  const scan = await here.must('scan.add', { caseId: id, document: 'identity', name: 'a.png', type: 'image/png', bytes: picture(2000, 1) });
  await here.must('case.handOver', { id });
  await here.unlock('bolat');
  await here.must('case.approve', { id });
  await signed(here);
  const [decided] = here.look('decision.list', { caseId: id }).rows;
  expect([await owed(here), await owed(there)]).toEqual([1, 0]);

  await here.must('case.transfer', { id, to: zaysan, reason: 'Көшті' });
  await signed(here);
  await synced(there);
  expect(there.look('decision.list', { caseId: id }).rows).toMatchObject([{ id: decided!.id, replays: true, decision: { district: ulan, number: decided!.decision.number } }]);
  expect(there.look('scan.list', { caseId: id }).rows).toMatchObject([{ id: scan.id, scan: { name: 'a.png', removed: null } }]);
  await synced(here);
  expect([await owed(here), await owed(there)]).toEqual([0, 1]);
  expect(here.look('decision.list', { caseId: id }).rows).toHaveLength(1);

  // back again: there once, as before, and nothing is put aside
  await there.unlock('bolat');
  await there.must('case.transfer', { id, to: ulan, reason: 'Қайтты' });
  await signed(there);
  await synced(here);
  expect([await owed(here), await owed(there)]).toEqual([1, 0]);
  expect(here.look('decision.list', { caseId: id }).rows).toHaveLength(1);
  expect((await runServerTool(server, 'counts')).json).toMatchObject({ cases: 1, quarantined: 0 });
  for (const laptop of [here, there]) expect(laptop.host.sync).toMatchObject({ unequal: 0, repaired: 0 });
});

test('what is decided and given away in one batch goes together', async () => {
  await here.unlock('aigul');
  const { id: personId } = await here.must('person.register', madeUpPerson(2));
  const { id } = await here.must('case.open', { personId, risk: 'loss-of-work-capacity', claims: ['disability-benefit'] });
  const law = { disabilityCategory: 'II', disabilityCause: 'general-illness', disabilityFrom: '2024-02-01' };
  await here.must('case.saveDraft', { id, facts: { law, lawDay: '2026-07-01' as never } });
  await here.must('case.handOver', { id });
  await here.unlock('bolat');
  await here.must('case.approve', { id });
  await here.must('case.transfer', { id, to: zaysan, reason: '' });
  await signed(here);
  await synced(there);
  expect(there.look('decision.list', { caseId: id }).rows).toMatchObject([{ replays: true }]);
  expect((await runServerTool(server, 'counts')).json).toMatchObject({ cases: 2, quarantined: 0 });
});
