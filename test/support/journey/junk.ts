import type { Page } from 'playwright-core';
import { contract, type ChannelName } from '../../../shared/ipc/contract.ts';

export type JunkAnswer = { readonly channel: string; readonly by: 'call' | 'live'; readonly junk: string; readonly answer: unknown };

/** Channels that take an empty object: any object is no junk to them, so those that do something get only what is none. */
const takesNothing = (channel: ChannelName): boolean => contract[channel].input.safeParse({}).success;

/** Everything a page with somebody's script in it could think of, to every channel, as call and as live query; what came back of each, or that it threw. */
export const throwJunk = (page: Page): Promise<JunkAnswer[]> => {
  const channels = (Object.keys(contract) as ChannelName[]).map((name) => ({ name, kind: contract[name].kind === 'live' ? 'live' as const : 'call' as const, nothing: takesNothing(name) }));
  return page.evaluate(async (given) => {
    type Told = { first?: unknown; diff?: unknown; error?: unknown };
    const { bridge } = window as unknown as { bridge: { call: (channel: unknown, input?: unknown) => Promise<unknown>; live: (channel: unknown, input: unknown, told: (message: Told) => void) => () => void } };
    // deeper than a thousand Electron's own bridge carries nothing: it throws in the page, and nothing has left it
    let deep: unknown = 'bottom';
    for (let i = 0; i < 300; i++) deep = i % 2 ? [deep] : { deep };
    const cyclic: Record<string, unknown> = {};
    cyclic.self = cyclic;
    const id = '01890000-0000-7000-8000-000000000001';
    const plain: Record<string, unknown> = { null: null, true: true, number: 42, notANumber: NaN, text: 'x', hugeText: 'ұ'.repeat(2_000_000), list: [], longList: Array.from({ length: 50_000 }, (_, i) => i), function: () => id, symbol: Symbol('id'), bigint: 10n };
    const objects: Record<string, unknown> = {
      deep, cyclic, date: new Date(0), bytes: new Uint8Array(1000), map: new Map([['id', id]]), wrongFields: { a: 1, b: [2] }, wrongTypes: { id: 7, login: {}, password: [], text: null, limit: 'many', facts: 'none', room: 3, reason: false, to: 1, personId: [], risk: {} },
      proto: JSON.parse('{"__proto__":{"id":"x","admin":true},"constructor":{"prototype":{"admin":true}}}'), hugeFields: { id: 'x'.repeat(1_000_000), login: 'x'.repeat(1_000_000), password: 'x'.repeat(1_000_000), text: 'x'.repeat(1_000_000), limit: 1e308 },
      injection: { id: "' OR 1=1 --", login: "'; DROP TABLE journal; --", password: null, text: 5, limit: -1, room: 'all"--', personId: '../../etc/passwd', risk: 1 },
    };
    const said: { channel: string; by: 'call' | 'live'; junk: string; answer: unknown }[] = [];
    const live = (channel: unknown, input: unknown) =>
      new Promise<unknown>((done) => {
        // silence would leave a screen waiting for ever; a busy machine is only late
        setTimeout(() => done('silence'), 60_000);
        const stop = bridge.live(channel, input, (message) => {
          queueMicrotask(() => stop());
          done(message);
        });
      });
    // asked in the wrong way a channel is refused by its name alone: there the weight of the junk is only time
    const heavy = ['hugeText', 'longList', 'hugeFields', 'deep'];
    const ask = async (channel: unknown, name: string, junk: string, input: unknown, kind?: 'call' | 'live') => {
      for (const by of ['call', 'live'] as const) {
        if (kind && by !== kind && heavy.includes(junk)) continue;
        try {
          said.push({ channel: name, by, junk, answer: await (by === 'call' ? bridge.call(channel, input) : live(channel, input)) });
        } catch (error) {
          said.push({ channel: name, by, junk, answer: `threw ${String(error)}` });
        }
      }
    };
    for (const { name, kind, nothing } of given) for (const [junk, input] of Object.entries(nothing ? plain : { ...plain, ...objects })) await ask(name, name, junk, input, kind);
    const strange: Record<string, unknown> = { unknown: 'person.delete', empty: '', constructor: 'constructor', proto: '__proto__', toString: 'toString', long: 'x'.repeat(100_000), null: null, number: 5, object: { toString: () => 'case.approve' }, list: ['case.approve'], undefined };
    for (const [name, channel] of Object.entries(strange)) for (const [junk, input] of Object.entries({ empty: {}, text: 'x' })) await ask(channel, `strange ${name}`, junk, input);
    return said;
  }, channels);
};
