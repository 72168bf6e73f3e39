import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { getOffice } from '../../../src-main/replica/session/host-parts.ts';
import { openLaptop } from '../../support/replica/laptop.ts';
import { carry, edit, handedOver, openOffice, personOn, release, releasePerson, rows, synced } from '../../support/replica/office-kit.ts';
import { staff, ulan } from '../../support/replica/people.ts';
import { makeEnrolCode, runServerTool, startServer, type TestServer } from '../../support/server/start-server.ts';

// What is released and was built on a colleague's word that is not waits for it, and holds up nothing else.
let server: TestServer;
beforeAll(async () => void (server = await startServer()));
afterAll(() => server.stop());

test('work that has nothing to do with a colleague’s unreleased word goes to the centre, by line and by stick; what was built on that waits until it is released', async () => {
  const { laptops: { a, b }, lines, folder, close } = await openOffice(() => server, ['a', 'b']);
  const stick = (name: string) => join(folder.path, name);
  await release(a, await handedOver(a, 1));
  for (const one of [a, b]) await synced(one);
  const person = String(rows(a, "SELECT document FROM journal WHERE collection = 'persons' LIMIT 1")[0]!['document']);
  lines.a = false;
  // A new laptop with a supervisor, whom the second lets in; the first has not heard of it, and seals nothing to it.
  const c = openLaptop({ profile: stick('c') });
  await c.enrol(server.url, await makeEnrolCode(server, ulan), staff, 'c');
  await c.unlock('bolat');
  for (const one of [c, b]) await synced(one);
  await b.must('office.admit', { device: getOffice(c.host).certificate.device });
  edit(a, person, { phone: '+77010000001' });
  await carry(a, b, stick('ab'));
  edit(b, person, { house: '99' });
  await carry(b, c, stick('bc'));
  await releasePerson(c, person);
  await carry(c, b, stick('cb'));
  edit(b, person, { street: 'Абай 9' });
  await release(b, await handedOver(b, 5));
  const waits = (laptop: typeof b) => rows(laptop, "SELECT command FROM journal WHERE receipt IS NULL AND batch IS NOT NULL ORDER BY number").map(({ command }) => command);
  mkdirSync(stick('centre'));
  const all = waits(b).length;
  expect(await b.must('stick.write', { folder: stick('centre') })).toMatchObject({ entries: all - 1 });
  await synced(b);
  expect(waits(b)).toEqual(['person.edit']);
  expect((await runServerTool(server, 'counts')).json).toMatchObject({ cases: 2, quarantined: 0 });

  // Once the first's word is released as well, all of it goes.
  await releasePerson(b, person);
  await synced(b);
  expect(waits(b)).toEqual([]);
  await synced(c);
  expect(personOn(c, person)).toMatchObject({ phone: '+77010000001', house: '99', street: 'Абай 9' });
  expect((await runServerTool(server, 'counts')).json).toMatchObject({ cases: 2, quarantined: 0 });
  await c.close();
  await close();
});
