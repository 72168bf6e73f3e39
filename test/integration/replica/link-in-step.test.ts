import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { putDeviceSetting } from '../../../src-main/replica/session/device-setting.ts';
import { getOffice, type Host } from '../../../src-main/replica/session/host-parts.ts';
import { lock } from '../../../src-main/replica/session/lock.ts';
import { findDocument } from '../../../src-main/replica/store/documents.ts';
import type { Replica } from '../../../src-main/replica/store/replica.ts';
import { serverVersionOf } from '../../../src-main/replica/store/versions.ts';
import { startSync, syncOnNotice } from '../../../src-main/replica/sync/start-sync.ts';
import { coolDown } from '../../../src-main/replica/sync/warm-link.ts';
import { editAndRelease } from '../../bench/sync/edit.ts';
import { mustSync, openOffice, type Office } from '../../bench/sync/office.ts';
import { soon, type Laptop } from '../../support/replica/laptop.ts';
import { warmAnew } from '../../support/replica/warm-link.ts';

// What a laptop remembers of the centre between two syncs, after something went wrong in one.
let [office, laptop, other] = [undefined as unknown as Office, undefined as unknown as Laptop, undefined as unknown as Laptop];
const logged: string[] = [];
beforeAll(async () => {
  office = await openOffice(60);
  [laptop, other] = [await office.newLaptop(), await office.newLaptop()];
  const { log } = laptop.host;
  Object.assign(laptop.host, { log: ((event, facts) => (logged.push(event), log(event, facts))) satisfies Host['log'] });
  await mustSync(other);
});
afterEach(() => vi.restoreAllMocks());
afterAll(() => office.close());

const db = () => getOffice(laptop.host).replica.db;
const id = (index: number) => office.people[index]!.id;
const runs = () => db().find<{ n: number }>('SELECT max(number) AS n FROM sync_run')?.n ?? 0;
const rest = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds));
/** The commits of the laptop go by `commit` until the function that is returned is called. */
const withCommit = (commit: (unit: Parameters<Replica['commit']>[0], honest: Replica['commit']) => ReturnType<Replica['commit']>): (() => void) => {
  const { replica } = getOffice(laptop.host);
  const honest = replica.commit;
  Object.assign(replica, { commit: (unit: Parameters<Replica['commit']>[0]) => commit(unit, honest) });
  return () => void Object.assign(replica, { commit: honest });
};

test('a centre without a mailbox is not asked for one sync after another, where a colleague’s work was answered', async () => {
  await warmAnew(laptop);
  getOffice(laptop.host).replica.commit({ durability: 'normal', documents: [], sql: (to) => putDeviceSetting(to, 'office.askedAt', laptop.host.clock.now()) });
  Object.assign(laptop.host, { carries: false, isOfficeAnswered: true });
  const before = runs();
  await mustSync(laptop);
  await rest(400);
  Object.assign(laptop.host, { carries: true });
  expect(runs()).toBe(before + 1);
  expect(laptop.host.isOfficeAnswered).toBe(true);
  Object.assign(laptop.host, { isOfficeAnswered: false });
});

test('a mailbox that a centre refuses while it is restarted is asked at the next handshake; one that it does not know is not, for an hour', async () => {
  const { fetch: honest } = laptop.host;
  let [refused, asked] = ['stopping', 0];
  const fetch = (async (input, init) => {
    if (!input.endsWith('/office')) return honest(input, init);
    asked += 1;
    return refused === '' ? honest(input, init) : new Response(JSON.stringify({ refused }), { status: 503 });
  }) satisfies Host['fetch'];
  Object.assign(laptop.host, { fetch });
  try {
    for (const [word, again] of [['stopping', true], ['internal', true], ['tooMany', true], ['notFound', false]] as const) {
      refused = word;
      coolDown(laptop.host);
      await mustSync(laptop);
      expect(laptop.host.carries, word).toBe(again);
      refused = '';
      asked = 0;
      coolDown(laptop.host);
      await mustSync(laptop);
      expect(asked > 0, word).toBe(again);
    }
  } finally {
    Object.assign(laptop.host, { fetch: honest, carries: true });
  }
});

test('a link on which an answer was not taken to its end, for a fault of our own, is not gone on with: the next sync has what came', async () => {
  await warmAnew(laptop);
  await editAndRelease(laptop.host, [id(1)], 1);
  let commits = 0;
  const honest = withCommit((unit, commit) => {
    // The receipt is on the disk; what follows it is not.
    if (commits++ > 0) throw new Error('planted');
    return commit(unit);
  });
  const ended = await laptop.sync();
  honest();
  expect(ended.phase).toBe('failed');
  expect(laptop.host.warm).toBeUndefined();
  await mustSync(laptop);
  expect(serverVersionOf(db(), 'persons', id(1))).toBe(2);
  expect(logged).toContain('unexpected');
});

