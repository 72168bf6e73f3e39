import { afterAll, beforeAll, expect, it } from 'vitest';
import { openCentre } from '../../../src-server/open-centre.ts';
import { districts, makeStep } from '../../support/server/sample-documents.ts';
import { startServer, type TestServer } from '../../support/server/start-server.ts';
import { makeDevice, writeApprovedCase, writeTransfer } from '../../support/server/test-office.ts';

let server: TestServer;
beforeAll(async () => { server = await startServer(); });
afterAll(() => server.stop());

it('a chunk has the newest item of each document, and of a case that moved away the emptied one before too: a laptop that is new there gets its trace', async () => {
  const device = await makeDevice(server, districts.ulan);
  const { opened, entries } = writeApprovedCase(device);
  await device.push(entries);
  await device.push([device.write({ collection: 'cases', document: opened.id, base: 1, author: device.supervisor, changes: { status: 'review', approved: null } })]);
  await device.push([device.write({ collection: 'cases', document: opened.id, base: 2, author: device.supervisor, changes: { status: 'approved', approved: makeStep(device.supervisor) } })]);
  await device.pullAll();
  const newest = device.pulled.filter((item) => item.i === opened.id).at(-1)!;
  await device.push([writeTransfer(device, opened.id, districts.zaisan, newest.v)]);
  await device.pullAll();
  const centre = await openCentre(server.database, () => undefined);
  if (!centre.ok) throw new Error(centre.error.type);
  const items = (await centre.value.store.tables.listRange(`${districts.ulan}/casework`, 0, 1000)).map((item) => JSON.parse(item) as { k: string; i: string; d?: { facts: { note: string; onsetDate: string | null } } });
  await centre.value.database.close();
  const ofCase = items.filter((item) => item.i === opened.id);
  expect(device.pulled.filter((item) => item.i === opened.id).length).toBeGreaterThan(2);
  expect(ofCase.map((item) => item.k)).toEqual(['put', 'moved']);
  expect(ofCase[0]!.d!.facts.onsetDate).toBeNull();
});
