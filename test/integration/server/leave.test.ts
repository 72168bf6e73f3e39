import { afterAll, beforeAll, expect, it } from 'vitest';
import { getOffice } from '../../../src-main/replica/session/host-parts.ts';
import { findDocument } from '../../../src-main/replica/store/documents.ts';
import { newFolder, openLaptop } from '../../support/replica/laptop.ts';
import { staff } from '../../support/replica/people.ts';
import { districts, makeCase } from '../../support/server/sample-documents.ts';
import { makeEnrolCode, startServer, type TestServer } from '../../support/server/start-server.ts';
import { makeDevice, writeApprovedCase, writeTransfer } from '../../support/server/test-office.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

it('a district whose only case of a person goes back is told no more of the person, and keeps a name for the trace', async () => {
  const [first, second] = [await makeDevice(server, districts.ulan), await makeDevice(server, districts.zaisan)];
  const profile = newFolder();
  const laptop = openLaptop({ profile: profile.path });
  await laptop.enrol(server.url, await makeEnrolCode(server, districts.zaisan), staff);
  await laptop.unlock('aigul');
  const { person, opened, entries } = writeApprovedCase(first);
  await first.push([...entries, writeTransfer(first, opened.id, districts.zaisan)]);
  await laptop.sync();
  const shown = () => findDocument(getOffice(laptop.host).replica, 'persons', person.id);
  expect(shown()).toMatchObject({ phone: person.phone, lastNameKk: person.lastNameKk });
  await second.pullAll();
  const there = second.pulled.find((item) => item.i === opened.id) as { v: number };
  const before = second.pulled.length;
  expect((await second.push([writeTransfer(second, opened.id, districts.ulan, there.v)]))[0]).toMatchObject({ r: 'applied' });
  await laptop.sync();
  expect(shown()).toMatchObject({ phone: '', street: '', iin: null, lastNameKk: person.lastNameKk });

  await first.pullAll();
  const { v } = first.pulled.findLast((item) => item.i === person.id) as { v: number };
  expect((await first.push([first.write({ collection: 'persons', document: person.id, base: v, changes: { phone: '+77005556677' }, author: first.caseworker })]))[0]).toMatchObject({ r: 'applied' });
  await second.pullAll();
  const told = second.pulled.slice(before).filter((item) => item.i === person.id);
  expect(told).toMatchObject([{ k: 'moved', to: districts.ulan }]);
  expect(JSON.stringify(second.pulled)).not.toContain('+77005556677');
  const meddling = second.write({ collection: 'persons', document: person.id, base: v, changes: { house: '1' }, author: second.caseworker });
  expect((await second.push([meddling]))[0]).toMatchObject({ r: 'quarantined', why: 'wrongArea' });

  // And comes again, as they are now.
  await first.pullAll();
  const now = first.pulled.findLast((item) => item.i === opened.id) as { v: number };
  await first.push([writeTransfer(first, opened.id, districts.zaisan, now.v)]);
  await laptop.sync();
  expect(shown()).toMatchObject({ phone: '+77005556677', street: person.street });
  await laptop.close();
  profile.remove();
});

it('a district that has another case of theirs, or registered them, goes on being told', async () => {
  const [first, second] = [await makeDevice(server, districts.ulan), await makeDevice(server, districts.zaisan)];
  const { person, opened, entries } = writeApprovedCase(first);
  await first.push([...entries, writeTransfer(first, opened.id, districts.zaisan)]);
  await second.pullAll();
  const own = makeCase(districts.zaisan, person.id, second.caseworker);
  const there = second.pulled.find((item) => item.i === opened.id) as { v: number };
  const lines = await second.push([second.write({ collection: 'cases', document: own.id, changes: own, author: second.caseworker }), writeTransfer(second, opened.id, districts.ulan, there.v)]);
  expect(lines.map((line) => line.r)).toEqual(['applied', 'applied']);
  await first.pullAll();
  const { v } = first.pulled.findLast((item) => item.i === person.id) as { v: number };
  await first.push([first.write({ collection: 'persons', document: person.id, base: v, changes: { phone: '+77001112233' }, author: first.caseworker })]);
  await second.pullAll();
  expect(second.pulled.findLast((item) => item.i === person.id)).toMatchObject({ k: 'put', d: { phone: '+77001112233' } });
});
