import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openLaptop } from '../../support/replica/laptop.ts';
import { carry, handedOver, openOffice, rows, synced } from '../../support/replica/office-kit.ts';
import { password } from '../../support/replica/people.ts';
import { runServerTool, startServer, type TestServer } from '../../support/server/start-server.ts';

let server: TestServer;
beforeAll(async () => void (server = await startServer()));
afterAll(() => server.stop());

const counts = async () => (await runServerTool(server, 'counts')).json as Record<'cases' | 'quarantined', number>;

/** The second laptop has approved and signed what the first one handed over; then its file is damaged, and it is restored from the snapshot and its save file. */
const restoredAfterRelease = async (n: number) => {
  const office = await openOffice(() => server, ['first', 'second']);
  const { first, second: broken } = office.laptops;
  const stick = join(office.folder.path, 'stick');
  const id = await handedOver(first, n);
  await carry(first, broken, stick);
  await broken.must('case.approve', { id });
  await broken.must('batch.sign', { password });
  await broken.close();
  const profile = join(office.folder.path, 'second');
  const file = join(profile, 'replica.db');
  writeFileSync(file, Buffer.concat([Buffer.alloc(5000, 7), readFileSync(file).subarray(5000)]));
  if (existsSync(`${file}-wal`)) rmSync(`${file}-wal`);
  const second = (office.laptops.second = openLaptop({ profile }));
  await second.call('session.unlock', { login: 'bolat', password });
  expect(await second.must('recovery.restore', { login: 'bolat', password })).toMatchObject({ complete: true });
  await second.unlock('bolat');
  return { office, first, second, stick };
};

test('what was released for a colleague’s laptop is released still after this laptop was restored from its save file', async () => {
  const before = await counts();
  const { office, first, second, stick } = await restoredAfterRelease(1);
  expect(rows(second, 'SELECT DISTINCT device FROM office_manifest')).toHaveLength(1);
  // The colleague's letter comes again, and none of it has lost its release; then both have a line.
  await second.must('stick.read', { folder: stick });
  expect(rows(second, 'SELECT number FROM office_entry WHERE batch IS NULL')).toEqual([]);
  for (const laptop of [second, first, second, first]) await synced(laptop);
  expect(await counts()).toMatchObject({ cases: before.cases + 1, quarantined: before.quarantined });
  await office.close();
});

test('an approval waits for what it approves, which a restored laptop has lost, until the colleague has said that again', async () => {
  const before = await counts();
  const { office, first, second } = await restoredAfterRelease(2);
  // Whether the snapshot is from before the letter or after it is chance.
  const isLost = rows(second, 'SELECT number FROM office_entry').length === 0;
  mkdirSync(join(office.folder.path, 'centre'));
  const written = await second.must('stick.write', { folder: join(office.folder.path, 'centre') });
  await synced(second);
  expect(isLost ? written.entries : 0).toBe(0);
  expect(isLost ? rows(second, 'SELECT receipt FROM journal WHERE receipt IS NOT NULL') : []).toEqual([]);
  for (const laptop of [second, first, second, first, second]) await synced(laptop);
  expect(await counts()).toMatchObject({ cases: before.cases + 1, quarantined: before.quarantined });
  await office.close();
});
