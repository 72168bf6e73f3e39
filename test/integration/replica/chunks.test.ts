import { afterAll, beforeAll, expect, test } from 'vitest';
import { openCentre } from '../../../src-server/open-centre.ts';
import { TestDevice } from '../../support/server/test-device.ts';
import { districts } from '../../support/server/sample-documents.ts';
import { makeEnrolCode } from '../../support/server/start-server.ts';
import { getOffice } from '../../../src-main/replica/session/host-parts.ts';
import type { Laptop } from '../../support/replica/laptop.ts';
import { openOffice, type Office } from '../../bench/sync/office.ts';

const persons = 1400;
let office: Office;

beforeAll(async () => {
  office = await openOffice(persons);
});
afterAll(() => office.close());

const counts = (laptop: Laptop) => getOffice(laptop.host).replica.db.find<{ persons: number; parts: number }>('SELECT (SELECT count(*) FROM server_version) AS persons, (SELECT count(*) FROM chunk_part) AS parts');

test('a first load that is cut again and again goes on from the byte it had, and becomes searchable afterwards', async () => {
  const laptop = await office.newLaptop();
  office.line.set({ bitsPerSecond: 600_000, roundTrip: 4 });
  const before = { ...office.line.counts };
  let cuts = 0;
  for (let done = false; !done && cuts < 20; cuts++) {
    office.line.set({ cutAtDown: cuts < 6 ? 9_000 + cuts * 777 : undefined });
    done = (await laptop.sync()).phase === 'done';
  }
  office.line.set({ bitsPerSecond: undefined, roundTrip: undefined, cutAtDown: undefined });
  expect(counts(laptop)).toEqual({ persons, parts: 0 });
  // All of it once, and six handshakes: nothing came twice.
  expect(cuts).toBeGreaterThan(5);
  expect(office.line.counts.down - before.down).toBeLessThan(persons * 70 + cuts * 4000);
  const last = office.people.at(-1)!;
  expect(laptop.look('person.watch', { id: last.id }).person).toEqual(last);
  const found = laptop.look('person.find', { text: '', limit: 1 });
  // who cannot be found by name yet is counted, not denied
  expect(found.total + found.unindexed).toBe(persons);
  await expect.poll(() => laptop.look('person.find', { text: last.iin!, limit: 5 }).rows.map((row) => row.id)).toContain(last.id);
  await expect.poll(() => laptop.look('person.find', { text: '', limit: 1 }).total).toBe(persons);
  expect(laptop.look('person.find', { text: '', limit: 1 }).unindexed).toBe(0);
  await laptop.close();
});

test('a person who came in bulk cannot be registered a second time, searchable or not', async () => {
  const laptop = await office.newLaptop();
  const synced = await laptop.sync();
  expect(synced.phase).toBe('done');
  const behind = () => laptop.look('sync.monitor', {}).streams.map(({ seq, behind: left }) => [seq > 0, left]);
  expect(behind()).toContainEqual([true, 0]);
  expect(behind().filter(([, left]) => left !== 0)).toEqual([]);
  // An end that was said before a restore of the centre is none.
  for (const stream of laptop.host.heads.keys()) laptop.host.heads.set(stream, 1_000_000);
  expect((await laptop.sync()).phase).toBe('done');
  expect(behind().filter(([, left]) => left !== 0)).toEqual([]);
  const { iin, birthDate, sex, district, settlement, street, house, phone, lastNameKk, firstNameKk, patronymicKk, lastNameRu, firstNameRu, patronymicRu, id } = office.people[1000]!;
  const again = await laptop.call('person.register', { iin, birthDate, sex, district, settlement, street, house, phone, lastNameKk, firstNameKk, patronymicKk, lastNameRu, firstNameRu, patronymicRu });
  expect(again).toEqual({ ok: false, error: { type: 'Conflict', what: 'iin', id } });
  await laptop.close();
});

test('what was not searchable yet when the laptop was locked becomes so after the next unlocking, by itself', async () => {
  const laptop = await office.newLaptop();
  expect((await laptop.sync()).phase).toBe('done');
  const searchable = () => getOffice(laptop.host).replica.db.find<{ n: number }>('SELECT count(*) AS n FROM person_key')!.n;
  expect(searchable()).toBeLessThan(persons);
  await laptop.must('session.lock', {});
  await laptop.unlock('bolat');
  await expect.poll(searchable).toBe(persons);
  await laptop.close();
});

test('another district gets no byte of a chunk, and a client of protocol 1 gets frames', async () => {
  const [stranger, old] = [new TestDevice(office.server.url), new TestDevice(office.server.url)];
  await stranger.enrol(await makeEnrolCode(office.server, districts.zaisan));
  await old.enrol(await makeEnrolCode(office.server, districts.ulan));
  await old.sync([], 4_000_000);
  expect(old.pulled.length).toBeGreaterThan(0);
  const centre = await openCentre(office.server.database, () => undefined);
  if (!centre.ok) throw new Error(centre.error.type);
  const { rows } = await centre.value.database.pool.query<{ hash: Buffer }>('SELECT hash FROM stream_chunk LIMIT 1');
  await centre.value.database.close();
  const body = new TextEncoder().encode(JSON.stringify({ hash: rows[0]!.hash.toString('base64url'), offset: 0 }));
  expect((await stranger.request(body, {}, 'chunk')).status).toBe(404);
  expect((await old.request(body, {}, 'chunk')).status).toBe(200);
});
