import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { getOffice } from '../../../src-main/replica/session/host-parts.ts';
import { coolDown } from '../../../src-main/replica/sync/warm-link.ts';
import { soon, type Laptop } from '../../support/replica/laptop.ts';
import { carry, handedOver, openOffice, rows, synced } from '../../support/replica/office-kit.ts';
import { password, zaysan } from '../../support/replica/people.ts';
import { backUp } from '../../support/server/back-up.ts';
import { runServerTool, startServer, type TestServer } from '../../support/server/start-server.ts';

// The laptop that released and handed in a colleague's work is gone before the colleague has heard of it.
let server: TestServer;
beforeEach(async () => void (server = await startServer()));
afterEach(() => server.stop());

const deviceOf = (laptop: Laptop) => getOffice(laptop.host).certificate.device;
const counts = async () => (await runServerTool(server, 'counts')).json;

const ways = {
  'moves away': async (laptop: Laptop) => {
    await runServerTool(server, 'move-device', deviceOf(laptop), '--district', zaysan);
    await laptop.must('sync.start', {});
    await expect.poll(() => laptop.look('device.watch', {}), soon).toMatchObject({ session: null, area: zaysan });
  },
  'is revoked': async (laptop: Laptop) => expect((await runServerTool(server, 'revoke-device', deviceOf(laptop))).status).toBe(0),
} as const;

test.each(Object.entries(ways))('where the laptop that released and handed in a colleague’s work %s, the colleague hears from the centre, and can hand in again', async (_name, goAway) => {
  const { laptops: { first, second }, lines, folder, close } = await openOffice(() => server, ['first', 'second']);
  await server.stop();
  const backup = await backUp(server.database);
  server = await startServer({ database: server.database });
  lines.first = false;
  const id = await handedOver(first, 1);
  await carry(first, second, join(folder.path, 'stick'));
  await second.must('case.approve', { id });
  await second.must('batch.sign', { password });
  await synced(second);
  await goAway(second);
  lines.first = true;
  // What nobody has released stays in the office.
  const open = await handedOver(first, 11);
  await synced(first);
  expect(first.look('status.watch', {})).toMatchObject({ unsent: 0, unreleased: 4 });
  expect(first.look('case.watch', { id })).toMatchObject({ case: { status: 'approved' }, travel: 'received' });
  expect(first.look('case.watch', { id: open })).toMatchObject({ case: { status: 'review' }, travel: 'office' });
  const withoutBatch = () => rows(first, 'SELECT number FROM journal WHERE batch IS NULL AND receipt IS NOT NULL').length;
  expect(withoutBatch()).toBe(0);
  // As where the receipt alone had come, by another way or to an earlier program; and an hour later, for it is alone in the office now.
  getOffice(first.host).replica.commit({ durability: 'full', documents: [], sql: (db) => {
    db.run("DELETE FROM setting WHERE name LIKE 'manifest.%' OR name = 'office.askedAt'");
    db.run('UPDATE journal SET batch = NULL');
  } });
  expect(withoutBatch()).toBe(4);
  coolDown(first.host);
  await synced(first);
  expect(withoutBatch()).toBe(0);
  await server.stop();
  expect((await runServerTool({ database: backup }, 'raise-epoch')).status).toBe(0);
  server = await startServer({ database: backup });
  for (let n = 0; n < 2; n++) await synced(first);
  expect(await counts()).toMatchObject({ cases: 1, persons: 1, quarantined: 0 });
  await close();
});
