import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Instant } from '../../../shared/base/instant.ts';
import { limits } from '../../../shared/sync/limits.ts';
import { sealCarried } from '../../../src-main/replica/office/carried-outbox.ts';
import { takeLetter } from '../../../src-main/replica/office/take-letter.ts';
import { writeLetters } from '../../../src-main/replica/office/write-letters.ts';
import { getOffice } from '../../../src-main/replica/session/host-parts.ts';
import { listToCarry } from '../../../src-main/replica/store/office-entries.ts';
import { dropPapersOfOthers, listManifestsFor, putOfficeManifest } from '../../../src-main/replica/store/office-papers.ts';
import { proofsFor } from '../../../src-main/replica/store/office-proofs.ts';
import type { Laptop } from '../../support/replica/laptop.ts';
import { edit, handedOver, openOffice, release, rows, synced } from '../../support/replica/office-kit.ts';
import { madeUpPerson, ulan } from '../../support/replica/people.ts';
import { runServerTool, startServer, type TestServer } from '../../support/server/start-server.ts';

let server: TestServer;
beforeAll(async () => void (server = await startServer()));
afterAll(() => server.stop());

const tell = (from: Laptop, to: Laptop) => {
  for (const { bytes } of writeLetters(from.host)) expect(takeLetter(to.host, bytes, 'line')).toMatchObject({ ok: true, value: { receipts: expect.any(Number) as number } });
};
const idOf = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const count = (laptop: Laptop, table: string) => rows(laptop, `SELECT count(*) AS count FROM ${table}`)[0]!['count'] as number;

test('a laptop that tells its colleague time and again of its work, one record of it not released, is carried for with the proofs that are needed and no others', async () => {
  const office = await openOffice(() => server, ['first', 'second']);
  const { first, second } = office.laptops;
  await first.unlock('aigul');
  // A person without an approved case stays in the office.
  const { id } = await first.must('person.register', madeUpPerson(1));
  for (let n = 0; n < 40; n++) {
    edit(first, id, { phone: `+7701${String(1000000 + n)}` });
    tell(first, second);
    if (n % 10 === 0) tell(second, first);
  }
  // Forty-one entries, told in forty letters: since the last answer that came back each names all, so that few name them all.
  expect(count(second, 'office_entry')).toBe(41);
  expect(count(second, 'office_proof')).toBeLessThanOrEqual(5);
  const one = await handedOver(first, 2);
  tell(first, second);
  await second.unlock('bolat');
  await release(second, one);
  const { db } = getOffice(second.host).replica;
  const carried = listToCarry(db, 100);
  expect([carried.length, proofsFor(db, carried[0]!.device, carried).length]).toEqual([4, 1]);
  // Whatever else is open.
  expect(sealCarried(second.host, carried).bytes.length).toBeLessThan(8000);
  await synced(second);
  const own = await handedOver(second, 3);
  await release(second, own);
  await synced(second);
  expect([one, own].map((found) => second.look('case.watch', { id: found }).travel)).toEqual(['received', 'received']);
  // What is answered for needs no proof; the person is open still. The manifest waits for its maker, who must have it too.
  const left = count(second, 'office_proof');
  expect([left > 0 && left <= 5, count(second, 'office_manifest')]).toEqual([true, 1]);
  for (const laptop of [first, second, first]) await synced(laptop);
  expect(first.look('case.watch', { id: one }).travel).toBe('received');
  expect(count(second, 'office_manifest')).toBe(0);
  await office.close();
});

