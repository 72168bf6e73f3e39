import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findSetting, setSetting } from '../../../src-main/replica/store/settings.ts';
import { open, testFolder } from './replica-fixture.ts';

const person = (id: string, name: string) => ({ collection: 'persons', document: { id, name, district: '631010000' } });
/** For `expect.poll`: RxDB tells its listeners in steps of its own, late on a busy machine. */
const soon = { interval: 5 };

describe('commit', () => {
  it('writes several collections and rows at once, with the metadata RxDB would set', async () => {
    const replica = await open(join(testFolder(), 'r.db'));
    const saved = replica.commit({ durability: 'full', documents: [person('a', 'Айгүл'), { collection: 'cases', document: { id: 'c', status: 'draft' } }], sql: (db) => setSetting(db, 's', { n: 1 }) });
    expect(saved).toEqual({ ok: true, value: undefined });
    const found = await replica.rx.collections['persons']?.findOne('a').exec();
    expect(found?.toJSON(true)).toMatchObject({ id: 'a', name: 'Айгүл', _deleted: false, _attachments: {}, _meta: { lwt: 1_700_000_000_000 } });
    expect(found?.revision).toBe(`1-${replica.rx.token}`);
    expect(findSetting(replica.db, 's')).toEqual({ n: 1 });
    replica.commit({ durability: 'normal', documents: [person('a', 'Айгерім')] });
    const after = await replica.rx.collections['persons']?.findOne('a').exec();
    expect([after?.revision, after?.toJSON(true)._meta.lwt]).toEqual([`2-${replica.rx.token}`, 1_700_000_000_000.01]);
  });

  it('reaches live queries and open documents', async () => {
    const replica = await open(join(testFolder(), 'r.db'));
    const persons = replica.rx.collections['persons'];
    const seen: string[][] = [];
    persons?.find({ selector: { district: '631010000' }, sort: [{ id: 'asc' }] }).$.subscribe((found) => seen.push(found.map((each) => each.get('name') as string)));
    await expect.poll(() => seen, soon).toEqual([[]]);
    replica.commit({ durability: 'full', documents: [person('a', 'one')] });
    await expect.poll(() => seen, soon).toEqual([[], ['one']]);
    const open1 = await persons?.findOne('a').exec();
    const names: string[] = [];
    open1.$.subscribe((each: { get: (field: string) => string }) => names.push(each.get('name')));
    replica.commit({ durability: 'full', documents: [person('a', 'two'), person('b', 'three')] });
    await expect.poll(() => seen, soon).toEqual([[], ['one'], ['two', 'three']]);
    await expect.poll(() => names.slice(0, 2), soon).toEqual(['one', 'two']);
    replica.commit({ durability: 'full', documents: [{ collection: 'persons', document: { id: 'a', deleted: true } }] });
    await expect.poll(() => seen, soon).toEqual([[], ['one'], ['two', 'three'], ['three']]);
    replica.commit({ durability: 'full', documents: [person('a', 'back')] });
    await expect.poll(() => seen.at(-1), soon).toEqual(['back', 'three']);
  });

  it('lets RxDB’s own writes follow: a patch after a commit is no conflict', async () => {
    const replica = await open(join(testFolder(), 'r.db'));
    replica.commit({ durability: 'full', documents: [person('a', 'one')] });
    const document = await replica.rx.collections['persons']?.findOne('a').exec();
    replica.commit({ durability: 'full', documents: [person('a', 'two')] });
    await document.getLatest().incrementalPatch({ name: 'three' });
    replica.commit({ durability: 'full', documents: [person('b', 'x')] });
    expect((await replica.rx.collections['persons']?.findOne('a').exec())?.get('name')).toBe('three');
  });

  it('writes nothing and tells nothing when the sql throws', async () => {
    const replica = await open(join(testFolder(), 'r.db'));
    replica.commit({ durability: 'full', documents: [person('a', 'one')] });
    const events: unknown[] = [];
    replica.rx.collections['persons']?.$.subscribe((event) => events.push(event));
    const broken = () =>
      replica.commit({
        durability: 'full', documents: [person('a', 'two'), person('b', 'three')],
        sql: (db) => {
          setSetting(db, 's', 1);
          throw new TypeError('bug');
        },
      });
    expect(broken).toThrow(TypeError);
    expect((await replica.rx.collections['persons']?.find().exec())?.map((each) => each.get('name'))).toEqual(['one']);
    expect(findSetting(replica.db, 's')).toBeUndefined();
    expect(() => replica.commit({ durability: 'full', documents: [{ collection: 'nowhere', document: { id: 'x' } }] })).toThrow(/no such collection/);
    expect(replica.commit({ durability: 'full', documents: [person('a', 'four')] }).ok).toBe(true);
    // in order: had anything been told before, it would stand before this
    await expect.poll(() => events.length, soon).toBeGreaterThan(0);
    expect(events).toMatchObject([{ operation: 'UPDATE', documentId: 'a', documentData: { name: 'four' } }]);
  });

  it('deletes what is there and shrugs at what is not', async () => {
    const replica = await open(join(testFolder(), 'r.db'));
    expect(replica.commit({ durability: 'full', documents: [{ collection: 'persons', document: { id: 'nobody', deleted: true } }] }).ok).toBe(true);
    expect(await replica.rx.collections['persons']?.find().exec()).toEqual([]);
  });

  it('keeps everything over a restart', async () => {
    const file = join(testFolder(), 'r.db');
    const first = await open(file);
    first.commit({ durability: 'normal', documents: Array.from({ length: 3000 }, (_, i) => person(`p${i}`, `n${i}`)) });
    await first.close();
    await first.close();
    const again = await open(file);
    expect(await again.rx.collections['persons']?.count().exec()).toBe(3000);
    expect((await again.rx.collections['persons']?.findOne('p7').exec())?.get('name')).toBe('n7');
  });
});
