import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PlainDate } from '../../../shared/base/plain-date.ts';
import { encodeEntry, findEntry } from '../../../shared/sync/journal-entry.ts';
import { checkProof } from '../../../shared/sync/receipt-proof.ts';
import { createCrypto } from '../../../src-main/replica/platform/crypto.ts';
import type { Laptop } from '../../support/replica/laptop.ts';
import { madeUpPerson, password, ulan } from '../../support/replica/people.ts';
import { openTwoLaptops } from '../../support/replica/two-laptops.ts';
import { runServerTool, startServer } from '../../support/server/start-server.ts';

// What the centre put aside, mended and sent again or given up by a supervisor; before a real centre.
let office: Awaited<ReturnType<typeof openTwoLaptops>>;
let [first, second] = [undefined as unknown as Laptop, undefined as unknown as Laptop];
beforeAll(async () => {
  office = await openTwoLaptops();
  ({ first, second } = office);
});
afterAll(() => office?.close());

/** A case of which the centre takes nothing but the opening: its text cannot be kept, and what follows is built on it. */
const putAside = async (n: number) => {
  await first.unlock('aigul');
  const person = await first.must('person.register', madeUpPerson(n));
  const { id } = await first.must('case.open', { personId: person.id, risk: 'loss-of-work-capacity' });
  await first.must('case.saveDraft', { id, facts: { onsetDate: '2026-01-05' as PlainDate, employer: 'Тірек ЖШС', note: 'маңызды сөз' } });
  const { db, commit } = first.host.office!.replica;
  const row = db.find<{ number: number; bytes: Uint8Array }>("SELECT number, bytes FROM journal WHERE document = ? AND command = 'case.saveDraft'", id)!;
  const entry = findEntry(row.bytes)!;
  const bytes = encodeEntry({ ...entry, changes: { facts: { ...(entry.changes['facts'] as object), note: 'маңызды \ud83d' } as never } });
  commit({ durability: 'full', documents: [], sql: (write) => void write.run('UPDATE journal SET bytes = ?, hash = ? WHERE number = ?', bytes, createCrypto().sha256(bytes), row.number) });
  await first.must('case.handOver', { id });
  await first.unlock('bolat');
  await first.must('case.approve', { id });
  await first.must('batch.sign', { password });
  expect(await first.sync()).toMatchObject({ phase: 'done', quarantined: 3 });
  return id;
};

test('sent again it is mended, signed anew and taken as whose work it was; the list says what is to be done and is empty afterwards', async () => {
  const id = await putAside(1);
  expect(first.look('aside.list', {}).rows).toMatchObject([{ document: id, collection: 'cases', label: first.look('case.watch', { id }).case!.number, commands: ['case.saveDraft', 'case.handOver', 'case.approve'], byName: 'Айгүл Сынақова', why: 'malformed', ways: ['resend', 'discard'] }]);
  await first.must('aside.resend', { document: id });
  expect(first.look('aside.list', {}).rows).toEqual([]);
  expect(first.look('status.watch', {})).toMatchObject({ quarantined: 0, unreleased: 3 });
  expect(await first.call('aside.resend', { document: id })).toMatchObject({ ok: false, error: { type: 'NotFound', what: 'entry' } });
  await first.must('batch.sign', { password });
  expect(await first.sync()).toMatchObject({ phase: 'done', entriesSent: 4, quarantined: 0 });
  expect(first.look('case.watch', { id })).toMatchObject({ travel: 'received', case: { status: 'approved' } });
  await second.sync();
  const there = second.look('case.watch', { id }).case!;
  expect(there).toMatchObject({ status: 'approved', facts: { employer: 'Тірек ЖШС', note: 'маңызды \ufffd' }, handedOver: { byName: 'Айгүл Сынақова' }, approved: { byName: 'Болат Жасандыұлы' } });
});