test('what goes wrong here over what a link brings is told as that, and not as if somebody had stopped it', async () => {
  await warmAnew(laptop);
  await editAndRelease(other.host, [id(2)], 2);
  const honest = withCommit(() => {
    throw new Error('planted');
  });
  await mustSync(other);
  const ended = await laptop.sync();
  honest();
  expect(ended).toMatchObject({ phase: 'failed', error: { type: 'Unexpected' } });
  await mustSync(laptop);
  expect(findDocument(getOffice(laptop.host).replica, 'persons', id(2))).toEqual(findDocument(getOffice(other.host).replica, 'persons', id(2)));
});

test('a sync that fails behind a notice is tried once more: the centre tells once', async () => {
  await warmAnew(laptop);
  const timers = vi.spyOn(globalThis, 'setTimeout');
  const honest = withCommit((unit, commit) => (unit.documents.length === 0 ? { ok: false, error: { type: 'StorageFull' } } : commit(unit)));
  await editAndRelease(other.host, [id(3)], 3);
  await mustSync(other);
  // By itself, or by this.
  syncOnNotice(laptop.host);
  while (laptop.host.stopSync) await rest(5);
  honest();
  expect(laptop.host.sync).toMatchObject({ phase: 'failed', error: { type: 'StorageFull' } });
  expect(laptop.host.warm).toBeDefined();
  const before = runs();
  timers.mock.calls.find(([, after]) => after === 60_000)![0]();
  while (laptop.host.stopSync) await rest(5);
  expect(laptop.host.sync.phase).toBe('done');
  expect(runs()).toBe(before + 1);
  expect(laptop.host.askAgain).toBeUndefined();
});

test('a link that opens long after the centre was asked is followed by a sync: what moved between would be told to nobody', async () => {
  coolDown(laptop.host);
  const { openLink } = laptop.host;
  let [told, isLate] = [0, true];
  const { onNotice } = laptop.host;
  Object.assign(laptop.host, {
    onNotice: () => void (told += 1),
    openLink: (async (url, headers) => {
      const raw = await openLink!(url, headers);
      if (isLate) laptop.host.askedAt = laptop.host.clock.elapsed() - 20_000;
      // Deaf, so that the centre's own notices are none of it.
      return raw && { ...raw, listen: (_onBytes, onEnd) => raw.listen(() => undefined, onEnd) };
    }) satisfies Host['openLink'],
  });
  try {
    await mustSync(laptop);
    await vi.waitFor(() => expect(laptop.host.warm).toBeDefined(), soon);
    expect(told).toBe(1);
    isLate = false;
    coolDown(laptop.host);
    await mustSync(laptop);
    await vi.waitFor(() => expect(laptop.host.warm).toBeDefined(), soon);
    expect(told).toBe(1);
  } finally {
    Object.assign(laptop.host, { openLink, onNotice });
  }
});

test('a line on which every link is late is not asked without end', async () => {
  coolDown(laptop.host);
  const { openLink, onNotice } = laptop.host;
  const before = runs();
  Object.assign(laptop.host, { onNotice: syncOnNotice, openLink: (async (url, headers) => {
    const raw = await openLink!(url, headers);
    // Each sync gives the link up again for the mailbox.
    Object.assign(laptop.host, { askedAt: laptop.host.clock.elapsed() - 20_000, isOfficeAnswered: true });
    return raw && { ...raw, listen: (_onBytes, onEnd) => raw.listen(() => undefined, onEnd) };
  }) satisfies Host['openLink'] });
  try {
    await mustSync(laptop);
    await rest(1500);
    expect(runs()).toBeGreaterThan(before);
    expect(runs()).toBeLessThan(before + 5);
  } finally {
    Object.assign(laptop.host, { openLink, onNotice, isOfficeAnswered: false });
    while (laptop.host.stopSync) await rest(5);
    coolDown(laptop.host);
  }
});

test('a sync that begins while the laptop is being locked is waited for, and none runs on a closed file', async () => {
  await warmAnew(laptop);
  const { length } = logged.filter((event) => event === 'unexpected');
  Object.assign(laptop.host, { stopCare: async () => void startSync(laptop.host) });
  await lock(laptop.host);
  Object.assign(laptop.host, { stopCare: undefined });
  expect([laptop.host.office, laptop.host.stopSync, laptop.host.warm]).toEqual([undefined, undefined, undefined]);
  await rest(200);
  expect(logged.filter((event) => event === 'unexpected')).toHaveLength(length);
  expect(laptop.host.sync.phase).toBe('cancelled');
  await laptop.unlock('aigul');
  // One that begins and ends meanwhile leaves no link behind.
  Object.assign(laptop.host, { stopCare: async () => {
    await mustSync(laptop);
    await vi.waitFor(() => expect(laptop.host.warm).toBeDefined(), soon);
  } });
  await lock(laptop.host);
  Object.assign(laptop.host, { stopCare: undefined });
  expect([laptop.host.office, laptop.host.warm]).toEqual([undefined, undefined]);
  await laptop.unlock('aigul');
  await mustSync(laptop);
});
