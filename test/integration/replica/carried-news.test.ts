import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { getOffice } from '../../../src-main/replica/session/host-parts.ts';
import { carry, edit, handedOver, openOffice, personOn, release, releasePerson, rows, synced } from '../../support/replica/office-kit.ts';
import { runServerTool, startServer, type TestServer } from '../../support/server/start-server.ts';

// Frames of the centre that a laptop with a line carries for those without one.
let server: TestServer;
beforeAll(async () => void (server = await startServer()));
afterAll(() => server.stop());

const firstPerson = (laptop: Parameters<typeof rows>[0]): string => String(rows(laptop, "SELECT document FROM journal WHERE collection = 'persons' LIMIT 1")[0]!['document']);
const countNews = (laptop: Parameters<typeof rows>[0]) => rows(laptop, 'SELECT count(*) AS n FROM office_news')[0]!['n'];

test('news that are carried for one laptop without a line reach a second one that has read less, and are let go of once both have them', async () => {
  const { laptops: { a, b, d }, lines, folder, close } = await openOffice(() => server, ['a', 'b', 'd']);
  const stick = (name: string) => join(folder.path, name);
  await release(a, await handedOver(a, 1));
  await synced(a);
  const person = firstPerson(a);
  // The third has read nothing of this, the second all.
  lines.d = false;
  await synced(b);
  lines.b = false;
  await carry(b, a, stick('second'));
  edit(a, person, { phone: '+77010000001' });
  await releasePerson(a, person);
  for (const one of [a, a]) await synced(one);
  expect(countNews(a)).toBeGreaterThan(0);
  // Only now it is heard that the third has no line either.
  await carry(d, a, stick('third'));
  for (const one of [a, a]) await synced(one);
  await carry(a, d, stick('third'));
  expect(personOn(d, person)?.phone).toBe('+77010000001');
  await carry(a, b, stick('second'));
  expect(personOn(b, person).phone).toBe('+77010000001');
  // Each says how far it has read now.
  await carry(d, a, stick('third'));
  await carry(b, a, stick('second'));
  expect(countNews(a)).toBe(0);
  await close();
});

test('nothing is carried any more for a laptop without a line that has been revoked', async () => {
  const { laptops: { a, b }, lines, folder, close } = await openOffice(() => server, ['a', 'b']);
  await release(a, await handedOver(a, 2));
  for (const one of [a, b]) await synced(one);
  const person = firstPerson(a);
  lines.b = false;
  await carry(b, a, join(folder.path, 'stick'));
  edit(a, person, { phone: '+77010000020' });
  await releasePerson(a, person);
  for (const one of [a, a]) await synced(one);
  expect(countNews(a)).toBeGreaterThan(0);
  expect((await runServerTool(server, 'revoke-device', getOffice(b.host).certificate.device)).status).toBe(0);
  for (const phone of ['+77010000021', '+77010000022']) {
    edit(a, person, { phone });
    await releasePerson(a, person);
    for (const one of [a, a]) await synced(one);
    expect(countNews(a)).toBe(0);
  }
  await close();
});