test('given up with a reason it leaves the record as the centre has it, and stays in the history', async () => {
  const id = await putAside(2);
  await first.unlock('aigul');
  expect(await first.call('aside.discard', { document: id, reason: 'x' })).toMatchObject({ ok: false, error: { type: 'NotAllowed' } });
  await first.unlock('bolat');
  expect(await first.call('aside.discard', { document: id, reason: ' ' })).toMatchObject({ ok: false, error: { type: 'InvalidInput' } });
  await first.must('aside.discard', { document: id, reason: 'екінші рет енгізілген' });
  expect(first.look('aside.list', {}).rows).toEqual([]);
  // One entry goes, in no batch: the word of it.
  expect(first.look('status.watch', {})).toMatchObject({ unsent: 1, unreleased: 0, quarantined: 0 });
  expect(await first.sync()).toMatchObject({ phase: 'done', entriesSent: 1, quarantined: 0 });
  expect(first.look('status.watch', {})).toMatchObject({ unsent: 0, quarantined: 0 });
  const shown = (await runServerTool(office.server, 'quarantine', '--full')).json['entries'] as { entry: { document: string; author: string } | null; givenUp?: object }[];
  const bolat = first.look('case.watch', { id }).history.at(-1)!.by;
  expect(shown.filter(({ entry }) => entry?.document === id).map(({ givenUp }) => givenUp)).toEqual(Array.from({ length: 3 }, () => ({ at: expect.any(String) as string, by: bolat, why: 'Болат Жасандыұлы: екінші рет енгізілген' })));
  expect(shown.filter(({ entry }) => entry?.document !== id).every(({ givenUp }) => givenUp === undefined)).toBe(true);
  const hidden = (await runServerTool(office.server, 'quarantine')).stdout;
  expect(hidden).not.toContain('екінші');
  const seen = first.look('case.watch', { id });
  expect(seen.case).toMatchObject({ status: 'draft', facts: { employer: '' }, approved: null });
  expect(seen.history.map(({ command, why }) => [command, why])).toEqual([['case.open', null], ['case.saveDraft', 'malformed'], ['case.handOver', 'builtOnAside'], ['case.approve', 'builtOnAside'], ['aside.discard', null]]);
  expect(first.host.office!.replica.db.list("SELECT DISTINCT resolved, resolution FROM journal WHERE document = ? AND resolved IS NOT NULL", id)).toEqual([{ resolved: 'discarded', resolution: 'Болат Жасандыұлы: екінші рет енгізілген' }]);
});

test('word of a giving up that a centre does not take (one of before, or whose author is no supervisor) asks nobody anything', async () => {
  const id = await putAside(3);
  await first.must('aside.discard', { document: id, reason: 'екінші рет енгізілген' });
  const { db, commit } = first.host.office!.replica;
  const row = db.find<{ number: number; bytes: Uint8Array }>("SELECT number, bytes FROM journal WHERE command = 'aside.discard' AND document = ?", id)!;
  const author = db.find<{ author: string }>("SELECT author FROM journal WHERE command = 'case.open' AND document = ?", id)!.author;
  const bytes = encodeEntry({ ...findEntry(row.bytes)!, author: author as never });
  commit({ durability: 'full', documents: [], sql: (write) => void write.run('UPDATE journal SET bytes = ?, hash = ? WHERE number = ?', bytes, createCrypto().sha256(bytes), row.number) });
  expect(await first.sync()).toMatchObject({ phase: 'done', entriesSent: 1, quarantined: 1 });
  expect(first.look('aside.list', {}).rows).toEqual([]);
  expect(first.look('status.watch', {})).toMatchObject({ unsent: 0, quarantined: 0 });
  expect(first.look('case.watch', { id }).case).toMatchObject({ status: 'draft', facts: { employer: '' } });
});

test('each synchronisation is kept with what went each way, the streams are read to their heads', async () => {
  const monitor = first.look('sync.monitor', {});
  expect(monitor.runs.length).toBeGreaterThanOrEqual(4);
  expect(monitor.runs.find(({ entries }) => entries === 4)).toMatchObject({ phase: 'done', error: null, receipts: 1, quarantined: 0 });
  for (const run of monitor.runs) expect(run.bytesUp + run.bytesDown).toBeGreaterThan(0);
  expect(monitor.streams.map(({ stream, behind }) => [stream, behind])).toEqual(expect.arrayContaining([[`${ulan}/casework`, 0], [`${ulan}/registry`, 0]]));
  const { db, commit } = first.host.office!.replica;
  const { keepSyncRun } = await import('../../../src-main/replica/store/sync-runs.ts');
  const run = { started: 1, ended: 2, phase: 'done', error: null, entries: 0, receipts: 0, quarantined: 0, items: 0, up: 1, down: 1, repaired: 0, unequal: 0 };
  commit({ durability: 'normal', documents: [], sql: (write) => Array.from({ length: 250 }, () => keepSyncRun(write, run)) as never });
  expect(db.find('SELECT count(*) AS count FROM sync_run')).toEqual({ count: 200 });
});

