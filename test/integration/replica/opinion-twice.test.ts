import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Opinion } from '../../../shared/domain/mse/opinion.ts';
import { findDocument } from '../../../src-main/replica/store/documents.ts';
import { commissionAt } from '../../support/mse/commission.ts';
import { newFolder, openLaptop, type Laptop } from '../../support/replica/laptop.ts';
import { commission, staff, ulan } from '../../support/replica/people.ts';
import { makeEnrolCode, startServer, type TestServer } from '../../support/server/start-server.ts';

const folders = Array.from({ length: 4 }, newFolder);
let server: TestServer;
const laptops: Laptop[] = [];
const who = (...logins: string[]) => [...staff, ...commission].filter(({ login }) => logins.includes(login));
beforeAll(async () => {
  server = await startServer({ data: folders[3]!.path });
  for (const [n, people] of [who('aigul', 'saule', 'seitov', 'expert2', 'expert3'), who('expert1', 'bolat'), who('expert1', 'bolat')].entries()) {
    const laptop = openLaptop({ profile: folders[n]!.path });
    laptops.push(laptop);
    await laptop.enrol(server.url, await makeEnrolCode(server, ulan, { staff: people }), people, `Ноутбук ${n}`);
  }
});
afterAll(async () => {
  for (const laptop of laptops) await laptop.close();
  await server?.stop();
  for (const folder of folders) folder.remove();
});

const synced = async (laptop: Laptop) => expect(await laptop.sync()).toMatchObject({ phase: 'done', error: null });

test('an opinion that its expert gave on two laptops: the second is put aside, nobody is asked to decide, and a supervisor gives it up', async () => {
  const [chair, one, two] = laptops as [Laptop, Laptop, Laptop];
  const office = commissionAt(chair);
  const assessment = await office.register(await office.person(1), { mode: 'inAbsentia' });
  await synced(chair);
  const { askable } = await chair.must('mse.reference', {});
  const experts = ['expert1', 'expert2', 'expert3'].map((login) => askable.find(({ name }) => name === commission.find((other) => other.login === login)!.name)!.id);
  await chair.must('assessment.sendToExperts', { id: assessment, experts });
  await synced(chair);
  await chair.must('session.lock', {});
  const give = async (laptop: Laptop, outcome: 'group1' | 'group2', text: string) => {
    const { id } = laptop.look('opinion.list', {}).rows[0]!;
    await laptop.must('opinion.give', { id, outcome, text });
    return id;
  };
  // Both have the file; neither has heard of the other's opinion.
  await two.unlock('expert1');
  await synced(two);
  await two.must('session.lock', {});
  await one.unlock('expert1');
  await synced(one);
  await give(one, 'group2', 'Бірінші');
  await synced(one);
  await one.must('session.lock', {});
  await two.unlock('expert1');
  const id = await give(two, 'group1', 'Екінші');
  await synced(two);
  expect(two.look('status.watch', {})).toMatchObject({ quarantined: 1 });

  await two.unlock('bolat');
  expect(two.look('case.counts', {})).toMatchObject({ conflicts: 0 });
  expect(two.look('aside.list', {}).rows).toMatchObject([{ collection: 'opinions', document: id, why: 'conflict', ways: ['discard'] }]);
  await two.must('aside.discard', { document: id, reason: 'Екі рет берілген' });
  await synced(two);
  await synced(two);
  expect(two.look('aside.list', {}).rows).toEqual([]);
  expect(two.look('status.watch', {})).toMatchObject({ quarantined: 0, unsent: 0 });
  const kept: Opinion | undefined = findDocument(two.host.office!.replica, 'opinions', id);
  expect(kept).toMatchObject({ given: { outcome: 'group2', text: 'Бірінші' } });
});
