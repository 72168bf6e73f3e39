import { afterAll, beforeAll, expect, test } from 'vitest';
import { contract, type ChannelName } from '../../../shared/ipc/contract.ts';
import { createPaperCentre } from '../../support/replica/paper-centre.ts';
import { properInputs } from '../../support/proper-inputs.ts';
import { forkHost, type ForkedHost } from '../../support/replica/fork-host.ts';
import { newFolder, openLaptop, soon } from '../../support/replica/laptop.ts';
import { madeUpPerson, password, ulan } from '../../support/replica/people.ts';

const folder = newFolder();
let host: ForkedHost;

beforeAll(async () => {
  const laptop = openLaptop({ profile: folder.path, fetch: createPaperCentre(ulan).fetch });
  await laptop.enrol('http://127.0.0.1:9', 'CODE');
  await laptop.close();
  host = await forkHost(folder.path);
});
afterAll(async () => {
  await host.stop();
  folder.remove();
});

const errorOf = async (channel: string, input: unknown) => {
  const answer = await host.call(channel, input);
  return answer?.ok === false ? answer.error : answer;
};

const openToAnyone = (channel: ChannelName) => contract[channel].access === 'anyone';
const channels = Object.keys(contract) as ChannelName[];

test('while locked, every channel that needs somebody answers Locked, and live ones say so', async () => {
  await host.call('session.lock', {});
  for (const channel of channels.filter((name) => !openToAnyone(name))) {
    const input = properInputs[channel];
    const locked = contract[channel].kind === 'live'
      ? await new Promise((resolve) => host.subscribe(channel, input, (reply) => resolve(reply.error ?? reply)))
      : await errorOf(channel, input);
    expect(locked, channel).toEqual({ type: 'Locked' });
  }
});

test('roles are checked in the host: a caseworker cannot approve, a supervisor cannot open', async () => {
  const id = '01890000-0000-7000-8000-000000000001';
  expect((await host.call('session.unlock', { login: 'aigul', password }))?.ok).toBe(true);
  for (const [channel, input] of [['case.approve', { id }], ['case.return', { id, reason: 'x' }], ['case.transfer', { id, to: ulan, reason: '' }], ['batch.sign', { password }]] as const) {
    expect(await errorOf(channel, input)).toEqual({ type: 'NotAllowed', action: channel });
  }
  expect(await new Promise((resolve) => host.subscribe('batch.preview', {}, (reply) => resolve(reply.error)))).toEqual({ type: 'NotAllowed', action: 'batch.preview' });
  expect((await host.call('session.unlock', { login: 'bolat', password }))?.ok).toBe(true);
  expect(await errorOf('case.open', { personId: id, risk: 'loss-of-work-capacity' })).toEqual({ type: 'NotAllowed', action: 'case.open' });
  expect(await errorOf('case.approve', { id })).toEqual({ type: 'NotFound', what: 'case', id });
});

const junk: readonly unknown[] = [null, 0, '', 'x'.repeat(100_000), [], [[[]]], { id: {} }, { id: '1\u0000' }, { id: "' OR 1=1 --", text: '"*', limit: 1e9 }, { __proto__: { id: 1 }, constructor: 1 }, { id: new Date(0) }, new Map([[1, 2]]), { facts: null }, Number.NaN];

test('junk to every channel is InvalidInput, or what the channel answers to nothing; the host goes on', async () => {
  for (const channel of channels.filter((name) => !['session.lock', 'sync.start', 'sync.cancel'].includes(name))) {
    for (const input of junk) {
      if (contract[channel].input.safeParse(input ?? {}).success) continue;
      const error = contract[channel].kind === 'live'
        ? await new Promise<unknown>((resolve) => host.subscribe(channel, input, (reply) => resolve(reply.error)))
        : await errorOf(channel, input);
      expect(error, `${channel} ${String(input)}`).toMatchObject({ type: 'InvalidInput' });
    }
  }
  for (const channel of ['nothing', 'constructor', '__proto__', 'toString', 'case.list ']) expect(await errorOf(channel, {})).toEqual({ type: 'UnknownChannel', channel });
  expect(await errorOf('case.list', { room: 'all' })).toEqual({ type: 'UnknownChannel', channel: 'case.list' });
});

test('messages outside the protocol are passed over', async () => {
  for (const message of ['text', 7, null, [], { id: -1, call: {} }, { id: 1 }, { id: 1, call: { channel: '' } }, { id: 1, call: { channel: 'x', input: 1, more: 1 } }]) host.send(message);
  const area = await host.call<{ areas: unknown[] }>('area.list', {});
  expect(area?.ok && area.value.areas.length).toBe(244);
});

test('a subscription starts with its first value, follows changes, and ends', async () => {
  await host.call('session.unlock', { login: 'aigul', password });
  const told: unknown[] = [];
  const id = host.subscribe('person.find', { text: '', limit: 10 }, (reply) => told.push(reply));
  await expect.poll(() => told, soon).toMatchObject([{ first: { rows: [], total: 0 } }]);
  await host.call('person.register', madeUpPerson(1));
  await expect.poll(() => told.length, soon).toBe(2);
  expect(told[1]).toMatchObject({ diff: { total: [0, 1] } });
  await host.call('session.lock', {});
  await expect.poll(() => told[2], soon).toMatchObject({ error: { type: 'Locked' } });
  await host.call('session.unlock', { login: 'aigul', password });
  await expect.poll(() => told[3], soon).toMatchObject({ first: { total: 1 } });
  host.send({ id, unsubscribe: true });
  await host.call('person.register', madeUpPerson(2));
  expect(told).toHaveLength(4);
});

test('a second host on the same profile says that the replica is in use, both stay alive, and the second opens it once the first has let go', async () => {
  const second = await forkHost(folder.path);
  const answer = await second.call('session.unlock', { login: 'aigul', password });
  expect(answer).toEqual({ ok: false, error: { type: 'StorageBusy' } });
  const problem = await new Promise<unknown>((resolve) => second.subscribe('device.watch', {}, (reply) => resolve(reply.first)));
  expect(problem).toMatchObject({ problem: null, session: null });
  await host.call('session.lock', {});
  expect((await second.call('session.unlock', { login: 'aigul', password }))?.ok).toBe(true);
  expect(await second.stop()).toEqual({ code: 0, signal: null });
  expect((await host.call('session.unlock', { login: 'bolat', password }))?.ok).toBe(true);
});
