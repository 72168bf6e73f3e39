import { utf8 } from '../../../shared/base/bytes.ts';
import { protocolVersions } from '../../../shared/sync/messages.ts';
import { findParts, packParts } from '../../../shared/sync/parts.ts';
import { createLongHistory } from '../../simulation/long-history.ts';
import { createWorld, type World } from '../../simulation/world.ts';
import { breakBytes, breakJson, pick } from './breaks.ts';
import type { FuzzCase, MakeCase } from './case.ts';

type Sent = { body: Uint8Array; headers: Record<string, string> };
type Change = (route: string, body: Uint8Array) => { status?: number; body: Uint8Array };

const lineOf = (world: World, change: Change) =>
  (async (url: string, init: Sent) => {
    const route = url.split('/').at(-1)!;
    const answer = await world.centre.handle({ route, body: new Uint8Array(init.body), headers: init.headers });
    const { status = answer!.status, body } = change(route, answer!.body);
    let left: Uint8Array | undefined = body;
    const read = async () => {
      const value = left;
      left = undefined;
      return value ? { done: false, value } : { done: true, value: undefined };
    };
    return { status, body: { getReader: () => ({ read, cancel: async () => undefined }) } };
  }) as unknown as typeof fetch;

const documentsOf = ({ laptops: [laptop] }: World) => JSON.stringify(['persons', 'cases'].map((name) => laptop!.db().list(`SELECT id, body FROM memory_${name} ORDER BY id`)));

const json = (body: Uint8Array) => JSON.parse(new TextDecoder().decode(body)) as Record<string, unknown>;
const required = { session: ['session', 'version', 'epoch', 'time', 'certificate', 'signature'], sync: ['envelopes', 'frames', 'more'] };

const noLink = () => Promise.reject(new Error('no link here'));

/** `keepsWhole`: frames that were whole before the fault came are kept, as the protocol says. A laptop (the simulator's, with the real client) that gets bad answers: its sync fails with a word, nothing of what it has changes, and the next one with good answers is done. */
export const laptopCase: MakeCase = (_centre, chance) => {
  const seed = 1 + chance.below(1e6);
  const failing = (name: string, change: Change, keepsWhole = false): FuzzCase => ({
    name: `laptop: ${name}`,
    leaves: 'nothing',
    run: async () => {
      const world = await createWorld({ ...createLongHistory(seed), laptops: [0, 0], older: { laptops: {}, centre: undefined }, warm: false }, {});
      const laptop = world.laptops[0]!;
      const before = documentsOf(world);
      const bad = await laptop.sync(() => ({ fetch: lineOf(world, change), talk: noLink }));
      if (bad.problem !== undefined) return `a bug: ${bad.problem}`;
      if (bad.phase !== 'failed' || bad.error === 'null') return `ended as ${bad.phase} ${bad.error}`;
      if (!keepsWhole && documentsOf(world) !== before) return 'wrote something';
      const good = await laptop.sync(() => ({ fetch: lineOf(world, (_route, body) => ({ body })), talk: noLink }));
      return good.phase === 'done' ? undefined : `then ended as ${good.phase} ${good.error}`;
    },
  });
  const on = (wanted: string, change: (body: Uint8Array) => Uint8Array): Change => (route, body) => ({ body: route === wanted ? change(body) : body });
  const head = (body: Uint8Array, change: (value: Record<string, unknown>) => Uint8Array) => {
    const [first, ...rest] = findParts(body)!;
    return packParts([change(json(first!)), ...rest]);
  };
  return pick<FuzzCase>(chance, [
    failing('another answer to the handshake', on('session', (body) => breakJson(json(body), required.session, chance))),
    failing('a future version', on('session', (body) => utf8(JSON.stringify({ ...json(body), version: Math.max(...protocolVersions) + 1 + chance.below(90) })))),
    failing('a certificate of nobody', on('session', (body) => utf8(JSON.stringify({ ...json(body), signature: 'A'.repeat(86) })))),
    failing('another answer to the sync', on('sync', (body) => head(body, (value) => breakJson(value, required.sync, chance)))),
    failing('framing', on('sync', (body) => breakBytes(body, chance).subarray(0, chance.below(3)))),
    failing('frames that are not there', on('sync', (body) => head(body, (value) => utf8(JSON.stringify({ ...value, frames: Number(value['frames']) + 1 + chance.below(9) })))), true),
    failing('an answer nobody asked for', on('sync', (body) => head(body, (value) => utf8(JSON.stringify({ ...value, envelopes: [{ lines: [{ n: 1, r: 'applied' }] }] }))))),
    failing('for ever more', on('sync', () => packParts([utf8('{"envelopes":[],"frames":0,"more":true}')]))),
    failing('a page of a hotel', () => ({ body: utf8('<html>') })),
    failing('a status', (_route, body) => ({ status: pick(chance, [204, 302, 404, 500, 503]), body: pick(chance, [body, utf8('{"refused":"tomorrow"}'), new Uint8Array()]) })),
  ]);
};
