import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PersonId } from '../../../shared/base/ids.ts';
import { getOffice } from '../../../src-main/replica/session/host-parts.ts';
import { listUnreleased } from '../../../src-main/replica/store/journal.ts';
import { listOfficeUnreleased } from '../../../src-main/replica/store/office-entries.ts';
import { releaseEntries } from '../../../src-main/replica/usecases/release-entries.ts';
import type { Laptop } from '../../support/replica/laptop.ts';
import { carry, edit, handedOver, openOffice, personOn, synced } from '../../support/replica/office-kit.ts';
import { madeUpPerson, password } from '../../support/replica/people.ts';
import { runServerTool, startServer, type TestServer } from '../../support/server/start-server.ts';

// What a colleague's laptop has of one that was revoked.
let server: TestServer;
beforeAll(async () => void (server = await startServer()));
afterAll(() => server.stop());

const releasePerson = async (laptop: Laptop, id: PersonId) =>
  expect(await releaseEntries(laptop.host, 'batch.sign', password, (replica) => ({ cases: [], persons: [id], entries: listUnreleased(replica.db, [id]), others: listOfficeUnreleased(replica.db, [id]) }))).toMatchObject({ ok: true });
const registered = async (laptop: Laptop, n: number): Promise<PersonId> => {
  await laptop.unlock('aigul');
  const { id } = await laptop.must('person.register', madeUpPerson(n));
  await laptop.unlock('bolat');
  await releasePerson(laptop, id);
  return id;
};
const revoke = async (laptop: Laptop) => expect((await runServerTool(server, 'revoke-device', getOffice(laptop.host).certificate.device)).status).toBe(0);
const fallen = (laptop: Laptop) => laptop.look('office.fallen', {}).rows;

test('what nobody released of a laptop that was revoked and never comes back hides no record of its colleagues any more, and a supervisor is told once what it was', async () => {
  const { laptops: { third, fourth, fifth }, folder, close } = await openOffice(() => server, ['third', 'fourth', 'fifth']);
  const [changed, unchanged] = [await registered(third, 7), await registered(third, 8)];
  for (const laptop of [third, fourth, fifth, third, fourth]) await synced(laptop);
  const before = personOn(fourth, unchanged).phone;
  edit(third, changed, { phone: '+77010000003' });
  edit(third, unchanged, { phone: '+77010000004' });
  const begun = await handedOver(third, 9);
  await carry(third, fourth, join(folder.path, 'stick'));
  expect(personOn(fourth, changed).phone).toBe('+77010000003');
  // As where the record came before anybody wrote of it, and lies under nothing.
  getOffice(fourth.host).replica.commit({ durability: 'full', documents: [], sql: (db) => void db.run('DELETE FROM office_base WHERE document = ?', unchanged) });
  await revoke(third);
  edit(fifth, changed, { phone: '+77010000005' });
  await releasePerson(fifth, changed);
  await synced(fifth);
  await synced(fourth);
  expect(personOn(fourth, changed).phone).toBe('+77010000005');
  // Nobody has written of this one since: the centre's word is fetched.
  expect(personOn(fourth, unchanged).phone).toBe(before);
  expect(fourth.look('sync.watch', {})).toMatchObject({ unequal: 0, repaired: 1 });
  expect(fallen(fourth)).toMatchObject([
    { laptop: 'third', byName: expect.stringMatching(/./), document: unchanged, kept: false, values: [{ field: 'phone', value: '+77010000004' }] },
    { laptop: 'third', document: changed, kept: false, values: [{ field: 'phone', value: '+77010000003' }] },
  ]);
  // A record that it alone has made hides nothing, and is there still.
  expect(fourth.look('case.watch', { id: begun })).toMatchObject({ case: { status: 'review' }, travel: 'office' });
  await fourth.must('office.fallenSeen', { ids: fallen(fourth).map(({ id }) => id) });
  await synced(fourth);
  expect(fallen(fourth)).toEqual([]);
  await close();
});

test('what a revoked laptop handed in for review falls away too, and is told as kept by the centre', async () => {
  const { laptops: { sixth, seventh }, folder, close } = await openOffice(() => server, ['sixth', 'seventh']);
  const id = await registered(sixth, 10);
  for (const laptop of [sixth, seventh]) await synced(laptop);
  const before = personOn(seventh, id).phone;
  edit(sixth, id, { phone: '+77010000006' });
  await carry(sixth, seventh, join(folder.path, 'stick'));
  await revoke(sixth);
  await sixth.sync();
  await synced(seventh);
  await synced(seventh);
  expect(personOn(seventh, id).phone).toBe(before);
  expect(fallen(seventh)).toMatchObject([{ laptop: 'sixth', document: id, kept: true }]);
  await close();
});
