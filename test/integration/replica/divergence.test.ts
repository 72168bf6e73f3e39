import { afterAll, beforeAll, expect, test } from 'vitest';
import { getOffice } from '../../../src-main/replica/session/host-parts.ts';
import type { WritableDb } from '../../../src-main/replica/store/db.ts';
import { documentTable, findDocument } from '../../../src-main/replica/store/documents.ts';
import { removeSetting } from '../../../src-main/replica/store/settings.ts';
import { forgetServerVersion, serverVersionOf, setServerVersion } from '../../../src-main/replica/store/versions.ts';
import { mustSync, openOffice, type Office } from '../../bench/sync/office.ts';
import type { Laptop } from '../../support/replica/laptop.ts';

// A replica that has another content than the streams say: found by its checksum at the next sync, and repaired record by record. Real SQLite, real PostgreSQL.
const persons = 1200;
let [office, laptop] = [undefined as unknown as Office, undefined as unknown as Laptop];
let loadBytes = 0;

const replica = () => getOffice(laptop.host).replica;
const write = (sql: (db: WritableDb) => void): void => {
  expect(replica().commit({ durability: 'normal', documents: [], sql })).toMatchObject({ ok: true });
};
const lookAgain = (): void => write((db) => removeSetting(db, 'sync.looked'));
/** Bytes both ways of a sync, and how it ended. */
const measured = async () => {
  const before = { ...office.line.counts };
  const progress = await laptop.sync();
  return { progress, bytes: office.line.counts.up + office.line.counts.down - before.up - before.down };
};
const questions = async (): Promise<number> => Number(/^tirek_divergence_questions_total\{ask="streams"\} (\d+)$/m.exec(await (await fetch(`${office.server.url}/metrics`)).text())?.[1] ?? 0);

beforeAll(async () => {
  office = await openOffice(persons);
  laptop = await office.newLaptop();
  loadBytes = (await measured()).bytes;
});
afterAll(() => office?.close());

test('after a load the sums are the same, and nobody asks where they differ', async () => {
  await mustSync(laptop);
  expect(laptop.host.sync).toMatchObject({ phase: 'done', repaired: 0, unequal: 0 });
  expect(replica().db.find("SELECT count(*) AS n FROM stream_sum WHERE collection = 'persons'")).toEqual({ n: 1 });
  expect(replica().db.find('SELECT count(*) AS n FROM server_version WHERE print IS NULL')).toEqual({ n: 0 });
  expect(await questions()).toBe(0);
});

test('one record changed, one lost and one that is not the centre\'s are repaired, and nothing else is written', async () => {
  const [changed, lost, other] = [office.people[3]!, office.people[500]!, office.people[900]!];
  const table = documentTable(replica(), 'persons');
  const revision = (id: string) => replica().db.find<{ rev: string }>(`SELECT body ->> '$._rev' AS rev FROM ${table} WHERE id = ?`, id)?.rev;
  const untouched = revision(other.id);
  write((db) => {
    db.run(`UPDATE ${table} SET body = json_set(body, '$.phone', '+77019999999') WHERE id = ?`, changed.id);
    db.run(`DELETE FROM ${table} WHERE id = ?`, lost.id);
  });
  const foreign = '01890000-0000-7000-8000-00000000feed';
  replica().commit({ durability: 'normal', documents: [{ collection: 'persons', document: { ...other, id: foreign } }] });
  lookAgain();
  const { progress, bytes } = await measured();
  expect(progress).toMatchObject({ phase: 'done', repaired: 3, unequal: 0 });
  expect(laptop.look('person.watch', { id: changed.id }).person).toEqual(changed);
  expect(laptop.look('person.watch', { id: lost.id }).person).toEqual(lost);
  expect(findDocument(replica(), 'persons', foreign)).toBeUndefined();
  expect(revision(other.id)).toBe(untouched);
  expect(bytes).toBeLessThan(loadBytes / 4);
  const [run] = laptop.look('sync.monitor', {}).runs;
  expect(run).toMatchObject({ phase: 'done', repaired: 3, unequal: 0, items: 0 });
  expect(await questions()).toBe(1);
  lookAgain();
  expect((await measured()).progress).toMatchObject({ repaired: 0, unequal: 0 });
  expect(await questions()).toBe(1);
});

test('a record whose change never arrived comes, and what the office has written on top of it stays', async () => {
  const [kept, given] = [office.people[20]!.id, office.people[21]!.id];
  await laptop.unlock('bolat');
  await laptop.must('person.merge', { keep: kept, other: given, take: [] });
  const shown = findDocument(replica(), 'persons', given);
  expect(shown).toMatchObject({ mergedInto: kept });
  write((db) => forgetServerVersion(db, 'persons', given));
  expect(await laptop.sync()).toMatchObject({ phase: 'done', repaired: 1, unequal: 0 });
  expect(serverVersionOf(replica().db, 'persons', given)).toBe(1);
  expect(findDocument(replica(), 'persons', given)).toEqual(shown);
});

test('a checksum that is itself wrong is reckoned anew, without a question', async () => {
  const before = await questions();
  write((db) => db.run("UPDATE stream_sum SET sum = zeroblob(8) WHERE collection = 'persons'"));
  expect(await laptop.sync()).toMatchObject({ phase: 'done', repaired: 0, unequal: 0 });
  expect(await questions()).toBe(before);
});

test('what somebody here has written is never taken away: that it differs is told, and asked about once', async () => {
  await laptop.unlock('aigul');
  const { id } = await laptop.must('case.open', { personId: office.people[8]!.id, risk: 'loss-of-work-capacity' });
  const before = await questions();
  // As after a centre that has forgotten what it said, and did not say so.
  write((db) => setServerVersion(db, 'cases', id, 7));
  expect(await laptop.sync()).toMatchObject({ phase: 'done', repaired: 0, unequal: 1 });
  expect(findDocument(replica(), 'cases', id)).toMatchObject({ status: 'draft' });
  expect(await laptop.sync()).toMatchObject({ phase: 'done', repaired: 0, unequal: 1 });
  expect(await questions()).toBe(before + 1);
  write((db) => forgetServerVersion(db, 'cases', id));
  expect(await laptop.sync()).toMatchObject({ phase: 'done', repaired: 0, unequal: 0 });
});

test('whoever asks for a sync while what the last one brought is looked through gets another one at once', async () => {
  lookAgain();
  await laptop.must('sync.start', {});
  while (laptop.host.sync.phase !== 'done') await new Promise((resolve) => setImmediate(resolve));
  const { startedAt } = laptop.host.sync;
  expect(laptop.host.looksOver).toBe(true);
  await laptop.must('sync.start', {});
  expect(laptop.host.sync.startedAt).not.toBe(startedAt);
  await mustSync(laptop);
  expect(replica().db.find('SELECT count(*) AS n FROM server_version WHERE print IS NULL')).toEqual({ n: 0 });
});
