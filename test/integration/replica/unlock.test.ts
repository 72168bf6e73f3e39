import { appendFileSync, mkdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { lock } from '../../../src-main/replica/session/lock.ts';
import { createPaperCentre } from '../../support/replica/paper-centre.ts';
import { newFolder, openLaptop, soon, type Laptop } from '../../support/replica/laptop.ts';
import { madeUpPerson, password, staff, ulan } from '../../support/replica/people.ts';

const day = 86_400_000;
let folder: ReturnType<typeof newFolder>;
let laptop: Laptop;
let now: number;
/** The centre's clock, right whatever the laptop's says. */
let centreNow: number;

const open = () => openLaptop({ profile: folder.path, fetch: centre.fetch, now: () => now });
let centre: ReturnType<typeof createPaperCentre>;

beforeEach(async () => {
  folder = newFolder();
  now = centreNow = Date.UTC(2026, 0, 10, 6);
  centre = createPaperCentre(ulan, { now: () => centreNow });
  laptop = open();
  await laptop.enrol('https://paper', 'CODE');
});
afterEach(async () => {
  await laptop.close();
  folder.remove();
});

const wrong = (login: string) => laptop.call('session.unlock', { login, password: 'wrong-password' });
const delay = async (login: string) => {
  const answer = await wrong(login);
  return answer.ok ? undefined : answer.error;
};

test('wrong passwords are delayed ever longer, the same for logins that do not exist, and a restart does not help', async () => {
  expect(await delay('aigul')).toEqual({ type: 'WrongPassword', retryAfterSeconds: 0 });
  expect(await delay('nobody')).toEqual({ type: 'WrongPassword', retryAfterSeconds: 0 });
  expect(await delay('aigul')).toEqual({ type: 'WrongPassword', retryAfterSeconds: 2 });
  // while the delay runs, not even the right password is heard
  expect(await laptop.call('session.unlock', { login: 'aigul', password })).toEqual({ ok: false, error: { type: 'WrongPassword', retryAfterSeconds: 2 } });
  await laptop.close();
  laptop = open();
  expect(laptop.look('device.watch', {}).retryAfterSeconds).toBe(2);
  now += 2_000;
  expect(await delay('nobody')).toEqual({ type: 'WrongPassword', retryAfterSeconds: 4 });
  now += 4_000;
  expect(await laptop.call('session.unlock', { login: 'aigul', password })).toMatchObject({ ok: true });
  // her own slips are forgiven, those under other logins are not
  expect(await delay('aigul')).toEqual({ type: 'WrongPassword', retryAfterSeconds: 2 });
  expect(laptop.look('device.watch', {}).session?.login).toBe('aigul');
});

test('a wrong password at the signing of a batch counts too', async () => {
  await laptop.unlock('bolat');
  for (const seconds of [0, 0, 2]) expect(await laptop.call('batch.sign', { password: 'wrong-password' })).toEqual({ ok: false, error: { type: 'WrongPassword', retryAfterSeconds: seconds } });
});

test('roles written into keys.json change nothing, and one login cannot be passed off as another', async () => {
  const path = join(folder.path, 'keys.json');
  const keys = JSON.parse(readFileSync(path, 'utf8')) as { staff: { login: string; roles?: string[] }[] };
  keys.staff[0]!.roles = ['supervisor'];
  writeFileSync(path, JSON.stringify(keys));
  expect(await laptop.unlock('aigul')).toMatchObject({ roles: ['caseworker'] });
  keys.staff[0]!.login = 'bolat';
  keys.staff.pop();
  writeFileSync(path, JSON.stringify(keys));
  expect(await laptop.call('session.unlock', { login: 'bolat', password })).toMatchObject({ error: { type: 'WrongPassword' } });
});

test('the lease: read-only when past, closed a week later, open again after a sync; a clock set back gains nothing', async () => {
  await laptop.unlock('aigul');
  const person = madeUpPerson(1);
  now += 31 * day;
  expect(await laptop.call('person.register', person)).toMatchObject({ error: { type: 'LeaseExpired' } });
  expect(laptop.look('person.find', { text: '', limit: 5 }).total).toBe(0);
  expect(laptop.look('status.watch', {}).leaseDaysLeft).toBe(0);
  now -= 31 * day;
  expect(await laptop.call('person.register', person)).toMatchObject({ error: { type: 'LeaseExpired' } });
  await laptop.unlock('aigul');
  await laptop.close();
  laptop = open();
  await laptop.unlock('aigul');
  expect(await laptop.call('person.register', person)).toMatchObject({ error: { type: 'LeaseExpired' } });
  now += 38 * day;
  expect(laptop.watch('person.find', { text: '', limit: 5 }).error).toMatchObject({ type: 'LeaseExpired' });
  centreNow = now;
  expect(await laptop.sync()).toMatchObject({ phase: 'done' });
  expect(await laptop.call('person.register', person)).toMatchObject({ ok: true });
  expect(laptop.look('status.watch', {}).leaseDaysLeft).toBe(30);
});

test('a laptop whose clock ran years ahead works again after a sync, by the centre\'s time', async () => {
  await laptop.unlock('aigul');
  now += 900 * day;
  expect(await laptop.call('person.register', madeUpPerson(1))).toMatchObject({ error: { type: 'LeaseExpired' } });
  centreNow += day;
  expect(await laptop.sync()).toMatchObject({ phase: 'done' });
  expect(await laptop.call('person.register', madeUpPerson(1))).toMatchObject({ ok: true });
  expect(laptop.host.clock.today()).toBe('2026-01-11');
});

test('a damaged or newer replica is told in device.watch, and nothing else falls', async () => {
  await laptop.unlock('aigul');
  laptop.host.office!.replica.connection.database.pragma('user_version = 99999');
  await laptop.must('session.lock', {});
  const device = laptop.watch('device.watch', {});
  expect(await laptop.call('session.unlock', { login: 'aigul', password })).toMatchObject({ error: { type: 'DatabaseTooNew', found: 99999 } });
  await expect.poll(() => device.value?.problem, soon).toMatchObject({ type: 'DatabaseTooNew' });
  const bytes = readFileSync(laptop.host.files.replica);
  writeFileSync(laptop.host.files.replica, bytes.map((byte, at) => (at < 200 ? byte ^ 0x5a : byte)));
  expect(await laptop.call('session.unlock', { login: 'aigul', password })).toMatchObject({ error: { type: 'StorageCorrupt' } });
  await expect.poll(() => device.value?.problem, soon).toMatchObject({ type: 'StorageCorrupt' });
  expect(laptop.look('device.watch', {})).toMatchObject({ session: null, enrolled: true });
  appendFileSync(laptop.host.files.keys, 'x');
  expect(laptop.look('device.watch', {})).toMatchObject({ problem: { type: 'StorageCorrupt', detail: 'keys.json' }, logins: [] });
  expect(await laptop.call('session.unlock', { login: 'aigul', password })).toEqual({ ok: false, error: { type: 'StorageCorrupt', detail: 'keys.json' } });
});

test('a page damaged while nobody looked is told by the query that meets it, not as a bug', async () => {
  await laptop.unlock('aigul');
  for (let n = 0; n < 300; n++) await laptop.must('person.register', madeUpPerson(n));
  await laptop.must('session.lock', {});
  const bytes = readFileSync(laptop.host.files.replica);
  // the middle of the file is people: opening does not read it, a list does
  const [from, to] = [bytes.length * 0.4, bytes.length * 0.6];
  writeFileSync(laptop.host.files.replica, bytes.map((byte, at) => (at > from && at < to && at % 512 === 0 ? byte ^ 1 : byte)));
  await laptop.unlock('aigul');
  const device = laptop.watch('device.watch', {});
  expect(laptop.watch('person.find', { text: '', limit: 200 }).error).toMatchObject({ type: 'StorageCorrupt' });
  await expect.poll(() => device.value?.problem, soon).toMatchObject({ type: 'StorageCorrupt' });
});

test('where the key file cannot be written, no try is made and no password is heard', async () => {
  const folderInTheWay = `${laptop.host.files.keys}.partial`;
  mkdirSync(folderInTheWay);
  expect(await laptop.call('session.unlock', { login: 'aigul', password })).toEqual({ ok: false, error: { type: 'StorageReadonly' } });
  rmdirSync(folderInTheWay);
  await laptop.unlock('aigul');
});

test('an enrolment that was cut off goes on with the same keys; one with other passwords starts anew', async () => {
  await laptop.close();
  folder.remove();
  folder = newFolder();
  laptop = open();
  const bodies: string[] = [];
  centre.mischief.answer = async (_path, honest) => {
    await honest();
    throw new TypeError('cut');
  };
  const { fetch } = centre;
  Object.assign(laptop.host, { fetch: ((url, init) => {
    bodies.push(Buffer.from(init?.body as Uint8Array).toString());
    return fetch(url, init);
  }) as typeof globalThis.fetch });
  const input = { serverUrl: 'https://paper/', code: 'CODE', deviceName: 'Ноутбук', staff };
  expect(await laptop.call('device.enrol', input)).toEqual({ ok: false, error: { type: 'Offline' } });
  expect(laptop.look('device.watch', {})).toMatchObject({ enrolled: false, logins: [] });
  expect(await laptop.call('session.unlock', { login: 'aigul', password })).toEqual({ ok: false, error: { type: 'NotEnrolled' } });
  expect(await laptop.call('device.enrol', input)).toEqual({ ok: false, error: { type: 'Offline' } });
  expect(await laptop.call('device.enrol', { ...input, staff: staff.map((person) => ({ ...person, password: 'another-one' })) })).toEqual({ ok: false, error: { type: 'Offline' } });
  expect(bodies[1]).toBe(bodies[0]);
  expect(bodies[2]).not.toBe(bodies[0]);
  centre.mischief.answer = undefined;
  expect(await laptop.call('device.enrol', { ...input, staff: [staff[0]!, staff[0]!] })).toMatchObject({ error: { type: 'InvalidInput', issues: [{ path: 'staff', code: 'loginTwice' }] } });
  await laptop.must('device.enrol', input);
  await laptop.unlock('aigul');
  expect(await laptop.call('device.enrol', input)).toMatchObject({ error: { type: 'Conflict', what: 'device' } });
});

test('whoever unlocks while the laptop is still being locked waits for it, and is not told that the file is busy', async () => {
  await laptop.unlock('aigul');
  const { replica } = laptop.host.office!;
  const { close } = replica;
  let mayClose = (): void => undefined;
  const gate = new Promise<void>((resolve) => (mayClose = resolve));
  Object.assign(replica, { close: () => gate.then(() => close.call(replica)) });
  const locking = lock(laptop.host);
  await expect.poll(() => laptop.host.office, soon).toBeUndefined();
  const unlocking = laptop.call('session.unlock', { login: 'bolat', password });
  setTimeout(mayClose, 200);
  expect(await unlocking).toMatchObject({ ok: true });
  await locking;
});