test('a record’s proof of receipt is believed by itself, and nothing in it can be changed', async () => {
  const id = first.look('case.list', { room: 'all' }).rows[0]!.id;
  const file = await first.must('receipt.proof', { document: id });
  const text = Buffer.from(file.bytes!).toString('utf8');
  for (const word of ['Тірек', 'маңызды', 'Сынақова']) expect(text).not.toContain(word);
  const proof = JSON.parse(text) as { centreKey: string; entries: { line: { r: string }; hash: string; path: string[]; index: number }[] };
  const port = createCrypto();
  expect(checkProof(port, proof, proof.centreKey)).toMatchObject({ proof: { document: id, waiting: 0 } });
  const [entry] = proof.entries;
  const changed = (change: object) => checkProof(port, { ...proof, entries: [{ ...entry, ...change }, ...proof.entries.slice(1)] });
  expect(changed({ line: { ...entry!.line, r: entry!.line.r === 'applied' ? 'merged' : 'applied' } })).toEqual({ fault: 'wrongReceipt' });
  expect(changed({ hash: 'A'.repeat(43) })).toEqual({ fault: 'wrongReceipt' });
  expect(changed({ index: entry!.index + 1 })).toEqual({ fault: 'wrongReceipt' });
  expect(changed({ signature: 'A'.repeat(86) })).toEqual({ fault: 'badSignature' });
  expect(checkProof(port, proof, 'B'.repeat(43))).toEqual({ fault: 'otherKey' });
  const path = join(office.folders[0].path, 'proof.json');
  writeFileSync(path, text);
  const said = execFileSync(process.execPath, ['src-main/replica/tools/verify-paper.ts', path, '--key', proof.centreKey, '--json'], { encoding: 'utf8' });
  expect(JSON.parse(said)).toMatchObject({ believed: true, compared: true, document: id });
});

test('a batch of which something was given up is handed in again with its manifest to a centre that was restored and has lost both', async () => {
  const id = await putAside(4);
  await first.must('aside.discard', { document: id, reason: 'екінші рет енгізілген' });
  expect(await first.sync()).toMatchObject({ phase: 'done' });
  const { db, commit } = first.host.office!.replica;
  const { device } = first.host.office!.certificate;
  const { batch } = db.find<{ batch: string }>("SELECT batch FROM journal WHERE document = ? AND command = 'case.open'", id)!;
  const backup = new pg.Client({ connectionString: office.server.database });
  await backup.connect();
  await backup.query('DELETE FROM entry WHERE device = $1', [device]);
  await backup.query('DELETE FROM envelope WHERE device = $1', [device]);
  await backup.query('DELETE FROM manifest WHERE device = $1 AND batch = $2', [device, batch]);
  await backup.end();
  expect((await runServerTool(office.server, 'raise-epoch')).json).toEqual({ epoch: 2 });
  await office.server.kill();
  office.server = await startServer({ data: office.data.path });
  commit({ durability: 'full', documents: [], sql: (write) => void write.run('UPDATE setting SET value = ? WHERE name = ?', JSON.stringify(office.server.url), 'device.serverUrl') });
  // As on a line where little passes between two cuts, which says a manifest once.
  first.host.mostEntries = 2000;
  expect(await first.sync()).toMatchObject({ phase: 'done' });
  const answers = db.list<{ command: string; why: string | null }>('SELECT command, why FROM journal WHERE batch = ? AND resolved IS NULL', batch);
  expect(answers.length).toBeGreaterThan(1);
  expect(answers.filter(({ why }) => why === 'notReleased')).toEqual([]);
});
