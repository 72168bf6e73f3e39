import { afterAll, describe, expect, it } from 'vitest';
import { createChance } from '../../simulation/chance.ts';
import { SimulatedCrash } from '../../simulation/crash.ts';
import { createFakeCrypto, fakeKeyPair } from '../../simulation/fake-crypto.ts';
import { createMemoryDisk } from '../../simulation/memory-replica.ts';
import { createMemoryTables } from '../../simulation/memory-tables.ts';
import { newReferenceCentre, takeIn } from '../../simulation/model/reference-centre.ts';
import type { ModelDevice } from '../../simulation/model/shapes.ts';
import { isBaseGiven } from '../../../shared/sync/merge-entry.ts';
import { setSetting } from '../../../src-main/replica/store/settings.ts';

describe('the crypto of the simulator', () => {
  const [mine, other] = [fakeKeyPair(new Uint8Array(32).fill(1)), fakeKeyPair(new Uint8Array(32).fill(2))];
  const crypto = createFakeCrypto(createChance(1), [mine, other]);
  const message = Uint8Array.of(1, 2, 3);

  it('verifies a signature for its key and message only', () => {
    const signature = crypto.sign(mine.privateKey, message);
    expect(signature).toHaveLength(64);
    expect(crypto.verify(mine.publicKey, message, signature)).toBe(true);
    expect(crypto.verify(other.publicKey, message, signature)).toBe(false);
    expect(crypto.verify(mine.publicKey, Uint8Array.of(1, 2, 4), signature)).toBe(false);
    expect(crypto.verify(mine.publicKey, message, signature.with(5, signature[5]! ^ 1))).toBe(false);
  });

  it('opens a sealed key for its reader only, and notices a changed byte', () => {
    const [ephemeral, key] = [crypto.newReadKeyPair(), crypto.newContentKey()];
    const sealed = crypto.sealKey(ephemeral, mine.publicKey, key);
    expect(sealed).toHaveLength(48);
    expect(crypto.openKey(mine, ephemeral.publicKey, sealed)).toEqual(key);
    expect(crypto.openKey(other, ephemeral.publicKey, sealed)).toBeUndefined();
    const body = crypto.encrypt(key, message);
    expect(crypto.decrypt(key, body)).toEqual(message);
    expect(crypto.decrypt(crypto.newContentKey(), body)).toBeUndefined();
    expect(crypto.decrypt(key, body.with(0, 9))).toBeUndefined();
    expect(crypto.decompress(crypto.compress(message), 2)).toBeUndefined();
  });
});

describe('the model', () => {
  it('knows the same bases for made up as the centre does, whatever the epoch', () => {
    const device: ModelDevice = { id: 'd', area: 'a', roles: new Map([['p', 'caseworker']]), names: new Map([['p', 'P']]), revoked: false, readsDisputes: true };
    const setting = { devices: new Map([['d', device]]), districts: ['a'], at: '2026-01-05T05:00:00.000Z', entryOf: () => undefined };
    const turn = 2 ** 20;
    for (const epoch of [1, 2, 3]) for (const version of [1, 3, turn, turn + 4, 2 * turn + 1]) for (const base of [0, 1, 2, 3, 4, turn - 1, turn, turn + 1, turn + 4, turn + 5, 2 * turn, 2 * turn + 1, 2 * turn + 2, 1e9]) {
      const centre = { ...newReferenceCentre(), epoch };
      centre.documents.set('persons/x', { version, since: 1, body: { id: 'x', phone: '0' }, changedAt: {}, madeBy: {}, areas: ['a'] });
      const [line] = takeIn(centre, device, setting, [{ device: 'd', number: 1, hash: 'h', collection: 'persons', document: 'x', changes: { phone: '1' }, base, author: 'p', hlc: '0199b3c1d2e3-0000', released: 'yes' }], new Map());
      expect(line?.why === 'malformed', `${epoch} ${version} ${base}`).toBe(!isBaseGiven(version, base, epoch));
    }
  });
});

describe('a disk in memory', () => {
  const disk = createMemoryDisk();
  afterAll(disk.close);
  const put = (replica: ReturnType<typeof disk.open>, value: number, durability: 'full' | 'normal') => replica.commit({ durability, documents: [], sql: (db) => setSetting(db, `v${value}`, value) });
  const kept = () => disk.open().db.list<{ name: string }>('SELECT name FROM setting ORDER BY name').map((row) => row.name);

  it('loses in a power cut what was not synced, from its end, and in a kill nothing', () => {
    disk.reset();
    const replica = disk.open();
    put(replica, 1, 'normal');
    put(replica, 2, 'full');
    put(replica, 3, 'normal');
    put(replica, 4, 'normal');
    expect(disk.crash(false, 0)).toBe(0);
    expect(kept()).toEqual(['v1', 'v2', 'v3', 'v4']);
    expect(disk.crash(true, 0.5)).toBe(1);
    expect(kept()).toEqual(['v1', 'v2', 'v3']);
    expect(disk.crash(true, 0)).toBe(1);
    expect(kept()).toEqual(['v1', 'v2']);
  });

  it('dies before a commit or after it, and serves no dead program', () => {
    disk.reset();
    const replica = disk.open();
    disk.crashAt = { left: 0, when: 'before' };
    expect(() => put(replica, 1, 'full')).toThrow(SimulatedCrash);
    disk.crashAt = { left: 0, when: 'after' };
    expect(() => put(replica, 2, 'full')).toThrow(SimulatedCrash);
    disk.crash(true, 0);
    expect(kept()).toEqual(['v2']);
    expect(() => replica.db.list('SELECT 1')).toThrow(SimulatedCrash);
  });

  it('is full for a while', () => {
    disk.reset();
    const replica = disk.open();
    disk.fullFor = 1;
    expect(put(replica, 1, 'full')).toEqual({ ok: false, error: { type: 'StorageFull' } });
    expect(put(replica, 1, 'full').ok).toBe(true);
    expect(kept()).toEqual(['v1']);
  });
});

describe('the tables of the centre in memory', () => {
  it('takes a transaction whole or not at all, one after another, and goes back to a backup', async () => {
    const commits: number[] = [];
    const tables = createMemoryTables((writes) => void commits.push(writes.length));
    const write = (...keys: string[]) => tables.run(async () => {
      for (const key of keys) {
        tables.put('t', key, tables.rows('t').size);
        await Promise.resolve();
      }
    });
    await Promise.all([write('a', 'b'), write('c')]);
    const backup = tables.backup();
    expect([...tables.rows('t')]).toEqual([['a', 0], ['b', 1], ['c', 2]]);
    tables.crashAt = { left: 0, when: 'before' };
    await expect(write('d')).rejects.toThrow(SimulatedCrash);
    tables.crashAt = { left: 0, when: 'after' };
    await expect(write('e')).rejects.toThrow(SimulatedCrash);
    expect([...tables.rows('t').keys()]).toEqual(['a', 'b', 'c', 'e']);
    tables.restore(backup);
    expect([...tables.rows('t').keys()]).toEqual(['a', 'b', 'c']);
    expect(commits).toEqual([2, 1, 1]);
  });
});
