import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { carry, edit, handedOver, openOffice, personOn, release, releasePerson, rows, synced } from '../../support/replica/office-kit.ts';
import { runServerTool, startServer, type TestServer } from '../../support/server/start-server.ts';

// A laptop without a line hears by stick what the centre has taken, and by another stick, or an older one, what came of it.
let server: TestServer;
beforeAll(async () => void (server = await startServer()));
afterAll(() => server.stop());

test('a stick with old frames of the centre and a newer letter with receipts takes nothing from the screen; once newer frames come, a colleague’s later word shows', async () => {
  const { laptops: { a, b, c }, lines, folder, close } = await openOffice(() => server, ['a', 'b', 'c']);
  const stick = (name: string) => join(folder.path, name);
  const own = stick('own');
  mkdirSync(own);
  await release(a, await handedOver(a, 1));
  for (const one of [a, b, c]) await synced(one);
  const person = String(rows(a, "SELECT document FROM journal WHERE collection = 'persons' LIMIT 1")[0]!['document']);
  const shown = () => { const { phone, house, street, settlement } = personOn(b, person); return { phone, house, street, settlement }; };
  lines.b = lines.c = false;
  // The stick of the second has been at the centre, and has the frames of that time on it.
  edit(a, person, { house: '77' });
  await releasePerson(a, person);
  await synced(a);
  edit(b, person, { street: 'Абай 1' });
  await releasePerson(b, person);
  await b.must('stick.write', { folder: own });
  expect((await runServerTool(server, 'import', own)).status).toBe(0);
  edit(b, person, { phone: '+77010000009' });
  await b.must('stick.read', { folder: own });
  // The first writes too, and takes in both; the third, without a line, brings the word of it on the old stick.
  edit(a, person, { settlement: 'Таврия' });
  await carry(a, b, stick('word'));
  await carry(b, a, stick('word'));
  const typed = { phone: '+77010000009', house: '77', street: 'Абай 1', settlement: 'Таврия' };
  expect(shown()).toEqual(typed);
  await releasePerson(a, person);
  await synced(a);
  await carry(a, c, stick('third'));
  await c.must('stick.write', { folder: own });
  expect(await b.must('stick.read', { folder: own })).toMatchObject({ receipts: 1, entries: 1, items: 0 });
  expect(rows(b, 'SELECT 1 FROM answered')).toHaveLength(1);
  expect(rows(b, 'SELECT 1 FROM office_entry WHERE ended = 1')).toHaveLength(1);
  expect(shown()).toEqual(typed);

  // The first writes on. What it carries of the centre's is a little older than what it has read itself, as a rule.
  edit(a, person, { phone: '+77010000010', settlement: 'Бозанбай' });
  await releasePerson(a, person);
  await synced(a);
  await carry(a, b, stick('news'));
  expect(shown()).toEqual(typed);
  expect(rows(b, 'SELECT 1 FROM answered')).toEqual([]);
  await synced(a);
  await carry(a, b, stick('news'));
  expect(shown()).toEqual({ ...typed, phone: '+77010000010', settlement: 'Бозанбай' });
  expect(rows(b, 'SELECT 1 FROM office_entry')).toEqual([]);
  await close();
});
