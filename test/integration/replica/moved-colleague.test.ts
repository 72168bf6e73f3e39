import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { getOffice } from '../../../src-main/replica/session/host-parts.ts';
import { soon, type Laptop } from '../../support/replica/laptop.ts';
import { carry, handedOver, openOffice, release, rows, synced } from '../../support/replica/office-kit.ts';
import { password, zaysan } from '../../support/replica/people.ts';
import { runServerTool, startServer, type TestServer } from '../../support/server/start-server.ts';

// What a colleague's laptop has of one that has moved to another district.
let server: TestServer;
beforeAll(async () => void (server = await startServer()));
afterAll(() => server.stop());

const counts = async () => (await runServerTool(server, 'counts')).json;
/** The operator moves it, and it goes. */
const moveAway = async (laptop: Laptop) => {
  await runServerTool(server, 'move-device', getOffice(laptop.host).certificate.device, '--district', zaysan);
  await laptop.must('sync.start', {});
  await expect.poll(() => laptop.look('device.watch', {}), soon).toMatchObject({ session: null, area: zaysan });
};

test('what the centre took of a laptop before that moved away is laid over nothing any more', async () => {
  const { laptops: { first, second }, lines, folder, close } = await openOffice(() => server, ['first', 'second']);
  lines.second = false;
  const id = await handedOver(first, 1);
  await carry(first, second, join(folder.path, 'stick'));
  expect(second.look('case.watch', { id })).toMatchObject({ case: { status: 'review' }, travel: 'office' });
  // More than the colleague has: the receipt for all of it says nothing to them.
  await release(first, id);
  await moveAway(first);
  lines.second = true;
  await synced(second);
  expect(second.look('case.watch', { id })).toMatchObject({ case: { status: 'approved' }, travel: 'received' });
  expect(rows(second, 'SELECT * FROM office_entry WHERE ended = 0')).toEqual([]);
  expect(second.look('sync.watch', {}).unequal).toBe(0);
  await close();
});

test('what is built on entries of a laptop that has moved away goes to the centre, and so does all later work', async () => {
  const { laptops: { third, fourth }, lines, folder, close } = await openOffice(() => server, ['third', 'fourth']);
  const stick = join(folder.path, 'stick');
  lines.fourth = false;
  const id = await handedOver(third, 2);
  await carry(third, fourth, stick);
  await fourth.must('case.approve', { id });
  await fourth.must('batch.sign', { password });
  await carry(fourth, third, stick);
  await moveAway(third);
  const before = await counts();
  lines.fourth = true;
  await synced(fourth);
  await release(fourth, await handedOver(fourth, 3));
  await synced(fourth);
  expect(fourth.look('status.watch', {})).toMatchObject({ unsent: 0, quarantined: 0 });
  expect(await counts()).toMatchObject({ cases: Number(before['cases']) + 1, quarantined: 0 });
  await close();
});

test('where the centre refuses what is carried for a laptop, what was built on it waits, and nothing else', async () => {
  const { laptops: { fifth, sixth }, lines, folder, close } = await openOffice(() => server, ['fifth', 'sixth']);
  lines.fifth = false;
  const id = await handedOver(fifth, 4);
  await carry(fifth, sixth, join(folder.path, 'stick'));
  await sixth.must('case.approve', { id });
  await sixth.must('batch.sign', { password });
  // Without its maker's signature nobody takes it.
  getOffice(sixth.host).replica.commit({ durability: 'full', documents: [], sql: (db) => void db.run('UPDATE office_proof SET signature = zeroblob(64)') });
  const before = await counts();
  await release(sixth, await handedOver(sixth, 5));
  await synced(sixth);
  expect(rows(sixth, 'SELECT command FROM journal WHERE receipt IS NULL ORDER BY number')).toEqual([{ command: 'case.approve' }, { command: 'batch.sign' }]);
  expect(await counts()).toMatchObject({ cases: Number(before['cases']) + 1, quarantined: 0 });
  await close();
});