test('what a laptop has to hand on after a long time without a line goes in as many letters as it needs, and counts as posted once the centre keeps them all', async () => {
  const office = await openOffice(() => server, ['long', 'near']);
  const { long, near } = office.laptops;
  await release(long, await handedOver(long, 11));
  const { replica } = getOffice(long.host);
  const posted = () => rows(long, "SELECT value FROM setting WHERE name = 'office.posted'")[0]?.['value'];
  const before = posted();
  // As many full manifests as a colleague's work of months needs, of entries that it has not told of yet: hashes, which nothing makes smaller.
  const device = getOffice(near.host).certificate.device;
  const named = (count: number) => Array.from({ length: count }, (_, at) => [1000 + at, randomBytes(32).toString('base64url')]);
  const full = (n: number, count = 340) => ({ bytes: Buffer.from(JSON.stringify({ v: 1, batch: idOf(n), district: ulan, device, signedBy: device, signedAt: '2026-11-20T00:00:00.000Z', entries: named(count) })), signature: randomBytes(64), batch: idOf(n) });
  replica.commit({ durability: 'full', documents: [], sql: (db) => { for (let n = 0; n < 80; n++) putOfficeManifest(db, device, full(n).batch, full(n)); } });
  const letters = writeLetters(long.host);
  expect(letters.length).toBeGreaterThan(3);
  expect(new Set(letters.map(({ place }) => place)).size).toBe(letters.length);
  expect(Math.max(...letters.map(({ bytes }) => bytes.length))).toBeLessThan(limits.letter);
  await synced(long);
  expect(posted()).not.toBe(before);
  const told = posted();
  await synced(near);
  expect(count(near, 'office_letter')).toBe(writeLetters(long.host).length);
  expect(rows(near, 'SELECT reached FROM office_peer WHERE device = (SELECT device FROM office_letter LIMIT 1)')).toEqual(rows(long, 'SELECT max(number) AS reached FROM journal'));
  // A letter that the centre does not keep is not posted: it is told again.
  replica.commit({ durability: 'full', documents: [], sql: (db) => putOfficeManifest(db, device, idOf(99), full(99, limits.letter / 32)) });
  await synced(long);
  expect(posted()).toBe(told);
  await office.close();
});

test('receipts for a laptop that is not of the office any more are handed on no longer', async () => {
  const office = await openOffice(() => server, ['stays', 'goes']);
  const { stays, goes } = office.laptops;
  const id = await handedOver(goes, 21);
  tell(goes, stays);
  await release(stays, id);
  await synced(stays);
  expect(count(stays, 'office_receipt')).toBe(1);
  expect((await runServerTool(server, 'revoke-device', getOffice(goes.host).certificate.device)).status).toBe(0);
  // The batch is told to nobody, and goes with a roster of a later year: a centre that was restored might yet know of that laptop again.
  expect(count(stays, 'office_manifest')).toBe(1);
  await synced(stays);
  expect([listManifestsFor(getOffice(stays.host).replica.db, []), count(stays, 'office_manifest')]).toEqual([[], 1]);
  getOffice(stays.host).replica.commit({ durability: 'full', documents: [], sql: (db) => dropPapersOfOthers(db, [], '2999-01-01T00:00:00.000Z' as Instant) });
  expect(count(stays, 'office_manifest')).toBe(0);
  expect([count(stays, 'office_receipt'), rows(stays, `SELECT place FROM office_letter WHERE device = '${getOffice(goes.host).certificate.device}'`)]).toEqual([0, []]);
  await office.close();
});

test('a laptop of many experts, in an office that many laptops have left, tells its colleague and asks the mailbox no more than one message takes', async () => {
  const office = await openOffice(() => server, ['many', 'few']);
  const { many, few } = office.laptops;
  const id = await handedOver(many, 31);
  const gone = rows(many, 'SELECT at, via, taken_at, word FROM office_peer LIMIT 1')[0] as Record<'at' | 'via' | 'taken_at' | 'word', string>;
  const uuid = (kind: number, n: number) => `01890000-0000-7000-8000-${String(kind * 1000 + n).padStart(12, '0')}`;
  getOffice(many.host).replica.commit({
    durability: 'full', documents: [], sql: (db) => {
      for (let n = 0; n < 30; n++) db.run("INSERT INTO cursor (stream, epoch, seq) VALUES (?, 1, 0)", `636200000/expert/${uuid(1, n)}`);
      for (let n = 0; n < 70; n++) db.run('INSERT INTO office_peer (device, reached, at, via, taken_at, word) VALUES (?, 1, ?, ?, ?, ?)', uuid(2, n), gone.at, 'stick', gone.taken_at, gone.word);
    },
  });
  tell(many, few);
  expect(count(few, 'office_entry')).toBeGreaterThan(0);
  const { have, cursors } = JSON.parse(String(rows(few, 'SELECT word FROM office_peer')[0]!['word'])) as { have: unknown[]; cursors: { stream: string }[] };
  expect([have.length, cursors.length]).toEqual([1, 20]);
  expect(cursors.map(({ stream }) => stream)).toEqual(expect.arrayContaining(['636200000/casework', '636200000/registry']));
  // The mailbox keeps it as well, and goes on being asked.
  await release(many, id);
  await synced(many);
  expect(many.host.carries).toBe(true);
  await office.close();
});
