import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statfsSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PlainDate } from '../../../shared/base/plain-date.ts';
import type { Person } from '../../../shared/domain/person.ts';
import { putDeviceSetting } from '../../../src-main/replica/session/device-setting.ts';
import { getOffice } from '../../../src-main/replica/session/host-parts.ts';
import { makePeople } from '../../bench/sync/people.ts';
import { newFolder, openLaptop, soon, type Laptop } from '../../support/replica/laptop.ts';
import { madeUpPerson, password, staff, ulan, zaysan } from '../../support/replica/people.ts';
import { smallDisk } from '../store/small-disk.ts';
import { makeEnrolCode, runServerTool, startServer, type TestServer } from '../../support/server/start-server.ts';

const folder = newFolder();
const at = (...names: string[]) => join(folder.path, ...names);
let [server, first, second, other] = [undefined as unknown as TestServer, undefined as unknown as Laptop, undefined as unknown as Laptop, undefined as unknown as Laptop];
let requests = 0;

beforeAll(async () => {
  server = await startServer();
  // Only enrolment goes over a line: from then on every request is counted, and there must be none.
  const offline: typeof fetch = (input, init) => (requests++, fetch(input, init));
  [first, second, other] = await Promise.all([['first', ulan], ['second', ulan], ['other', zaysan]].map(async ([name, district]) => {
    const laptop = openLaptop({ profile: at(name!), fetch: offline });
    await laptop.enrol(server.url, await makeEnrolCode(server, district!), staff);
    return laptop;
  })) as [Laptop, Laptop, Laptop];
  requests = 0;
});
afterAll(async () => {
  for (const laptop of [first, second, other]) await laptop?.close();
  await server?.stop();
  folder.remove();
});

/** A person with an approved and released case; the supervisor is at the laptop afterwards. */
const release = async (laptop: Laptop, n: number, district = ulan): Promise<void> => {
  await laptop.unlock('aigul');
  const person = await laptop.must('person.register', { ...madeUpPerson(n), district });
  const { id } = await laptop.must('case.open', { personId: person.id, risk: 'loss-of-work-capacity' });
  await laptop.must('case.saveDraft', { id, facts: { onsetDate: '2026-01-05' as PlainDate } });
  await laptop.must('case.handOver', { id });
  await laptop.unlock('bolat');
  await laptop.must('case.approve', { id });
  await laptop.must('batch.sign', { password });
};
const imported = async (stick: string, ...more: string[]) => JSON.parse((await runServerTool(server, 'import', stick, ...more)).stdout) as Record<string, unknown>;
const counts = async () => (await runServerTool(server, 'counts')).json;
const persons = (laptop: Laptop) => laptop.look('person.find', { text: '', limit: 1 }).total;
const deviceOf = (laptop: Laptop) => getOffice(laptop.host).certificate.device;
const state = (laptop: Laptop) => JSON.stringify([getOffice(laptop.host).replica.db.list('SELECT number, receipt, result FROM journal'), getOffice(laptop.host).replica.db.list('SELECT * FROM cursor'), persons(laptop)]);

