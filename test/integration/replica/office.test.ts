import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CaseId } from '../../../shared/base/ids.ts';
import type { PlainDate } from '../../../shared/base/plain-date.ts';
import { takeLetter } from '../../../src-main/replica/office/take-letter.ts';
import { getOffice } from '../../../src-main/replica/session/host-parts.ts';
import { newFolder, openLaptop, type Laptop } from '../../support/replica/laptop.ts';
import { madeUpPerson, password, staff, ulan } from '../../support/replica/people.ts';
import { makeEnrolCode, runServerTool, startServer, type TestServer } from '../../support/server/start-server.ts';

const folder = newFolder();
const at = (...names: string[]) => join(folder.path, ...names);
const lines = { first: true, second: true };
let [server, first, second] = [undefined as unknown as TestServer, undefined as unknown as Laptop, undefined as unknown as Laptop];

const synced = async (laptop: Laptop) => expect(await laptop.sync()).toMatchObject({ phase: 'done', error: null });
const counts = async () => (await runServerTool(server, 'counts')).json;
const entriesOf = (laptop: Laptop) => getOffice(laptop.host).replica.db.list('SELECT number, batch, receipt, result FROM journal ORDER BY number');
const all = (laptop: Laptop) => JSON.stringify([entriesOf(laptop), getOffice(laptop.host).replica.db.list('SELECT device, number, batch, ended FROM office_entry ORDER BY device, number'), laptop.look('case.list', { room: 'all' }).rows]);

/** A case that was handed over, of a person who was registered with it; the caseworker is at the laptop. */
const handedOver = async (laptop: Laptop, n: number): Promise<CaseId> => {
  await laptop.unlock('aigul');
  const person = await laptop.must('person.register', madeUpPerson(n));
  const { id } = await laptop.must('case.open', { personId: person.id, risk: 'loss-of-work-capacity' });
  await laptop.must('case.saveDraft', { id, facts: { onsetDate: '2026-01-05' as PlainDate, employer: 'Тірек ЖШС' } });
  await laptop.must('case.handOver', { id });
  return id;
};
const carry = async (from: Laptop, to: Laptop, stick: string) => {
  mkdirSync(stick, { recursive: true });
  const written = await from.must('stick.write', { folder: stick });
  const taken = await to.must('stick.read', { folder: stick });
  expect(taken.passed).toEqual([]);
  return { written, taken };
};

beforeAll(async () => {
  server = await startServer();
  const cutLine = (name: 'first' | 'second'): typeof fetch => (input, init) => (lines[name] ? fetch(input, init) : Promise.reject(new TypeError('no line')));
  [first, second] = (await Promise.all((['first', 'second'] as const).map(async (name) => {
    const laptop = openLaptop({ profile: at(name), fetch: cutLine(name) });
    await laptop.enrol(server.url, await makeEnrolCode(server, ulan), staff, name);
    await laptop.unlock('bolat');
    return laptop;
  }))) as [Laptop, Laptop];
  for (const laptop of [first, second]) await synced(laptop);
});
afterAll(async () => {
  for (const laptop of [first, second]) await laptop?.close();
  await server?.stop();
  folder.remove();
});

