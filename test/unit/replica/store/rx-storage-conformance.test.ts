import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { getRxStorageSqlite } from '../../../../src-main/replica/store/rx-storage/index.ts';
import { animal, animalSchema, openInstance, prepared, type AnimalInstance } from './storage-fixture.ts';

const folder = mkdtempSync(join(tmpdir(), 'tirek-conformance-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const memory = getRxStorageSqlite({ filename: ':memory:' });
const storages = {
  // What RxDB's own storage does is the measure of these tests themselves.
  'RxDB’s memory storage': () => getRxStorageMemory(),
  'ours in memory': () => memory,
  'ours in an encrypted file': () => getRxStorageSqlite({ filename: join(folder, 'r.db'), key: 'c3'.repeat(32), durability: 'normal' }),
};

const opened: AnimalInstance[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((instance) => instance.close()));
});

describe.each(Object.entries(storages))('%s', (name, storage) => {
  const open = async (...[options]: [Parameters<typeof openInstance>[1]?]): Promise<AnimalInstance> => {
    const instance = await openInstance(storage(), options);
    opened.push(instance);
    return instance;
  };
  const insert = async (instance: AnimalInstance, ...documents: object[]) => expect((await instance.bulkWrite(documents.map((document) => ({ document })) as never, 't')).error).toEqual([]);
  const find = async (instance: AnimalInstance, query: object) => (await instance.query(prepared(instance, query))).documents.map((document) => document.id);

  it('opens twenty collections of one database at once, under the names given', async () => {
    const instances = await Promise.all(Array.from({ length: 20 }, (_, i) => open({ database: `many-${name}`, collection: `c${i}` })));
    expect(instances.map((instance) => [instance.databaseName, instance.collectionName])).toEqual(instances.map((_, i) => [`many-${name}`, `c${i}`]));
    await Promise.all(instances.map((instance) => instance.remove()));
  });

  it('of two inserts of one document at the same time the first succeeds and the second is a conflict', async () => {
    const instance = await open();
    const [first, second] = await Promise.all(['first', 'second'].map((text) => instance.bulkWrite([{ document: animal({ id: 'a', name: text }) }], 't')));
    expect(first?.error).toEqual([]);
    expect(second?.error).toMatchObject([{ status: 409, isError: true, context: 't', writeRow: { document: { name: 'second' } }, documentInDb: { name: 'first' } }]);
  });

  it('changes a tombstone into another, unsets a field, writes only _meta, skips revisions', async () => {
    const instance = await open();
    const states = [animal({ id: 'a', name: 'x' }), animal({ id: 'a' }, 2), { ...animal({ id: 'a' }, 9), _meta: { lwt: 9e12, mark: 1 } }, animal({ id: 'a', deleted: true }, 10), animal({ id: 'a', name: 'y', deleted: true }, 11)];
    await insert(instance, states[0]!);
    for (let i = 1; i < states.length; i++) {
      expect((await instance.bulkWrite([{ previous: states[i - 1], document: states[i] }] as never, 't')).error).toEqual([]);
      expect(await instance.findDocumentsById(['a'], true)).toEqual([states[i]]);
    }
    expect(await instance.findDocumentsById(['a'], false)).toEqual([]);
  });

  it('keeps letters of every script in ids and fields', async () => {
    const instance = await open();
    const ids = ['äöüßé', 'Нұрсұлтан', '中文', '😀🎉', 'a b\tc', "o'neil"];
    await insert(instance, ...ids.map((id) => animal({ id, name: `value ${id}` })));
    expect((await instance.findDocumentsById(ids, false)).map((document) => [document.id, document.name])).toEqual(ids.map((id) => [id, `value ${id}`]));
  });

  it('finds and counts deleted documents too, unless the selector says otherwise', async () => {
    const instance = await open();
    await insert(instance, animal({ id: 'a' }), animal({ id: 'b', deleted: true }));
    expect(await find(instance, { selector: {}, sort: [{ id: 'desc' }] })).toEqual(['b', 'a']);
    expect((await instance.count(prepared(instance, { selector: {} }))).count).toBe(2);
    expect((await instance.count(prepared(instance, { selector: { _deleted: false } }))).count).toBe(1);
    expect(await find(instance, { selector: { _deleted: true } })).toEqual(['b']);
  });

  it('searches nested fields, sorts, skips and limits; a limit of 0 is nothing', async () => {
    const instance = await open();
    await insert(instance, ...['c', 'a', 'b', 'd'].map((id, i) => animal({ id, age: i % 2, nested: { deep: id } })));
    expect(await find(instance, { selector: { 'nested.deep': { $gte: 'b' } }, sort: [{ 'nested.deep': 'asc' }] })).toEqual(['b', 'c', 'd']);
    expect(await find(instance, { selector: {}, sort: [{ age: 'desc' }, { id: 'desc' }], skip: 1, limit: 2 })).toEqual(['a', 'c']);
    expect(await find(instance, { selector: {}, limit: 0 })).toEqual([]);
  });

  it('events: one bulk for each write, before it resolves, with its context and a checkpoint past it', async () => {
    const instance = await open();
    const bulks: { context: string; checkpoint: unknown; events: readonly { operation: string; documentId: string; previousDocumentData?: unknown }[] }[] = [];
    instance.changeStream().subscribe((bulk) => bulks.push(bulk as never));
    const first = animal({ id: 'a', name: 'x' });
    await instance.bulkWrite([{ document: first }, { document: animal({ id: 'b' }) }], 'one');
    expect(bulks).toHaveLength(1);
    const changed = animal({ id: 'a', name: 'y' }, 2);
    await instance.bulkWrite([{ previous: first, document: changed }], 'two');
    await instance.bulkWrite([{ previous: changed, document: animal({ id: 'a', deleted: true }, 3) }], 'three');
    await instance.bulkWrite([{ document: animal({ id: 'b' }) }], 'conflict');
    expect(bulks.map((bulk) => [bulk.context, bulk.events.map((event) => `${event.operation} ${event.documentId}`)])).toEqual([['one', ['INSERT a', 'INSERT b']], ['two', ['UPDATE a']], ['three', ['DELETE a']]]);
    expect(bulks[1]?.events[0]?.previousDocumentData).toEqual(first);
    expect(bulks.every((bulk) => bulk.checkpoint)).toBe(true);
  });

  it('cleanup leaves young tombstones and the living, takes old tombstones, and ends', async () => {
    const instance = await open();
    const lwt = Date.now() - 10_000;
    await insert(instance, animal({ id: 'alive', lwt }), ...Array.from({ length: 1500 }, (_, i) => animal({ id: `dead-${i}`, deleted: true, lwt })));
    while (!(await instance.cleanup(60_000)));
    expect((await instance.count(prepared(instance, { selector: {} }))).count).toBe(1501);
    let rounds = 0;
    while (!(await instance.cleanup(1000))) expect(++rounds).toBeLessThan(10);
    expect(await find(instance, { selector: {} })).toEqual(['alive']);
    expect(await instance.findDocumentsById(['dead-3'], true)).toEqual([]);
    await insert(instance, animal({ id: 'dead-3' }));
  });

  it('remove empties the collection for whoever opens it next; close after remove is fine', async () => {
    const database = `removed-${name}`;
    const first = await openInstance(storage(), { database });
    await insert(first, animal({ id: 'a' }));
    await first.remove();
    await first.close();
    expect(await (await open({ database })).findDocumentsById(['a'], true)).toEqual([]);
  });

  describe('attachments', () => {
    const attached = (digest: string, text: string) => ({ digest, length: text.length, type: 'text/plain', data: new Blob([text], { type: 'text/plain' }) });
    const textOf = async (instance: AnimalInstance, attachment: string, digest: string) => (await instance.getAttachmentData('a', attachment, digest)).text();
    const schema = animalSchema(0, true);

    it('a stub keeps what was written, another is added, one is taken away, and all of it shows in documents and events without data', async () => {
      const instance = await open({ schema });
      const told: object[] = [];
      instance.changeStream().subscribe((bulk) => told.push(...bulk.events.map((event) => event.documentData._attachments)));
      const first = { ...animal({ id: 'a' }), _attachments: { one: attached('d1', 'one') } };
      await insert(instance, first);
      const [stored] = await instance.findDocumentsById(['a'], false);
      const stub = { digest: 'd1', length: 3, type: 'text/plain' };
      expect(stored?._attachments).toEqual({ one: stub });
      const second = { ...animal({ id: 'a' }, 2), _attachments: { one: stub, two: attached('d2', 'two!') } };
      expect((await instance.bulkWrite([{ previous: stored, document: second }] as never, 't')).error).toEqual([]);
      expect([await textOf(instance, 'one', 'd1'), await textOf(instance, 'two', 'd2')]).toEqual(['one', 'two!']);
      const [both] = await instance.findDocumentsById(['a'], false);
      const third = { ...animal({ id: 'a' }, 3), _attachments: { two: { digest: 'd2', length: 4, type: 'text/plain' } } };
      expect((await instance.bulkWrite([{ previous: both, document: third }] as never, 't')).error).toEqual([]);
      await expect(textOf(instance, 'one', 'd1')).rejects.toThrow();
      expect(await textOf(instance, 'two', 'd2')).toBe('two!');
      expect(told).toEqual([{ one: stub }, { one: stub, two: third._attachments.two }, third._attachments]);
    });

    it('go with their document, and many are read at once', async () => {
      const instance = await open({ schema });
      const names = Array.from({ length: 12 }, (_, i) => `n${i}`);
      await insert(instance, { ...animal({ id: 'a' }), _attachments: Object.fromEntries(names.map((each) => [each, attached(`d-${each}`, `text of ${each}`)])) });
      expect(await Promise.all(names.map((each) => textOf(instance, each, `d-${each}`)))).toEqual(names.map((each) => `text of ${each}`));
      const [stored] = await instance.findDocumentsById(['a'], false);
      await instance.bulkWrite([{ previous: stored, document: animal({ id: 'a', deleted: true }, 2) }] as never, 't');
      await expect(textOf(instance, 'n3', 'd-n3')).rejects.toThrow();
    });
  });
});

