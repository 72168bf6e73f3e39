import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PlainDate } from '../../../shared/base/plain-date.ts';
import { documentTable, plainDocument } from '../../../src-main/replica/store/documents.ts';
import type { Programme } from '../../../shared/domain/mse/programme.ts';
import { commissionAt, decided, rated } from '../../support/mse/commission.ts';
import { newFolder, openLaptop, type Laptop } from '../../support/replica/laptop.ts';
import { commission, password, staff, ulan } from '../../support/replica/people.ts';
import { makeEnrolCode, startServer, type TestServer } from '../../support/server/start-server.ts';

const folders = Array.from({ length: 3 }, newFolder);
let [server, one, two] = [undefined as unknown as TestServer, undefined as unknown as Laptop, undefined as unknown as Laptop];
beforeAll(async () => {
  server = await startServer({ data: folders[2]!.path });
  const people = [...staff, ...commission];
  [one, two] = (await Promise.all([0, 1].map(async (n) => {
    const laptop = openLaptop({ profile: folders[n]!.path });
    await laptop.enrol(server.url, await makeEnrolCode(server, ulan, { staff: people }), people, `Ноутбук ${n}`);
    return laptop;
  }))) as [Laptop, Laptop];
});
afterAll(async () => {
  for (const laptop of [one, two]) await laptop?.close();
  await server?.stop();
  for (const folder of folders) folder.remove();
});

const synced = async (laptop: Laptop) => {
  for (let times = 0; times < 2; times++) expect(await laptop.sync()).toMatchObject({ phase: 'done', error: null });
};
const programmes = ({ host }: Laptop): Programme[] => host.office!.replica.db.list<{ body: string }>(`SELECT body FROM ${documentTable(host.office!.replica, 'programmes')} WHERE deleted = 0 ORDER BY id`).map(({ body }) => plainDocument<Programme>(body));

test('an act has one programme: the one that a second laptop opened is put aside, given up there, and gone', async () => {
  const office = commissionAt(one);
  const personId = await office.person(1, { birthDate: '1974-03-01' as PlainDate });
  const { act } = await office.signed(personId, { ratings: rated({ movement: 2 }), decision: decided({ outcome: 'group2', cause: 'generalIllness', term: 'y1' }) });
  await one.must('act.release', { password });
  await synced(one);
  await one.must('session.lock', {});
  await two.unlock('seitov');
  await synced(two);
  await two.must('session.lock', {});
  await office.at('seitov');
  const first = await one.must('programme.open', { act });
  await one.must('act.release', { password });
  await synced(one);
  await one.must('session.lock', {});
  await two.unlock('seitov');
  const second = await two.must('programme.open', { act });
  await two.must('act.release', { password });
  // Whoever opens its record leaves a trace, which is in no batch yet.
  await two.must('programme.read', { id: second.id });
  await synced(two);
  expect(programmes(two).map(({ id }) => id)).toEqual([first.id, second.id]);

  await two.unlock('bolat');
  expect(two.look('aside.list', {}).rows).toMatchObject([{ collection: 'programmes', document: second.id, why: 'immutable', ways: ['discard'] }]);
  await two.must('aside.discard', { document: second.id, reason: 'Бағдарлама бар' });
  expect(programmes(two).map(({ id }) => id)).toEqual([first.id]);
  await synced(two);
  await two.unlock('seitov');
  await two.call('act.release', { password });
  await synced(two);
  await two.unlock('bolat');
  expect(two.look('aside.list', {}).rows).toEqual([]);
  expect(two.look('status.watch', {})).toMatchObject({ quarantined: 0, unsent: 0 });
  expect(programmes(two)).toMatchObject([{ id: first.id, act, closed: null }]);
  await two.must('session.lock', {});
  await office.at('seitov');
  await synced(one);
  expect(programmes(one).map(({ id }) => id)).toEqual([first.id]);
}, 120_000);