test('a case taken on a laptop without a line is approved, signed and handed in by another of the office, and its receipt comes back by stick', async () => {
  lines.first = false;
  const stick = at('stick');
  const id = await handedOver(first, 1);
  const there = await carry(first, second, stick);
  expect(there).toMatchObject({ written: { envelopes: 0, told: 4 }, taken: { told: 4, receipts: 0 } });
  expect(second.look('case.watch', { id })).toMatchObject({ case: { status: 'review', facts: { employer: 'Тірек ЖШС' } }, travel: 'office' });
  expect(second.look('person.find', { text: 'Synakova', limit: 5 }).rows).toHaveLength(1);
  const before = all(second);
  expect(await second.must('stick.read', { folder: stick })).toMatchObject({ told: 0 });
  expect(all(second)).toBe(before);
  // A letter that the stick gives no byte of (its name, no UTF-8, leads nowhere) hinders neither who writes nor who reads.
  const bad = at('sector', 'tirek', 'office', ulan);
  mkdirSync(bad, { recursive: true });
  writeFileSync(Buffer.concat([Buffer.from(join(bad, '0')), Buffer.from([0xff]), Buffer.from('.letter')]), 'bytes');
  expect(await first.must('stick.write', { folder: at('sector') })).toMatchObject({ told: 4 });
  expect(await second.must('stick.read', { folder: at('sector') })).toMatchObject({ told: 0, passed: [{ why: 'unreadable', count: 1 }] });
  expect(all(second)).toBe(before);

  // The centre has heard of nothing: it was in no batch.
  expect(await counts()).toMatchObject({ cases: 0, entries: 0 });
  await second.must('case.approve', { id });
  expect(second.look('batch.preview', {})).toMatchObject({ cases: [{ id }], persons: 1, entries: 5 });
  await second.must('batch.sign', { password });
  await synced(second);
  expect(await counts()).toMatchObject({ persons: 1, cases: 1, entries: 6, quarantined: 0 });
  expect(second.look('status.watch', {})).toMatchObject({ unsent: 0, unreleased: 0, quarantined: 0 });
  expect(second.look('case.watch', { id })).toMatchObject({ case: { status: 'approved' }, travel: 'received' });
  expect(second.look('batch.list', {}).rows).toMatchObject([{ entries: 6, received: 6, quarantined: 0 }]);

  const back = await carry(second, first, stick);
  expect(back.taken).toMatchObject({ receipts: 1, entries: 4 });
  expect(first.look('status.watch', {})).toMatchObject({ unsent: 0, unreleased: 0, quarantined: 0, link: 'up' });
  expect(first.look('case.watch', { id })).toMatchObject({ case: { status: 'approved' }, travel: 'received' });
  const once = all(first);
  await first.must('stick.read', { folder: stick });
  expect(all(first)).toBe(once);
  lines.first = true;
  await synced(first);
  await synced(second);
  expect(await counts()).toMatchObject({ cases: 1, entries: 6, quarantined: 0 });
});

test('returned and mended between two laptops without a line, approved on one and handed in by the other: every entry once, in the order in which they were read', async () => {
  [lines.first, lines.second] = [false, false];
  const [stick, before] = [at('mended'), await counts()];
  const id = await handedOver(first, 2);
  await carry(first, second, stick);
  await second.must('case.return', { id, reason: 'Күнін нақтылаңыз' });
  await carry(second, first, stick);
  expect(first.look('case.watch', { id })).toMatchObject({ case: { status: 'returned', returned: { reason: 'Күнін нақтылаңыз', byName: 'Болат Жасандыұлы' } } });
  await first.must('case.saveDraft', { id, facts: { onsetDate: '2026-01-06' as PlainDate } });
  await first.must('case.handOver', { id });
  await carry(first, second, stick);
  // Four eyes hold over both laptops.
  expect(second.look('case.watch', { id })).toMatchObject({ case: { status: 'review', facts: { onsetDate: '2026-01-06' } } });
  await second.must('case.approve', { id });
  await second.must('batch.sign', { password });
  await carry(second, first, stick);
  expect(first.look('case.watch', { id })).toMatchObject({ case: { status: 'approved' }, travel: 'released' });
  expect(first.look('status.watch', {})).toMatchObject({ unsent: 6, unreleased: 0 });

  lines.first = true;
  await synced(first);
  const after = await counts();
  expect({ persons: Number(after['persons']) - Number(before['persons']), cases: Number(after['cases']) - Number(before['cases']), entries: Number(after['entries']) - Number(before['entries']), quarantined: after['quarantined'] }).toEqual({ persons: 1, cases: 1, entries: 9, quarantined: 0 });
  expect(first.look('status.watch', {})).toMatchObject({ unsent: 0, unreleased: 0 });
  // The other laptop hears of it from the mailbox, and has nothing more to hand in.
  expect(second.look('status.watch', {})).toMatchObject({ unsent: 3 });
  lines.second = true;
  await synced(second);
  expect(second.look('status.watch', {})).toMatchObject({ unsent: 0, unreleased: 0, quarantined: 0 });
  expect(await counts()).toEqual(after);
  for (const laptop of [first, second]) expect(laptop.look('case.watch', { id })).toMatchObject({ case: { status: 'approved', facts: { onsetDate: '2026-01-06' } }, travel: 'received' });
});

