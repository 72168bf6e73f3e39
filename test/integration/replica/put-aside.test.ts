import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PlainDate } from '../../../shared/base/plain-date.ts';
import { encodeEntry, findEntry } from '../../../shared/sync/journal-entry.ts';
import { createCrypto } from '../../../src-main/replica/platform/crypto.ts';
import type { Laptop } from '../../support/replica/laptop.ts';
import { madeUpPerson, password } from '../../support/replica/people.ts';
import { openTwoLaptops } from '../../support/replica/two-laptops.ts';
import { runServerTool, startServer, type TestServer } from '../../support/server/start-server.ts';

let office: Awaited<ReturnType<typeof openTwoLaptops>>;
let [server, first, second] = [undefined as unknown as TestServer, undefined as unknown as Laptop, undefined as unknown as Laptop];
beforeAll(async () => {
  office = await openTwoLaptops();
  ({ server, first, second } = office);
});
afterAll(() => office?.close());

const typed = { onsetDate: '2026-01-05' as PlainDate, employer: 'Тірек ЖШС', note: 'маңызды сөз' };

test('a text that no database of the centre can hold is never acknowledged', async () => {
  const person = await first.must('person.register', madeUpPerson(1));
  const opened = await first.must('case.open', { personId: person.id, risk: 'loss-of-work-capacity' });
  for (const note of ['a\u0000b', 'маңызды \ud83d', '\udc00']) {
    expect(await first.call('case.saveDraft', { id: opened.id, facts: { note } })).toEqual({ ok: false, error: { type: 'InvalidInput', issues: [{ path: 'facts.note', code: 'badText' }] } });
  }
  expect(await first.call('person.register', madeUpPerson(2, { street: '\ud800x' }))).toMatchObject({ ok: false, error: { issues: [{ path: 'street', code: 'badText' }] } });
  await first.must('case.saveDraft', { id: opened.id, facts: { note: 'бүтін 😀' } });
});

test('what the centre puts aside stays on the screen, blocks what was built on it, and says why in the history, the batch and the sync', async () => {
  const person = await first.must('person.register', madeUpPerson(3));
  const { id } = await first.must('case.open', { personId: person.id, risk: 'loss-of-work-capacity' });
  await first.must('case.saveDraft', { id, facts: typed });
  const { db, commit } = first.host.office!.replica;
  // as a program without the check of texts would have written it
  const row = db.find<{ number: number; bytes: Uint8Array }>("SELECT number, bytes FROM journal WHERE document = ? AND command = 'case.saveDraft'", id)!;
  const entry = findEntry(row.bytes)!;
  const bytes = encodeEntry({ ...entry, changes: { facts: { ...(entry.changes['facts'] as object), note: 'маңызды \ud83d' } as never } });
  commit({ durability: 'full', documents: [], sql: (write) => void write.run('UPDATE journal SET bytes = ?, hash = ? WHERE number = ?', bytes, createCrypto().sha256(bytes), row.number) });
  await first.must('case.handOver', { id });
  await first.unlock('bolat');
  await first.must('case.approve', { id });
  await first.must('batch.sign', { password });

  expect(await first.sync()).toMatchObject({ phase: 'done', entriesSent: 6, quarantined: 3 });
  const seen = first.look('case.watch', { id });
  expect(seen.case).toMatchObject({ status: 'approved', facts: { employer: 'Тірек ЖШС' } });
  expect(seen.travel).toBe('quarantined');
  expect(seen.history.map(({ command, travel, why }) => [command, travel, why])).toEqual([
    ['case.open', 'received', null], ['case.saveDraft', 'quarantined', 'malformed'], ['case.handOver', 'quarantined', 'builtOnAside'], ['case.approve', 'quarantined', 'builtOnAside'],
  ]);
  expect(first.look('batch.list', {}).rows[0]).toMatchObject({ entries: 6, received: 3, quarantined: 3 });
  expect(first.look('status.watch', {})).toMatchObject({ unsent: 0, quarantined: 3 });
  // nobody approved anything but what was typed: the others have the case as the centre took it
  await second.sync();
  expect(second.look('case.watch', { id }).case).toMatchObject({ status: 'draft', facts: { employer: '' }, approved: null });
});

test('after a restore of the centre everything is handed in again, and what is on the screen stays', async () => {
  const before = first.look('case.list', { room: 'all' });
  const { db } = first.host.office!.replica;
  expect(db.list("SELECT 1 FROM setting WHERE name = 'sync.epoch'")).toHaveLength(1);
  // from here on the centre is one that was restored: receipts of before, which a colleague's letter may bring, count for nothing
  expect((await runServerTool(server, 'raise-epoch')).json).toEqual({ epoch: 2 });
  await server.kill();
  server = office.server = await startServer({ data: office.data.path });
  first.host.office!.replica.commit({ durability: 'full', documents: [], sql: (write) => void write.run('UPDATE setting SET value = ? WHERE name = ?', JSON.stringify(server.url), 'device.serverUrl') });
  expect(await first.sync()).toMatchObject({ phase: 'done', entriesSent: 6, receipts: 1, quarantined: 3 });
  expect(first.look('case.list', { room: 'all' })).toEqual(before);
  expect(await first.sync()).toMatchObject({ phase: 'done', entriesSent: 0 });
});
