import { afterAll, beforeAll, expect, test } from 'vitest';
import { sealCarried } from '../../../src-main/replica/office/carried-outbox.ts';
import { takeLetter } from '../../../src-main/replica/office/take-letter.ts';
import { writeLetters } from '../../../src-main/replica/office/write-letters.ts';
import { getOffice } from '../../../src-main/replica/session/host-parts.ts';
import { listToCarry } from '../../../src-main/replica/store/office-entries.ts';
import { proofsFor } from '../../../src-main/replica/store/office-proofs.ts';
import type { Laptop } from '../../support/replica/laptop.ts';
import { edit, handedOver, openOffice, release, rows, synced } from '../../support/replica/office-kit.ts';
import { madeUpPerson } from '../../support/replica/people.ts';
import { startServer, type TestServer } from '../../support/server/start-server.ts';

let server: TestServer;
beforeAll(async () => void (server = await startServer()));
afterAll(() => server.stop());

const tell = (from: Laptop, to: Laptop) => {
  for (const { bytes } of writeLetters(from.host)) expect(takeLetter(to.host, bytes, 'line')).toMatchObject({ ok: true, value: { receipts: expect.any(Number) as number } });
};
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
  // What is answered for needs no proof and no manifest; the person is open still.
  const left = count(second, 'office_proof');
  expect([left > 0 && left <= 5, count(second, 'office_manifest')]).toEqual([true, 0]);
  for (const laptop of [first, second, first]) await synced(laptop);
  expect(first.look('case.watch', { id: one }).travel).toBe('received');
  await office.close();
});