test('what is not released goes through the mailbox of the office, and the centre cannot read it', async () => {
  const before = await counts();
  const id = await handedOver(first, 3);
  await synced(first);
  await synced(second);
  expect(second.look('case.watch', { id })).toMatchObject({ case: { status: 'review', facts: { employer: 'Тірек ЖШС' } }, travel: 'office' });
  expect(await counts()).toEqual(before);
  await second.must('case.return', { id, reason: 'Толықтырыңыз' });
  await synced(second);
  await synced(first);
  expect(first.look('case.watch', { id })).toMatchObject({ case: { status: 'returned' } });
  expect(await counts()).toEqual(before);
  // Both have told each other all, so the mailbox is empty but for what the last one said.
  await synced(second);
  await synced(first);
  await synced(second);
  const entries = getOffice(second.host).replica.db.list<{ bytes: Uint8Array }>('SELECT bytes FROM office_entry');
  expect(entries.some(({ bytes }) => new TextDecoder().decode(bytes).includes('Сынақова3'))).toBe(true);
});

test('a laptop that carries can leave out, and can make up nothing: an entry its maker did not sign is refused, and takes no number', async () => {
  const id = await handedOver(first, 4);
  await carry(first, second, at('forged'));
  await second.must('case.approve', { id });
  await second.must('batch.sign', { password });
  const { host } = second;
  const { replica } = getOffice(host);
  const [row] = replica.db.list<{ device: string; number: number; bytes: Uint8Array }>("SELECT device, number, bytes FROM office_entry WHERE ended = 0 AND command = 'case.saveDraft' AND document = ?", id);
  const forged = new TextEncoder().encode(new TextDecoder().decode(row!.bytes).replace('2026-01-05', '2026-02-05'));
  const before = await counts();
  const put = (bytes: Uint8Array) => replica.commit({ durability: 'full', documents: [], sql: (db) => void db.run('UPDATE office_entry SET bytes = ? WHERE device = ? AND number = ?', bytes, row!.device, row!.number) });
  put(forged);
  await synced(second);
  // Nothing of either laptop that was built on it went.
  expect(await counts()).toEqual(before);
  put(row!.bytes);
  getOffice(host);
  await second.must('session.lock', {});
  await second.unlock('bolat');
  await synced(second);
  expect(await counts()).toMatchObject({ entries: Number(before['entries']) + 6, quarantined: 0 });
});

