import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CaseId, StaffId } from '../../../shared/base/ids.ts';
import type { PlainDate } from '../../../shared/base/plain-date.ts';
import { addDays } from '../../../shared/base/date-steps.ts';
import { getOffice } from '../../../src-main/replica/session/host-parts.ts';
import { createPaperCentre } from '../../support/replica/paper-centre.ts';
import { newFolder, openLaptop, type Laptop } from '../../support/replica/laptop.ts';
import { madeUpPerson, password, staff, ulan } from '../../support/replica/people.ts';
import { makeEnrolCode, runServerTool, startServer, type TestServer } from '../../support/server/start-server.ts';

// Two laptops of an office whose one supervisor goes on leave: a caseworker acts for her by a signed order, never on work of their own.
const folder = newFolder();
const people = [...staff, { login: 'dina', name: 'Дина Жасанова', roles: ['caseworker' as const], password }];
const line = { up: true };
const clock = { ahead: 0 };
let [server, first, second] = [undefined as unknown as TestServer, undefined as unknown as Laptop, undefined as unknown as Laptop];

const synced = async (laptop: Laptop) => expect(await laptop.sync()).toMatchObject({ phase: 'done', error: null, quarantined: 0 });
const idOf = (laptop: Laptop, name: string): StaffId => laptop.look('acting.list', {}).people.find((one) => one.name === name)!.id;
const orderOf = (laptop: Laptop, number: string, days: readonly [number, number] = [0, 10]) => {
  const today = laptop.host.clock.today();
  return { staff: idOf(laptop, 'Дина Жасанова'), number, dated: today, from: addDays(today, days[0]), to: addDays(today, days[1]), password };
};
const carry = async (from: Laptop, to: Laptop, name: string) => {
  mkdirSync(join(folder.path, name), { recursive: true });
  await from.must('stick.write', { folder: join(folder.path, name) });
  expect((await to.must('stick.read', { folder: join(folder.path, name) })).passed).toEqual([]);
};
/** A case that `login` took and handed over. */
const handedOver = async (laptop: Laptop, login: string, n: number): Promise<CaseId> => {
  await laptop.unlock(login);
  const person = await laptop.must('person.register', madeUpPerson(n));
  const { id } = await laptop.must('case.open', { personId: person.id, risk: 'loss-of-work-capacity' });
  await laptop.must('case.saveDraft', { id, facts: { onsetDate: '2026-01-05' as PlainDate } });
  await laptop.must('case.handOver', { id });
  return id;
};

beforeAll(async () => {
  server = await startServer();
  const cut: typeof fetch = (input, init) => (line.up ? fetch(input, init) : Promise.reject(new TypeError('no line')));
  [first, second] = (await Promise.all(['first', 'second'].map(async (name) => {
    const laptop = openLaptop({ profile: join(folder.path, name), fetch: cut, now: () => Date.now() + clock.ahead });
    await laptop.enrol(server.url, await makeEnrolCode(server, ulan, { staff: people }), people, name);
    await laptop.unlock('bolat');
    return laptop;
  }))) as [Laptop, Laptop];
  for (const laptop of [first, second, first]) await synced(laptop);
});
afterAll(async () => {
  for (const laptop of [first, second]) await laptop?.close();
  await server?.stop();
  folder.remove();
});

test('an order is made without a line; whoever it names approves and signs others’ work, never their own, and the centre believes it', async () => {
  line.up = false;
  expect(await first.call('acting.appoint', { ...orderOf(first, '14-ж'), password: 'no' })).toMatchObject({ ok: false, error: { type: 'WrongPassword' } });
  expect(await first.call('acting.appoint', orderOf(first, '14-ж', [3, 1]))).toEqual({ ok: false, error: { type: 'InvalidInput', issues: [{ path: 'to', code: 'order' }] } });
  expect(await first.call('acting.appoint', orderOf(first, '14-ж', [0, 400]))).toEqual({ ok: false, error: { type: 'InvalidInput', issues: [{ path: 'to', code: 'overYear' }] } });
  expect(await first.call('acting.appoint', { ...orderOf(first, '14-ж'), staff: getOffice(first.host).session.staff })).toMatchObject({ ok: false, error: { type: 'RuleRefused', rule: 'actingSupervisor' } });
  await first.must('acting.appoint', orderOf(first, '14-ж'));
  expect(first.look('acting.list', {})).toMatchObject({ rows: [{ number: '14-ж', staffName: 'Дина Жасанова', byName: 'Болат Жасандыұлы', state: 'inForce', told: false }], mayAppoint: true, refused: false });

  const [others, own] = [await handedOver(first, 'aigul', 1), await handedOver(first, 'dina', 2)];
  expect(await first.must('session.unlock', { login: 'aigul', password })).not.toHaveProperty('acting');
  expect(await first.must('session.unlock', { login: 'dina', password })).toMatchObject({ roles: ['caseworker', 'supervisor'], acting: { number: '14-ж' } });
  expect(await first.call('acting.appoint', orderOf(first, '15-ж'))).toMatchObject({ ok: false, error: { rule: 'actingAppoints' } });
  expect(await first.call('case.approve', { id: own })).toMatchObject({ ok: false, error: { rule: 'fourEyes' } });
  await first.must('case.approve', { id: others });
  await first.must('batch.sign', { password });

  // By stick to the other laptop, which believes the batch by the order that it brings.
  await carry(first, second, 'stick');
  expect(second.look('case.watch', { id: others })).toMatchObject({ case: { status: 'approved' }, travel: 'released' });
  expect(second.look('acting.list', {}).rows).toMatchObject([{ number: '14-ж', state: 'inForce', told: false }]);

  line.up = true;
  await synced(first);
  expect(first.look('case.watch', { id: others }).travel).toBe('received');
  expect((await runServerTool(server, 'counts')).json).toMatchObject({ cases: 1, quarantined: 0 });
  await synced(second);
  expect(second.look('acting.list', {}).rows).toMatchObject([{ number: '14-ж', told: true }]);
});

