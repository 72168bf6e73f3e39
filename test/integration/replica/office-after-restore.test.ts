import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { carry, handedOver, openOffice, rows, synced } from '../../support/replica/office-kit.ts';
import { password } from '../../support/replica/people.ts';
import { backUp } from '../../support/server/back-up.ts';
import { runServerTool, startServer, type TestServer } from '../../support/server/start-server.ts';

// An office whose centre is restored from a backup that is older than what its laptops did together.
let server: TestServer;
beforeEach(async () => void (server = await startServer()));
afterEach(() => server.stop());

const counts = async () => (await runServerTool(server, 'counts')).json;

/** Laptops of an office, and a centre that is put back to where it is now by `restore`. */
const backedUp = async <N extends string>(...names: readonly N[]) => {
  const office = await openOffice(() => server, names);
  await server.stop();
  const backup = await backUp(server.database);
  server = await startServer({ database: server.database });
  const restore = async () => {
    await server.stop();
    expect((await runServerTool({ database: backup }, 'raise-epoch')).status).toBe(0);
    server = await startServer({ database: backup });
  };
  return { ...office, ...office.laptops, stick: join(office.folder.path, 'stick'), restore };
};

/** Two laptops, one of which has no line: the other has approved what was handed over on it, signed it and brought it to the centre. */
const handedInByColleague = async () => {
  const office = await backedUp('first', 'second');
  const { first, second, lines, stick } = office;
  lines.first = false;
  const id = await handedOver(first, 1);
  await carry(first, second, stick);
  await second.must('case.approve', { id });
  await second.must('batch.sign', { password });
  await synced(second);
  return { ...office, id };
};

test('what a colleague’s laptop released and handed in is handed in again by its maker', async () => {
  const { first, second, lines, stick, restore, close, id } = await handedInByColleague();
  const manifests = () => rows(second, 'SELECT batch FROM office_manifest').length;
  // Its maker, who names the entries still, has not been told.
  await carry(first, second, stick);
  expect(manifests()).toBe(1);
  lines.first = true;
  for (const laptop of [first, second, first, second]) await synced(laptop);
  expect(await counts()).toMatchObject({ cases: 1, persons: 1, quarantined: 0 });
  expect(first.look('case.watch', { id })).toMatchObject({ case: { status: 'approved' }, travel: 'received' });
  expect(rows(first, 'SELECT number FROM journal WHERE batch IS NULL')).toEqual([]);
  // And now that it has, nobody keeps it for them any longer.
  expect(manifests()).toBe(0);
  await restore();
  for (const laptop of [first, second, first, second]) await synced(laptop);
  expect(await counts()).toMatchObject({ cases: 1, persons: 1, quarantined: 0 });
  await close();
});

test('letters that were lost with the mailbox are posted again, those too that somebody brought for a colleague', async () => {
  const { first, second, third, lines, stick, restore, close } = await backedUp('first', 'second', 'third');
  lines.second = lines.third = false;
  const brought = await handedOver(second, 1);
  await carry(second, first, stick);
  const posted = await handedOver(first, 11);
  await synced(first);
  await restore();
  await synced(first);
  lines.third = true;
  await synced(third);
  for (const id of [posted, brought]) expect(third.look('case.watch', { id })).toMatchObject({ case: { status: 'review' }, travel: 'office' });
  await close();
});

test('an approval waits for what it approves until its maker has handed that in again, though it was here and gone before', async () => {
  const { first, second, lines, stick, restore, close } = await backedUp('first', 'second');
  lines.first = lines.second = false;
  const id = await handedOver(first, 1);
  await carry(first, second, stick);
  await second.must('case.approve', { id });
  await second.must('batch.sign', { password });
  // The colleague hears of the batch, and hands in its own.
  await carry(second, first, stick);
  lines.first = lines.second = true;
  for (const laptop of [first, second, first, second]) await synced(laptop);
  expect(await counts()).toMatchObject({ cases: 1, quarantined: 0 });
  await restore();
  await synced(second);
  expect(rows(second, 'SELECT receipt FROM journal WHERE receipt IS NOT NULL')).toEqual([]);
  lines.second = false;
  // By stick it waits too. What the colleague says before it has heard of the restore says nothing of it; what it says afterwards does, without a line.
  expect((await carry(first, second, stick)).taken).toMatchObject({ passed: [] });
  expect((await carry(second, first, stick)).written.entries).toBe(0);
  await synced(first);
  await carry(first, second, stick);
  expect((await carry(second, first, stick)).written.entries).toBe(2);
  lines.second = true;
  for (const laptop of [second, first]) await synced(laptop);
  expect(await counts()).toMatchObject({ cases: 1, persons: 1, quarantined: 0 });
  for (const laptop of [first, second]) expect(laptop.look('case.watch', { id })).toMatchObject({ case: { status: 'approved' }, travel: 'received' });
  await close();
});

test('a batch of which its maker had not heard before the restore comes to it behind it, and the approval waits for that', async () => {
  const { first, second, lines, restore, close, id } = await handedInByColleague();
  expect(await counts()).toMatchObject({ cases: 1, quarantined: 0 });
  await restore();
  lines.first = true;
  for (const laptop of [second, first, second, first]) await synced(laptop);
  expect(await counts()).toMatchObject({ cases: 1, persons: 1, quarantined: 0 });
  for (const laptop of [first, second]) expect(laptop.look('case.watch', { id })).toMatchObject({ case: { status: 'approved' }, travel: 'received' });
  await close();
});