test('the panel of the office says what each laptop holds and what waits for it; a laptop that appears later gets nothing before somebody lets it in', async () => {
  await synced(first);
  lines.first = false;
  const stick = at('late');
  const id = await handedOver(first, 5);
  await carry(first, second, stick);
  const held = first.look('status.watch', {}).unreleased;
  const [own, other] = second.look('office.watch', {}).rows;
  expect(own).toMatchObject({ own: true, name: 'second', unreleased: second.look('status.watch', {}).unreleased });
  expect(other).toMatchObject({ own: false, name: 'first', admitted: true, via: 'stick', unreleased: held, brought: held, toHandIn: 0, receipts: 0 });
  expect(other!.lastSeenAt).not.toBeNull();

  const third = openLaptop({ profile: at('third') });
  await third.enrol(server.url, await makeEnrolCode(server, ulan), staff, 'third');
  await third.unlock('bolat');
  await synced(third);
  expect(third.look('office.watch', {}).rows.map(({ name, admitted }) => [name, admitted]).sort()).toEqual([['first', true], ['second', true], ['third', true]]);
  // The first hears of it by the stick alone.
  await carry(second, first, stick);
  lines.second = true;
  await synced(second);
  await carry(second, first, stick);
  expect(first.look('office.watch', {}).rows.map(({ name, admitted }) => [name, admitted]).sort()).toEqual([['first', true], ['second', true], ['third', false]]);
  await first.must('stick.write', { folder: stick });
  // Frames that were sealed before it was there are not for it either.
  expect(await third.must('stick.read', { folder: stick })).toMatchObject({ told: 0, passed: [{ why: 'foreign' }] });
  await first.unlock('aigul');
  expect(await first.call('office.admit', { device: getOffice(third.host).certificate.device })).toMatchObject({ ok: false, error: { type: 'NotAllowed' } });
  await first.unlock('bolat');
  expect(await first.call('office.admit', { device: '01890000-0000-7000-8000-00000000c001' as never })).toMatchObject({ ok: false, error: { type: 'NotFound' } });
  await first.must('office.admit', { device: getOffice(third.host).certificate.device });
  await first.must('stick.write', { folder: stick });
  expect(await third.must('stick.read', { folder: stick })).toMatchObject({ told: held, passed: [{ why: 'foreign' }] });
  expect(third.look('case.watch', { id })).toMatchObject({ case: { status: 'review' }, travel: 'office' });
  await third.close();
});

test('letters come in any order and any number of times, and a damaged or foreign one changes nothing', async () => {
  [lines.first, lines.second] = [false, false];
  const stick = at('order');
  mkdirSync(stick);
  const device = getOffice(first.host).certificate.device;
  const letters = () => readdirSync(join(stick, 'tirek/office', ulan)).filter((name) => name.startsWith(device)).map((name) => new Uint8Array(readFileSync(join(stick, 'tirek/office', ulan, name))));
  const told: Uint8Array[][] = [];
  const id = await handedOver(first, 6);
  await first.must('stick.write', { folder: stick });
  told.push(letters());
  await first.unlock('bolat');
  await first.must('case.return', { id, reason: 'Қайта' });
  await first.must('stick.write', { folder: stick });
  told.push(letters());
  await first.unlock('aigul');
  await first.must('case.saveDraft', { id, facts: { employer: 'Басқа ЖШС' } });
  await first.must('stick.write', { folder: stick });
  told.push(letters());
  const take = (files: readonly Uint8Array[]) => files.map((file) => takeLetter(second.host, file, 'stick'));
  const before = all(second);
  for (const letter of told[2]!) {
    for (const at of [3, 40, letter.length >> 1, letter.length - 5]) expect(take([letter.with(at, letter[at]! ^ 1)])[0]).toMatchObject({ ok: true, value: expect.stringMatching(/damaged|foreign/) as string });
    expect(take([letter.slice(0, -1), new Uint8Array(), new Uint8Array(50)])).toEqual([1, 2, 3].map(() => ({ ok: true, value: 'damaged' })));
  }
  expect(all(second)).toBe(before);
  for (const index of [2, 0, 1, 2, 0]) for (const taken of take(told[index]!)) expect(typeof (taken.ok && taken.value)).toBe('object');
  const shown = second.look('case.watch', { id });
  expect(shown).toMatchObject({ case: { status: 'returned', facts: { employer: 'Басқа ЖШС', onsetDate: '2026-01-05' }, returned: { reason: 'Қайта' } }, travel: 'office' });
  expect(shown.case).toEqual(first.look('case.watch', { id }).case);
  const once = all(second);
  for (const files of [...told, ...told.toReversed()]) take(files);
  expect(all(second)).toBe(once);
});
