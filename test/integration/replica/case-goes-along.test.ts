import { afterAll, beforeAll, expect, test } from 'vitest';
import { listObligations } from '../../../src-main/replica/queries/figures/obligations.ts';
import { getOffice } from '../../../src-main/replica/session/host-parts.ts';
import { findDocument } from '../../../src-main/replica/store/documents.ts';
import { newFolder, openLaptop, soon, type Laptop } from '../../support/replica/laptop.ts';
import { madeUpPerson, password, staff, ulan, zaysan } from '../../support/replica/people.ts';
import { picture } from '../../support/replica/scans.ts';
import { makeEnrolCode, startServer, type TestServer } from '../../support/server/start-server.ts';

const folders = [newFolder(), newFolder()];
let [server, from, to] = [undefined as unknown as TestServer, undefined as unknown as Laptop, undefined as unknown as Laptop];
beforeAll(async () => {
  server = await startServer();
  [from, to] = (await Promise.all([ulan, zaysan].map(async (district, index) => {
    const laptop = openLaptop({ profile: folders[index]!.path });
    await laptop.enrol(server.url, await makeEnrolCode(server, district), staff);
    await laptop.unlock('bolat');
    return laptop;
  }))) as [Laptop, Laptop];
});
afterAll(async () => {
  for (const laptop of [from, to]) await laptop?.close();
  await server?.stop();
  for (const folder of folders) folder.remove();
});

const synced = async (...laptops: readonly Laptop[]) => {
  for (const laptop of laptops) expect(await laptop.sync()).toMatchObject({ phase: 'done', error: null });
};
const inForce = (laptop: Laptop, caseId: never) => laptop.look('decision.list', { caseId }).rows.filter(({ decision }) => decision.withdrawn === null && decision.replacedBy === null);
const owed = (laptop: Laptop) => listObligations(laptop.host).map(({ payment, amount }) => [payment, amount]);
const files = (laptop: Laptop) => (getOffice(laptop.host).replica.db.find<{ count: number }>('SELECT count(*) AS count FROM rx_attachment') as { count: number }).count;

test('who gets a case pays by its decision, decides it anew and sees its documents; the office it left owes nothing any more; where it goes on, nothing of it stays', async () => {
  const file = picture(20_000);
  await from.unlock('aigul');
  const person = (await from.must('person.register', madeUpPerson(1))).id;
  const { id } = await from.must('case.open', { personId: person, risk: 'loss-of-work-capacity', claims: ['disability-benefit'] });
  await from.must('case.saveDraft', { id, facts: { law: { disabilityCategory: 'II', disabilityCause: 'general-illness', disabilityFrom: '2024-02-01' }, lawDay: '2025-07-01' as never } });
  const scan = (await from.must('scan.add', { caseId: id, document: 'identity', name: 'куәлік.png', type: 'image/png', bytes: file })).id;
  await from.must('case.handOver', { id });
  await from.unlock('bolat');
  await from.must('case.approve', { id });
  await from.must('batch.sign', { password });
  await synced(from);
  const [made] = inForce(from, id as never);
  expect(owed(from)).toHaveLength(1);
  await from.must('case.transfer', { id, to: zaysan, reason: 'Көшті' });
  await from.must('batch.sign', { password });
  expect(owed(from)).toEqual([]);
  await synced(from, to);

  expect(inForce(to, id as never)).toMatchObject([{ id: made!.id, replays: true, decision: { number: made!.decision.number, district: ulan } }]);
  expect(owed(to)).toEqual([['benefit', made!.decision.programmes[0]!.amounts[0]!.amount]]);
  expect(to.look('scan.list', { caseId: id }).rows).toMatchObject([{ id: scan, here: false, scan: { name: 'куәлік.png' } }]);
  await to.must('scan.fetch', { id: scan as never, wanted: true });
  await synced(to);
  const read = await to.must('scan.read', { id: scan as never });
  expect(Buffer.compare(read.bytes, file)).toBe(0);

  // The norms of a later day: the office that has the case makes the decision anew, in its own name.
  const watched = to.watch('norms.watch', {});
  await to.must('norms.start', { asOf: '2026-07-01' as never, edition: null });
  await expect.poll(() => watched.value?.phase, soon).toBe('ready');
  expect(await to.must('norms.apply', {})).toEqual({ applied: 1 });
  watched.stop();
  const [anew] = inForce(to, id as never);
  expect(anew!.decision).toMatchObject({ district: zaysan, replaces: made!.id });
  await to.must('batch.sign', { password });
  await synced(to, from);
  expect(to.look('status.watch', {})).toMatchObject({ unsent: 0, unreleased: 0, quarantined: 0 });
  expect(inForce(from, id as never)).toEqual([]);

  // And back: what this office did not make goes from it, the file too.
  await to.must('case.transfer', { id, to: ulan, reason: 'Қайта көшті' });
  await to.must('batch.sign', { password });
  expect(files(to)).toBe(1);
  await synced(to, from);
  expect(files(to)).toBe(0);
  expect([findDocument(getOffice(to.host).replica, 'scans', scan), findDocument(getOffice(to.host).replica, 'decisions', made!.id)]).toEqual([undefined, undefined]);
  expect(inForce(from, id as never)).toMatchObject([{ id: anew!.id }]);
  expect(owed(from)).toHaveLength(1);
  expect(files(from)).toBe(1);
  await from.unlock('aigul');
  expect(from.look('scan.list', { caseId: id }).rows).toMatchObject([{ id: scan, here: true }]);
});
