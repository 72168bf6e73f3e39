import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { takeLetter } from '../../../src-main/replica/office/take-letter.ts';
import { writeLetters } from '../../../src-main/replica/office/write-letters.ts';
import { putDeviceSetting } from '../../../src-main/replica/session/device-setting.ts';
import { getOffice } from '../../../src-main/replica/session/host-parts.ts';
import { carry, handedOver, openOffice, rows, synced } from '../../support/replica/office-kit.ts';
import { startServer, type TestServer } from '../../support/server/start-server.ts';

const day = 86_400_000;
let server: TestServer;
beforeAll(async () => void (server = await startServer()));
afterAll(() => server.stop());

test('a laptop whose clock was ahead and was put right goes on telling its colleagues, by the same stick and by the mailbox', async () => {
  let ahead = 0;
  const office = await openOffice(() => server, ['first', 'second'], (name) => (name === 'first' ? { now: () => Date.now() + ahead } : {}));
  const { first, second } = office.laptops;
  const stick = join(office.folder.path, 'stick');
  const statusOn = (id: Awaited<ReturnType<typeof handedOver>>) => second.look('case.watch', { id }).case?.status;
  ahead = 20 * day;
  const one = await handedOver(first, 1);
  await carry(first, second, stick);
  expect(statusOn(one)).toBe('review');
  // At the next contact the centre's time is taken; the mailbox has what was written before that.
  await synced(first);
  ahead = 0;
  const two = await handedOver(first, 2);
  expect((await carry(first, second, stick)).written.told).toBe(8);
  expect(statusOn(two)).toBe('review');
  const three = await handedOver(first, 3);
  await synced(first);
  await synced(second);
  expect(statusOn(three)).toBe('review');
  expect(rows(second, 'SELECT DISTINCT device FROM office_letter')).toHaveLength(1);
  // A program that did not keep when it wrote last is heard by the mailbox all the same, from the writer's own hand.
  getOffice(first.host).replica.commit({ durability: 'full', documents: [], sql: (db) => putDeviceSetting(db, 'office.written', '2026-01-05T05:00:00.000Z' as never) });
  const four = await handedOver(first, 4);
  await synced(first);
  await synced(second);
  expect(statusOn(four)).toBe('review');
  await office.close();
});

test('a letter of years ahead keeps no later one from counting', async () => {
  let ahead = 0;
  const office = await openOffice(() => server, ['far', 'near'], (name) => (name === 'far' ? { now: () => Date.now() + ahead } : {}));
  const { far, near } = office.laptops;
  const told = () => rows(near, 'SELECT at FROM office_peer WHERE device = (SELECT device FROM office_letter LIMIT 1)')[0]?.['at'];
  const tell = () => writeLetters(far.host).map(({ at, bytes }) => {
    expect(takeLetter(near.host, bytes, 'stick')).toMatchObject({ ok: true, value: { receipts: 0 } });
    return at;
  });
  ahead = 1000 * day;
  const [late] = tell();
  expect(told()).toBe(late);
  ahead = 0;
  await synced(far);
  const [now] = tell();
  expect(now! < late!).toBe(true);
  expect(told()).toBe(now);
  await office.close();
});
