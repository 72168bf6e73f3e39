import { existsSync, openSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync, writeSync, closeSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { PersonId } from '../../../shared/base/ids.ts';
import { createPaperCentre, type PaperCentre } from '../../support/replica/paper-centre.ts';
import { newFolder, openLaptop, soon, type Laptop } from '../../support/replica/laptop.ts';
import { madeUpPerson, password, staff, ulan } from '../../support/replica/people.ts';

let folder: ReturnType<typeof newFolder>;
let centre: PaperCentre;
let laptop: Laptop;

const open = () => openLaptop({ profile: folder.path, fetch: centre.fetch });
const at = (...names: string[]) => join(folder.path, ...names);
const snapshots = () => readdirSync(at('snapshots')).filter((name) => name.endsWith('.db'));

beforeEach(async () => {
  folder = newFolder();
  centre = createPaperCentre(ulan);
  laptop = open();
  await laptop.enrol('https://paper', 'CODE');
});
afterEach(async () => {
  await laptop.close();
  folder.remove();
});

const work = async (from: number, count: number) => {
  const ids: PersonId[] = [];
  for (let n = from; n < from + count; n++) ids.push((await laptop.must('person.register', madeUpPerson(n))).id);
  return ids;
};
const names = () => laptop.look('person.find', { text: '', limit: 200 }).rows.map((row) => row.id).sort();
const ruin = (file: string) => writeFileSync(file, Buffer.concat([Buffer.alloc(5000, 7), readFileSync(file).subarray(5000)]));

test('a damaged replica is restored from the snapshot and the save file: people, cases, batch, numbers; sync goes on', async () => {
  await laptop.unlock('aigul');
  const before = await work(1, 3);
  await expect.poll(snapshots, soon).toHaveLength(1);
  const after = await work(10, 4);
  const { id } = await laptop.must('case.open', { personId: after[0]!, risk: 'loss-of-work-capacity' });
  await laptop.must('case.saveDraft', { id, facts: { onsetDate: '2026-01-05' as never, note: 'жазба' } });
  await laptop.must('case.handOver', { id });
  await laptop.close();
  laptop = open();
  await laptop.unlock('bolat');
  await laptop.must('case.approve', { id });
  await laptop.must('batch.sign', { password });
  centre.frames.push([]);
  expect(await laptop.sync()).toMatchObject({ phase: 'done', receipts: 1 });
  const seen = { people: names(), one: laptop.look('case.watch', { id }), status: laptop.look('status.watch', {}), batches: laptop.look('batch.list', {}) };
  await laptop.close();

  ruin(at('replica.db'));
  laptop = open();
  expect(await laptop.call('session.unlock', { login: 'bolat', password })).toMatchObject({ error: { type: 'StorageCorrupt' } });
  expect(laptop.look('device.watch', {}).problem).toMatchObject({ type: 'StorageCorrupt' });
  const { sources } = laptop.look('recovery.options', {});
  expect(sources[0]?.takenAt).toMatch(/^20/);
  expect(sources[0]?.entries).toBeGreaterThanOrEqual(8);
  expect(await laptop.call('recovery.restore', { login: 'bolat', password: 'wrong-password' })).toMatchObject({ error: { type: 'WrongPassword' } });
  const watched = laptop.watch('recovery.watch', {});
  expect(await laptop.must('recovery.restore', { login: 'bolat', password })).toMatchObject({ takenAt: sources[0]?.takenAt, complete: true });
  expect(watched.messages.length).toBeGreaterThan(1);
  expect(laptop.look('device.watch', {})).toMatchObject({ problem: null, session: null });
  const [kept] = readdirSync(at('damaged'));
  expect(readFileSync(at('damaged', kept!, 'replica.db')).subarray(0, 5000).every((byte) => byte === 7)).toBe(true);

  await laptop.unlock('bolat');
  expect(names()).toEqual([...before, ...after].sort());
  expect({ people: names(), one: laptop.look('case.watch', { id }), batches: laptop.look('batch.list', {}) }).toEqual({ people: seen.people, one: seen.one, batches: seen.batches });
  expect(laptop.look('status.watch', {})).toMatchObject({ unsent: 0, unreleased: seen.status.unreleased, lastReceiptAt: seen.status.lastReceiptAt });
  const sent = centre.envelopes.length;
  centre.frames.push([]);
  expect(await laptop.sync()).toMatchObject({ phase: 'done' });
  expect(centre.envelopes).toHaveLength(sent);
  await laptop.close();
  laptop = open();
  await laptop.unlock('aigul');
  const next = await laptop.must('case.open', { personId: before[0]!, risk: 'loss-of-work-capacity' });
  expect(laptop.look('case.watch', { id: next.id }).case?.number).not.toBe(seen.one.case?.number);
});

test('a replica that is gone is not made anew: it is restored, and from the save file alone where there is no snapshot', async () => {
  await laptop.unlock('aigul');
  const ids = await work(1, 2);
  await laptop.close();
  // as a restore that was cut off between its moves leaves it
  rmSync(at('replica.db'));
  writeFileSync(at('replica.db-wal'), 'of the damaged file');
  writeFileSync(at('replica.db.restored'), 'half a restore');
  rmSync(at('snapshots'), { recursive: true, force: true });
  laptop = open();
  expect(await laptop.call('session.unlock', { login: 'aigul', password })).toEqual({ ok: false, error: { type: 'StorageCorrupt', detail: 'missing' } });
  expect(existsSync(at('replica.db'))).toBe(false);
  expect(laptop.look('recovery.options', {}).sources).toEqual([{ takenAt: null, entries: 2, bytes: 0 }]);
  await laptop.must('recovery.restore', { login: 'aigul', password });
  await laptop.unlock('aigul');
  expect(names()).toEqual(ids.sort());
});

test('an enrolment over a replica whose key file is gone moves it aside with its snapshots', async () => {
  await laptop.unlock('aigul');
  await work(1, 1);
  await expect.poll(snapshots, soon).toHaveLength(1);
  await laptop.close();
  rmSync(at('keys.json'));
  laptop = open();
  await laptop.enrol('https://paper', 'CODE');
  const [kept] = readdirSync(at('damaged'));
  expect(readdirSync(at('damaged', kept!)).sort()).toEqual(['journal', 'replica.db', 'snapshots']);
  await laptop.unlock('aigul');
  expect(names()).toEqual([]);
});

test('nothing is restored where nothing is damaged', async () => {
  await laptop.unlock('aigul');
  expect(await laptop.call('recovery.restore', { login: 'aigul', password })).toMatchObject({ error: { type: 'Conflict', what: 'recovery' } });
});

test('a bit that flips on disk in a table nobody reads is found by the check beside the work', async () => {
  await laptop.unlock('aigul');
  await work(1, 60);
  await expect.poll(snapshots, soon).toHaveLength(1);
  await laptop.close();
  const file = at('replica.db');
  const handle = openSync(file, 'r+');
  const size = statSync(file).size;
  for (let page = Math.floor(size / 4096 / 2); page < size / 4096; page++) writeSync(handle, Buffer.of(1, 2, 3, 4), 0, 4, page * 4096 + 2000);
  closeSync(handle);
  laptop = open();
  const unlocked = await laptop.call('session.unlock', { login: 'aigul', password });
  if (unlocked.ok) await expect.poll(() => laptop.look('device.watch', {}).problem?.type, soon).toBe('StorageCorrupt');
  await laptop.must('recovery.restore', { login: 'aigul', password });
  await laptop.unlock('aigul');
  expect(names()).toHaveLength(60);
  await expect.poll(() => readFileSync(at('log', 'replica.log'), 'utf8').includes('"checked"'), soon).toBe(true);
});

test('a new data key: snapshots and save file of the old one go, once there is one of the new, and a restore works with it', async () => {
  await laptop.close();
  folder.remove();
  folder = newFolder();
  laptop = open();
  await laptop.enrol('https://paper', 'CODE', [...staff, { login: 'erlan', password }]);
  await laptop.unlock('aigul');
  const ids = await work(1, 2);
  await expect.poll(snapshots, soon).toHaveLength(1);
  const [old] = snapshots();
  await laptop.unlock('erlan');
  await laptop.must('session.rekey', { password });
  await expect.poll(() => (existsSync(at('snapshots')) ? snapshots() : []), soon).toHaveLength(1);
  expect(snapshots()).not.toEqual([old]);
  await expect.poll(() => readdirSync(folder.path).filter((name) => name.endsWith('.old-key')), soon).toEqual([]);
  await laptop.unlock('aigul');
  ids.push(...(await work(10, 2)));
  await laptop.close();
  ruin(at('replica.db'));
  laptop = open();
  expect(await laptop.call('session.unlock', { login: 'aigul', password })).toMatchObject({ error: { type: 'StorageCorrupt' } });
  expect(await laptop.must('recovery.restore', { login: 'aigul', password })).toMatchObject({ complete: true });
  await laptop.unlock('aigul');
  expect(names()).toEqual(ids.sort());
});
