import { expect, it } from 'vitest';
import { fuzzProtocol } from '../../fuzz/protocol/fuzz-protocol.ts';

const nobody = () => undefined;

it('refuses what is broken, takes what is not, and writes nothing for the rest', async () => {
  const { failures, controls, byName, routes } = await fuzzProtocol(1600, 1, nobody);
  expect(failures).toEqual([]);
  expect(controls).toBeGreaterThan(50);
  // Cut, swapped, replayed, wrong key, wrong area, future version, too deep, too large when unpacked: each came up.
  for (const kind of ['envelope: other bytes', 'sync: replayed', 'envelope: wrong key', 'entry: wrong area', 'entry: wrong area, a new case of their person', 'entry: a district that is none', 'control: a later schema', 'entry: a number that no column holds', 'envelope: future version', 'a body of a million brackets', 'envelope: zip bomb', 'control: a person', 'office: carried, and not proven', 'control: office', 'control: manifests', 'office: manifests of another office', 'last: files: of another district', 'control: last a file', 'control: compare, leaves and items', 'compare: wrong area', 'file: wrong area', 'control: file given',
    'compact: other bytes', 'compact: truncated', 'compact: swapped parts', 'compact: wrong key', 'compact: a message of another device', 'compact: longer than anything may be', 'compact: unpacks to too much', 'control: compact, replayed', 'control: compact, packed, one after another',
    'order: wrong key', 'end of an order: other bytes', 'revocation: not for here', 'control: roster', 'letter: swapped parts', 'sealed frame: other bytes', 'receipt file: wrong key', 'short receipt: other bytes', 'control: short receipt']) expect(byName[kind] ?? 0, kind).toBeGreaterThan(0);
  // Every route that the centre's door has is asked, rightly and wrongly: a new one is not forgotten here.
  expect(Object.keys(routes).sort()).toEqual(expect.arrayContaining(['/chunk', '/compare', '/enrol', '/file', '/health', '/last', '/metrics', '/office', '/session', '/sync']));
  expect(Object.entries(routes).filter(([, { taken, refused }]) => taken === 0 || refused === 0)).toEqual([]);
}, 3_600_000);

it('finds a centre that believes every signature', async () => {
  const { failures } = await fuzzProtocol(80, 1, nobody, (centre) => ({ ...centre, crypto: { ...centre.crypto, verify: () => true } }));
  expect(failures.length).toBeGreaterThan(0);
});

it('finds a centre that writes before it refuses', async () => {
  const { failures } = await fuzzProtocol(80, 1, nobody, (centre) => ({
    ...centre,
    store: {
      ...centre.store,
      tables: {
        ...centre.store.tables,
        findDevice: async (id) => {
          await centre.database.pool.query('UPDATE document SET version = version + 1');
          return centre.store.tables.findDevice(id);
        },
      },
    },
  }));
  expect(failures.some((failure) => failure.includes('changed'))).toBe(true);
});