test('a week of two laptops goes to the centre and back on one stick, twice, without a line: receipts, the other laptop’s people, a renewed lease', async () => {
  const stick = at('stick');
  mkdirSync(stick);
  await release(first, 1);
  await release(second, 2);
  await release(other, 3, zaysan);
  for (const laptop of [first, second, other]) {
    expect(await laptop.must('stick.write', { folder: stick })).toMatchObject({ envelopes: 1, entries: 6 });
    expect(laptop.look('stick.watch', {})).toMatchObject({ phase: 'done', filesDone: 1 });
  }
  // Written again, nothing is added.
  expect(await first.must('stick.write', { folder: stick })).toMatchObject({ envelopes: 1, bytes: 0 });
  const files = readdirSync(join(stick, 'tirek/envelopes'));
  expect(files).toHaveLength(3);
  for (const file of files) expect(readFileSync(join(stick, 'tirek/envelopes', file), 'latin1')).not.toContain('phone');

  expect(await imported(stick)).toMatchObject({ envelopes: 3, entries: 18, quarantined: 0, refused: [], devices: expect.arrayContaining([deviceOf(first), deviceOf(other)]) });
  const before = await counts();
  expect(await imported(stick)).toMatchObject({ envelopes: 3, entries: 18 });
  expect(await counts()).toEqual(before);
  for (const laptop of [first, second, other]) {
    const lease = getOffice(laptop.host).certificate.issued;
    expect(await laptop.must('stick.read', { folder: stick })).toMatchObject({ receipts: 1, entries: 6, passed: [] });
    expect(laptop.look('status.watch', {})).toMatchObject({ unsent: 0, quarantined: 0 });
    expect(getOffice(laptop.host).certificate.issued > lease).toBe(true);
    const once = state(laptop);
    expect(await laptop.must('stick.read', { folder: stick })).toMatchObject({ receipts: 0, entries: 0, items: 0, passed: [] });
    expect(state(laptop)).toBe(once);
  }
  expect([first, second, other].map(persons)).toEqual([2, 2, 1]);
  expect(await first.call('stick.write', { folder: stick })).toEqual({ ok: false, error: { type: 'StickRefused', detail: 'nothing' } });
  expect(requests).toBe(0);
});

test('what went by stick and by line is taken once, whichever comes first', async () => {
  const stick = at('both');
  mkdirSync(stick);
  await release(first, 4);
  await first.must('stick.write', { folder: stick });
  expect(await first.sync()).toMatchObject({ phase: 'done' });
  const before = await counts();
  expect(await imported(stick)).toMatchObject({ envelopes: 1, entries: 6, quarantined: 0 });
  expect(await counts()).toMatchObject({ persons: before['persons'], entries: before['entries'], quarantined: before['quarantined'] });
  expect(await first.must('stick.read', { folder: stick })).toMatchObject({ receipts: 0, entries: 0 });
  expect(await first.sync()).toMatchObject({ phase: 'done' });
});

test('the first load of a district, on a stick for all its laptops and nobody else', async () => {
  const stick = at('load');
  mkdirSync(stick);
  // RxDB lets one process have so many collections and no more.
  await second.must('session.lock', {});
  const late = openLaptop({ profile: at('late') });
  await late.enrol(server.url, await makeEnrolCode(server, ulan), staff);
  await late.unlock('bolat');
  const { people } = makePeople(ulan, 300);
  writeFileSync(at('people.ndjson'), people.map((person) => `${JSON.stringify(person)}\n`).join(''));
  expect((await runServerTool(server, 'import-population', at('people.ndjson'))).json).toMatchObject({ imported: people.length });
  expect(await imported(stick, '--snapshot', ulan)).toMatchObject({ envelopes: 0, frames: expect.any(Number) });
  for (const file of readdirSync(join(stick, 'tirek/frames', ulan))) expect(readFileSync(join(stick, 'tirek/frames', ulan, file), 'latin1')).not.toContain('636200000/registry');
  expect(await late.must('stick.read', { folder: stick })).toMatchObject({ receipts: 0, passed: [] });
  await expect.poll(() => persons(late), soon).toBe(persons(first) + people.length);
  // So many are made searchable after they are there: no sync comes that would do it.
  const named = (person: Person) => late.look('person.find', { text: `${person.lastNameKk} ${person.firstNameKk}`, limit: 50 }).rows.map(({ id }) => id);
  await expect.poll(() => named(people.at(-1)!), soon).toContain(people.at(-1)!.id);
  // Another district's laptop finds nothing for it, and cannot read what is put under its name.
  expect(await other.call('stick.read', { folder: stick })).toEqual({ ok: false, error: { type: 'StickRefused', detail: 'nothing' } });
  cpSync(join(stick, 'tirek/frames', ulan), join(stick, 'tirek/frames', zaysan), { recursive: true });
  const once = state(other);
  expect(await other.call('stick.read', { folder: stick })).toEqual({ ok: false, error: { type: 'StickRefused', detail: 'foreign' } });
  expect(state(other)).toBe(once);
  await late.close();
  await second.unlock('bolat');
});