test('an order that was ended elsewhere gives nothing any more, and says so; what was done under it stands', async () => {
  const id = await handedOver(first, 'aigul', 3);
  await second.unlock('bolat');
  await first.unlock('dina');
  expect(first.look('case.watch', { id }).actions).toContain('approve');
  const { order } = second.look('acting.list', {}).rows[0]!;
  await second.must('acting.end', { order, password });
  expect(await second.call('acting.end', { order, password })).toMatchObject({ ok: false, error: { type: 'Conflict', what: 'order' } });
  await synced(second);
  await synced(first);
  expect(await first.call('case.approve', { id })).toEqual({ ok: false, error: { type: 'RuleRefused', rule: 'actingOver', citation: null } });
  await first.unlock('dina');
  expect(await first.call('case.approve', { id })).toMatchObject({ ok: false, error: { type: 'NotAllowed' } });
  await first.unlock('bolat');
  expect(first.look('acting.list', {}).rows).toMatchObject([{ state: 'ended', ended: { byName: 'Болат Жасандыұлы' } }]);
  await first.must('case.approve', { id });
});

test('a term that passes while they are at the laptop ends the right; the centre’s own order gives it anew', async () => {
  const made = await runServerTool(server, 'appoint', '--district', ulan, '--name', 'Орталық', '--login', 'dina', '--number', '7', '--dated', first.host.clock.today(), '--from', first.host.clock.today(), '--to', addDays(first.host.clock.today(), 2));
  expect(made.json).toMatchObject({ kind: 'appoint' });
  expect(await runServerTool(server, 'appoint', '--district', ulan, '--name', 'Орталық', '--login', 'nobody', '--number', '7', '--dated', '2026-01-01', '--from', '2026-01-01', '--to', '2026-01-02')).toMatchObject({ status: 1, stdout: expect.stringContaining('unknownStaff') });
  await synced(first);
  expect(first.look('acting.list', {}).rows).toMatchObject([{ number: '7', byName: '', state: 'inForce', told: true }, { number: '14-ж' }]);
  const id = await handedOver(first, 'aigul', 4);
  expect(await first.must('session.unlock', { login: 'dina', password })).toMatchObject({ acting: { number: '7' } });
  line.up = false;
  clock.ahead = 4 * 86_400_000;
  expect(await first.call('case.approve', { id })).toMatchObject({ ok: false, error: { rule: 'actingOver' } });
  expect(await first.must('session.unlock', { login: 'dina', password })).not.toHaveProperty('acting');
});

test('under a centre whose program knows of no orders nobody is appointed: it would put aside what is done under one', async () => {
  const paper = createPaperCentre(ulan);
  const alone = openLaptop({ profile: join(folder.path, 'alone'), fetch: paper.fetch });
  await alone.enrol('https://paper', 'CODE');
  await alone.unlock('bolat');
  const person = alone.look('acting.list', {}).people[0]!;
  const today = alone.host.clock.today();
  const order = { staff: person.id, number: '1', dated: today, from: today, to: addDays(today, 2), password };
  await alone.must('acting.appoint', order);
  expect(await alone.must('session.unlock', { login: 'aigul', password })).toMatchObject({ acting: { number: '1' } });
  await alone.unlock('bolat');
  await alone.sync();
  expect(alone.look('acting.list', {})).toMatchObject({ refused: true, rows: [{ told: false }] });
  expect(await alone.call('acting.appoint', order)).toMatchObject({ ok: false, error: { rule: 'actingRefused' } });
  expect(await alone.must('session.unlock', { login: 'aigul', password })).not.toHaveProperty('acting');
  await alone.close();
});