it('a cleanup takes the attachments that a tombstone brought', async () => {
  const instance = await openInstance(memory, { schema: animalSchema(0, true) });
  opened.push(instance);
  const dead = { ...animal({ id: '😀', deleted: true, lwt: 5 }), _attachments: { scan: { digest: 'd', length: 1, type: 'x', data: new Blob(['1']) } } };
  await instance.bulkWrite([{ document: dead }] as never, 't');
  expect(await (await instance.getAttachmentData('😀', 'scan', 'd')).text()).toBe('1');
  await instance.cleanup(0);
  await expect(instance.getAttachmentData('😀', 'scan', 'd')).rejects.toThrow(/does not exist/);
});

it('a stub for what was never written is refused with 510, tells nobody, and holds up no other document', async () => {
  // Apart from the shared tests: RxDB's memory storage throws here.
  const instance = await openInstance(memory, { schema: animalSchema(0, true) });
  opened.push(instance);
  const first = animal({ id: 'a' });
  await instance.bulkWrite([{ document: first }], 't');
  const told: string[] = [];
  instance.changeStream().subscribe((bulk) => told.push(...bulk.events.map((event) => event.documentId)));
  const second = { ...animal({ id: 'a' }, 2), _attachments: { ghost: { digest: 'd', length: 1, type: 'x' } } };
  const written = await instance.bulkWrite([{ previous: first, document: second }, { document: animal({ id: 'b' }) }] as never, 't');
  expect(written.error).toMatchObject([{ status: 510, documentId: 'a', attachmentId: 'ghost' }]);
  expect(await instance.findDocumentsById(['a'], false)).toEqual([first]);
  expect(told).toEqual(['b']);
});