test('a damaged, foreign, full, read-only or missing stick changes nothing and says why', async () => {
  const stick = at('bad');
  mkdirSync(stick);
  await release(second, 5);
  await second.must('stick.write', { folder: stick });
  const [envelope] = readdirSync(join(stick, 'tirek/envelopes'));
  const path = join(stick, 'tirek/envelopes', envelope!);
  const whole = readFileSync(path);
  const before = await counts();
  for (const [why, change] of [['malformed', () => truncateSync(path, whole.length - 9)], ['malformed', () => writeFileSync(path, 'junk')], ['badSignature', () => writeFileSync(path, Buffer.from(whole).fill(7, whole.indexOf('"readers"') + 300, whole.indexOf('"readers"') + 301))]] as const) {
    writeFileSync(path, whole);
    change();
    expect((await imported(stick))['refused'], why).toMatchObject([{ file: envelope }]);
    expect(await counts()).toEqual(before);
  }
  writeFileSync(path, whole);
  expect(await imported(stick)).toMatchObject({ envelopes: 1, refused: [] });

  const receipts = join(stick, 'tirek/receipts', deviceOf(second));
  const frames = join(stick, 'tirek/frames', deviceOf(second));
  const kept = at('kept');
  cpSync(stick, kept, { recursive: true });
  const once = state(second);
  for (const parent of [receipts, frames]) for (const file of readdirSync(parent)) truncateSync(join(parent, file), 100);
  expect(await second.call('stick.read', { folder: stick })).toEqual({ ok: false, error: { type: 'StickRefused', detail: 'damaged' } });
  expect(second.look('stick.watch', {})).toMatchObject({ phase: 'failed', error: { type: 'StickRefused', detail: 'damaged' } });
  expect(state(second)).toBe(once);
  // One damaged file among good ones stops none of them.
  writeFileSync(join(kept, 'tirek/receipts', deviceOf(second), 'zzz.receipt'), 'junk');
  expect(await second.must('stick.read', { folder: kept })).toMatchObject({ receipts: 1, entries: 6, passed: [{ why: 'damaged', count: 1 }] });

  await release(second, 6);
  for (const nowhere of [at('nowhere'), '', path]) expect(await second.call('stick.write', { folder: nowhere })).toEqual({ ok: false, error: { type: 'StickRefused', detail: 'missing' } });
  if (process.getuid?.() !== 0) {
    const locked = at('locked');
    mkdirSync(locked);
    chmodSync(locked, 0o500);
    expect(await second.call('stick.write', { folder: locked })).toEqual({ ok: false, error: { type: 'StickRefused', detail: 'readonly' } });
  }
  // The folder of the envelopes cannot be made: what stands there is a file.
  const blocked = at('blocked');
  mkdirSync(blocked);
  writeFileSync(join(blocked, 'tirek'), '');
  expect(await second.call('stick.write', { folder: blocked })).toMatchObject({ ok: false, error: { type: 'StickRefused' } });
  expect(existsSync(join(blocked, 'tirek.partial'))).toBe(false);
  expect(second.look('status.watch', {})).toMatchObject({ unsent: 6 });
  rmSync(kept, { recursive: true });
});

test('a file that cannot be read from a stick stops no other, and is named', async () => {
  const stick = at('sector');
  mkdirSync(stick);
  await release(second, 9);
  const { entries } = await second.must('stick.write', { folder: stick });
  // The disk lists it, and gives no byte of it: its name, which is no UTF-8, leads nowhere once it has been read. As with a bad sector, reading fails.
  const unreadable = (ending: string, ...folders: string[]) => {
    mkdirSync(join(stick, 'tirek', ...folders), { recursive: true });
    writeFileSync(Buffer.concat([Buffer.from(join(stick, 'tirek', ...folders, '0')), Buffer.from([0xff]), Buffer.from(ending)]), 'bytes');
    return `0\ufffd${ending}`;
  };
  const envelope = unreadable('.envelope', 'envelopes');
  expect(await imported(stick)).toMatchObject({ envelopes: 1, entries, refused: [{ file: envelope, why: 'unreadable' }] });
  const receipt = unreadable('.receipt', 'receipts', deviceOf(second));
  unreadable('.letter', 'office', ulan);
  expect(await second.must('stick.read', { folder: stick })).toMatchObject({ receipts: 1, entries, passed: [{ why: 'unreadable', count: 2, files: [receipt, '0\ufffd.letter'] }] });
  for (const parent of [join(stick, 'tirek/receipts', deviceOf(second)), join(stick, 'tirek/frames', deviceOf(second)), join(stick, 'tirek/frames', ulan), join(stick, 'tirek/office')]) rmSync(parent, { recursive: true, force: true });
  unreadable('.receipt', 'receipts', deviceOf(second));
  expect(await second.call('stick.read', { folder: stick })).toEqual({ ok: false, error: { type: 'StickRefused', detail: 'unreadable' } });
});

test('a full stick is told before anything is written, and one that fills up meanwhile keeps no half of a file', async () => {
  const disk = smallDisk(1);
  // Where no disk can be mounted, a stick that is no folder any more is what can be told: the rest of this is a matter of the disk.
  if (!disk) return expect(await second.call('stick.write', { folder: at('gone') })).toEqual({ ok: false, error: { type: 'StickRefused', detail: 'missing' } });
  await release(second, 7);
  writeFileSync(join(disk.folder, 'films'), Buffer.alloc(1_000_000));
  expect(await second.call('stick.write', { folder: disk.folder })).toEqual({ ok: false, error: { type: 'StickRefused', detail: 'full' } });
  expect(readdirSync(disk.folder)).toEqual(['films']);
  rmSync(join(disk.folder, 'films'));
  expect(await second.must('stick.write', { folder: disk.folder })).toMatchObject({ envelopes: 1 });
  writeFileSync(join(disk.folder, 'films'), Buffer.alloc(statfsSync(disk.folder).bavail * statfsSync(disk.folder).bsize));
  const half = await runServerTool(server, 'import', disk.folder);
  expect([half.status, JSON.parse(half.stdout)]).toEqual([1, { error: { type: 'full' } }]);
  expect(readdirSync(join(disk.folder, 'tirek'), { recursive: true }).filter((name) => String(name).includes('.partial') || /\.(receipt|frame)$/.test(String(name)))).toEqual([]);
  rmSync(join(disk.folder, 'films'));
  expect(await imported(disk.folder)).toMatchObject({ envelopes: 1, refused: [] });
  disk.setReadonly(true);
  expect(await second.must('stick.read', { folder: disk.folder })).toMatchObject({ receipts: 1 });
  await release(second, 8);
  expect(await second.call('stick.write', { folder: disk.folder })).toEqual({ ok: false, error: { type: 'StickRefused', detail: 'readonly' } });
  disk.setReadonly(false);
});

test('receipts of the time before the centre was restored say nothing any more', async () => {
  const stick = at('old');
  mkdirSync(stick);
  await second.must('stick.write', { folder: stick });
  await imported(stick);
  const { replica } = getOffice(second.host);
  const unsent = second.look('status.watch', {}).unsent;
  const epoch = (value: number) => replica.commit({ durability: 'full', documents: [], sql: (db) => putDeviceSetting(db, 'sync.epoch', value) });
  epoch(2);
  expect((await second.must('stick.read', { folder: stick })).passed).toContainEqual({ why: 'old', count: 1 });
  expect(second.look('status.watch', {}).unsent).toBe(unsent);
  epoch(1);
  expect(await second.must('stick.read', { folder: stick })).toMatchObject({ receipts: 1, passed: [] });
  expect(second.look('status.watch', {}).unsent).toBe(0);
});

test('it stops where it is told to, and one stick is worked with at a time', async () => {
  const stick = at('stick');
  const running = first.call('stick.read', { folder: stick });
  expect(await first.call('stick.read', { folder: stick })).toEqual({ ok: false, error: { type: 'Conflict', what: 'stick', id: '' } });
  await first.must('stick.cancel', {});
  expect(await running).toEqual({ ok: false, error: { type: 'Cancelled' } });
  expect(first.look('stick.watch', {})).toMatchObject({ phase: 'cancelled', error: null });
  expect(await first.must('stick.read', { folder: stick })).toMatchObject({ receipts: 0 });
});
