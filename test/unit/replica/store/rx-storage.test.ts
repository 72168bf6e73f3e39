import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, onTestFinished } from 'vitest';
import { getRxStorageSqlite } from '../../../../src-main/replica/store/rx-storage/index.ts';
import type { SqliteInternals } from '../../../../src-main/replica/store/rx-storage/storage-instance.ts';
import { animal, animalSchema, openInstance, prepared, type AnimalInstance } from './storage-fixture.ts';

const opened: AnimalInstance[] = [];
const open = async (...given: Parameters<typeof openInstance>): Promise<AnimalInstance> => {
  const instance = await openInstance(...given);
  opened.push(instance);
  return instance;
};
const memory = () => getRxStorageSqlite({ filename: ':memory:' });
const ids = async (instance: AnimalInstance, query: object) => (await instance.query(prepared(instance, query))).documents.map((document) => document.id);

afterEach(async () => {
  await Promise.all(opened.splice(0).map((instance) => instance.close()));
});

describe('writes', () => {
  it('answers a second insert with a conflict that carries the clean document', async () => {
    const instance = await open(memory());
    const first = animal({ id: 'a', name: 'x' });
    expect((await instance.bulkWrite([{ document: first }], 't')).error).toEqual([]);
    const { error } = await instance.bulkWrite([{ document: animal({ id: 'a', name: 'y' }) }, { document: animal({ id: 'b', name: 'y' }) }], 't');
    expect(error).toHaveLength(1);
    expect(error[0]).toMatchObject({ status: 409, documentId: 'a', documentInDb: first });
    expect(Object.keys((error[0] as unknown as { documentInDb: object }).documentInDb).sort()).toEqual(Object.keys(first).sort());
    expect(await instance.findDocumentsById(['b', 'a'], false)).toMatchObject([{ id: 'b', name: 'y' }, { id: 'a', name: 'x' }]);
  });

  it('refuses an update of an older revision', async () => {
    const instance = await open(memory());
    const first = animal({ id: 'a', name: '1' });
    const second = animal({ id: 'a', name: '2' }, 2);
    await instance.bulkWrite([{ document: first }], 't');
    await instance.bulkWrite([{ previous: first, document: second }], 't');
    const { error } = await instance.bulkWrite([{ previous: first, document: animal({ id: 'a', name: '3' }, 2) }], 't');
    expect(error[0]?.status).toBe(409);
    expect(await instance.findDocumentsById(['a'], false)).toEqual([second]);
  });

  it('keeps a tombstone, refuses a write over it without it, and re-inserts with it as an INSERT', async () => {
    const instance = await open(memory());
    const events: { operation: string; previous: unknown }[] = [];
    instance.changeStream().subscribe((bulk) => events.push(...bulk.events.map((event) => ({ operation: event.operation, previous: event.previousDocumentData }))));
    const alive = animal({ id: 'a', name: 'x' });
    const dead = animal({ id: 'a', name: 'x', deleted: true }, 2);
    await instance.bulkWrite([{ document: alive }], 't');
    await instance.bulkWrite([{ previous: alive, document: dead }], 't');
    expect(await instance.findDocumentsById(['a'], false)).toEqual([]);
    expect(await instance.findDocumentsById(['a'], true)).toEqual([dead]);
    expect((await instance.bulkWrite([{ document: animal({ id: 'a', name: 'z' }) }], 't')).error[0]?.status).toBe(409);
    await instance.bulkWrite([{ previous: dead, document: animal({ id: 'a', name: 'again' }, 3) }], 't');
    expect(events.map((event) => event.operation)).toEqual(['INSERT', 'DELETE', 'INSERT']);
    expect(events[2]?.previous ?? null).toBeNull();
    expect(await ids(instance, { selector: { _deleted: false, name: 'x' } })).toEqual([]);
    expect(await ids(instance, { selector: { name: 'again' } })).toEqual(['a']);
  });

  it('emits to every instance on the collection and never an empty bulk', async () => {
    const storage = memory();
    const one = await open(storage, { database: 'same' });
    const other = await open(storage, { database: 'same' });
    const sizes: number[] = [];
    other.changeStream().subscribe((bulk) => sizes.push(bulk.events.length));
    await one.bulkWrite([{ document: animal({ id: 'gone', deleted: true }) }], 't');
    await one.bulkWrite([{ document: animal({ id: 'a' }) }, { document: animal({ id: 'b' }) }], 't');
    expect(sizes).toEqual([2]);
    expect(await other.findDocumentsById(['a'], false)).toHaveLength(1);
  });

  it('finds ten thousand ids in one look-up, in the order asked for', async () => {
    const instance = await open(memory());
    const all = Array.from({ length: 10_000 }, (_, i) => `id-${(i * 7919) % 10_000}`);
    await instance.bulkWrite(all.map((id) => ({ document: animal({ id }) })), 't');
    expect((await instance.findDocumentsById([...all].sort(), false)).map((document) => document.id)).toEqual([...all].sort());
  });
});

describe('changes since a checkpoint', () => {
  it('go by what was written last, not by the clock', async () => {
    const instance = await open(memory());
    await instance.bulkWrite([{ document: animal({ id: 'a', lwt: 9_000_000 }) }], 't');
    const since = instance.getChangedDocumentsSince?.bind(instance);
    const { checkpoint } = (await since?.(10)) ?? {};
    await instance.bulkWrite([{ document: animal({ id: 'b', lwt: 5 }) }], 't');
    const next = await since?.(10, checkpoint);
    expect(next?.documents.map((document) => document.id)).toEqual(['b']);
    expect((await since?.(10, next?.checkpoint))?.documents).toEqual([]);
  });

  it('are all given where no end is asked for', async () => {
    const instance = await open(memory());
    await instance.bulkWrite(['a', 'b', 'c'].map((id) => ({ document: animal({ id }) })), 't');
    expect((await instance.getChangedDocumentsSince?.(Infinity))?.documents).toHaveLength(3);
  });

  it('gives each document once, at its newest state, in pages', async () => {
    const instance = await open(memory());
    const a = animal({ id: 'a' });
    await instance.bulkWrite([{ document: a }, { document: animal({ id: 'b' }) }], 't');
    await instance.bulkWrite([{ previous: a, document: animal({ id: 'a', name: 'new' }, 2) }], 't');
    const first = await instance.getChangedDocumentsSince?.(1);
    const second = await instance.getChangedDocumentsSince?.(5, first?.checkpoint);
    expect([first?.documents[0]?.id, second?.documents.map((document) => [document.id, document.name])]).toEqual(['b', [['a', 'new']]]);
  });

  it('the checkpoint of an event leads on from that event', async () => {
    const instance = await open(memory());
    const checkpoints: unknown[] = [];
    instance.changeStream().subscribe((bulk) => checkpoints.push(bulk.checkpoint));
    await instance.bulkWrite([{ document: animal({ id: 'a' }) }], 't');
    await instance.bulkWrite([{ document: animal({ id: 'b' }) }], 't');
    const since = await instance.getChangedDocumentsSince?.(5, checkpoints[0]);
    expect(since?.documents.map((document) => document.id)).toEqual(['b']);
  });

  it('do not skip a write after the newest tombstone was purged', async () => {
    const storage = memory();
    const instance = await open(storage, { database: 'purge' });
    const a = animal({ id: 'a', lwt: 1 });
    await instance.bulkWrite([{ document: a }], 't');
    await instance.bulkWrite([{ previous: a, document: animal({ id: 'a', deleted: true, lwt: 2 }, 2) }], 't');
    const before = await instance.getChangedDocumentsSince?.(5);
    expect(await instance.cleanup(0)).toBe(true);
    expect(await instance.findDocumentsById(['a'], true)).toEqual([]);
    await instance.close();
    const again = await open(storage, { database: 'purge' });
    await again.bulkWrite([{ document: animal({ id: 'n' }) }], 't');
    expect((await again.getChangedDocumentsSince?.(5, before?.checkpoint))?.documents.map((document) => document.id)).toEqual(['n']);
  });
});

describe('life of an instance', () => {
  it('throws UT5, UT6 and UT7 for what needs a wrapper', async () => {
    const with_ = (extra: object) => openInstance(memory(), { schema: { ...animalSchema(), ...extra } as never });
    await expect(with_({ keyCompression: true })).rejects.toThrow(/UT5/);
    await expect(with_({ encrypted: ['name'] })).rejects.toThrow(/UT6/);
    await expect(with_({ attachments: { compression: 'gzip' } })).rejects.toThrow(/UT7/);
  });

  it('closes twice; remove after close throws; a closed instance writes nothing', async () => {
    const instance = await openInstance(memory());
    await instance.close();
    await instance.close();
    await expect(instance.remove()).rejects.toThrow(/closed/);
    await expect(instance.bulkWrite([{ document: animal({ id: 'a' }) }], 't')).rejects.toThrow(/closed/);
  });

  it('a write that came before the close and waits for its attachment is written; one that waits behind it too', async () => {
    const storage = memory();
    const instance = await openInstance(storage, { database: 'closing', schema: animalSchema(0, true) });
    const data = new Blob([new Uint8Array(100_000)]);
    const writing = ['a', 'b'].map((id) => instance.bulkWrite([{ document: { ...animal({ id }), _attachments: { scan: { digest: 'd', length: 100_000, type: 't', data } } } }] as never, 't'));
    await instance.close();
    expect((await Promise.all(writing)).flatMap(({ error }) => error)).toEqual([]);
    const again = await open(storage, { database: 'closing', schema: animalSchema(0, true) });
    expect(await again.findDocumentsById(['a', 'b'], false)).toHaveLength(2);
  });

  it('in memory: another storage of this process shares a database by its name, finds it after a close, and nothing after a remove', async () => {
    const [one, two, other] = [await open(memory(), { database: 'shared' }), await open(memory(), { database: 'shared' }), await open(memory(), { database: 'not shared' })];
    const seen: number[] = [];
    two.changeStream().subscribe((bulk) => seen.push(bulk.events.length));
    await one.bulkWrite([{ document: animal({ id: 'a' }) }], 't');
    expect(seen).toEqual([1]);
    expect(await other.findDocumentsById(['a'], false)).toEqual([]);
    await one.close();
    await two.close();
    const again = await open(memory(), { database: 'shared' });
    expect(await again.findDocumentsById(['a'], false)).toHaveLength(1);
    await again.remove();
    expect(await (await open(memory(), { database: 'shared' })).findDocumentsById(['a'], true)).toEqual([]);
  });

  it('a file that is open is open to its own key alone', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tirek-key-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const on = (more: object) => getRxStorageSqlite({ filename: join(folder, 'k.db'), ...more });
    await open(on({ key: 'ab'.repeat(32) }));
    await expect(open(on({ key: 'cd'.repeat(32) }))).rejects.toMatchObject({ code: 'SQLITE_NOTADB' });
    await expect(open(on({}))).rejects.toMatchObject({ code: 'SQLITE_NOTADB' });
    await open(on({ key: Buffer.from('AB'.repeat(32), 'hex') }));
  });

  it('each storage on a file writes with its own durability', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tirek-durability-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const on = (durability: 'full' | 'normal') => open(getRxStorageSqlite({ filename: join(folder, 'd.db'), durability }));
    const [normal, full] = [await on('normal'), await on('full')];
    const { connection } = full.internals as SqliteInternals;
    const levelAfter = async (instance: AnimalInstance, id: string) => {
      await instance.bulkWrite([{ document: animal({ id }) }], 't');
      return connection.database.pragma('synchronous', { simple: true });
    };
    expect([await levelAfter(full, 'a'), await levelAfter(normal, 'b'), await levelAfter(full, 'c')]).toEqual([2, 1, 2]);
  });

  it('remove takes the documents with it, and only that version', async () => {
    const storage = memory();
    const zero = await open(storage, { database: 'v' });
    const one = await open(storage, { database: 'v', schema: animalSchema(1) });
    await zero.bulkWrite([{ document: animal({ id: 'a' }) }], 't');
    await one.bulkWrite([{ document: animal({ id: 'a', name: 'new' }) }], 't');
    expect(await zero.findDocumentsById(['a'], false)).not.toEqual(await one.findDocumentsById(['a'], false));
    await zero.remove();
    const again = await open(storage, { database: 'v' });
    expect(await again.findDocumentsById(['a'], true)).toEqual([]);
    expect(await one.findDocumentsById(['a'], false)).toMatchObject([{ name: 'new' }]);
  });
});

describe('attachments', () => {
  it('are kept in chunks, replaced, and gone with the document', async () => {
    const instance = await open(memory(), { schema: animalSchema(0, true) });
    const bytes = Uint8Array.from({ length: 700_000 }, (_, i) => i * 31);
    const attached = (digest: string, data: Uint8Array<ArrayBuffer>) => ({ digest, length: data.length, type: 'image/png', data: new Blob([data]) });
    const first = { ...animal({ id: 'a' }), _attachments: { scan: attached('d1', bytes) } };
    expect((await instance.bulkWrite([{ document: first }], 't')).error).toEqual([]);
    const blob = await instance.getAttachmentData('a', 'scan', 'd1');
    expect(Buffer.from(await blob.arrayBuffer()).equals(bytes)).toBe(true);
    const [stored] = await instance.findDocumentsById(['a'], false);
    expect(stored?._attachments).toEqual({ scan: { digest: 'd1', length: 700_000, type: 'image/png' } });
    const second = { ...animal({ id: 'a' }, 2), _attachments: { scan: attached('d2', Uint8Array.of(1)) } };
    await instance.bulkWrite([{ previous: stored, document: second }] as never, 't');
    await expect(instance.getAttachmentData('a', 'scan', 'd1')).rejects.toThrow(/does not exist/);
    const [now] = await instance.findDocumentsById(['a'], false);
    await instance.bulkWrite([{ previous: now, document: { ...animal({ id: 'a', deleted: true }, 3) } }] as never, 't');
    await expect(instance.getAttachmentData('a', 'scan', 'd2')).rejects.toThrow(/does not exist/);
  });

  it('without bytes on a new document is refused with 510', async () => {
    const instance = await open(memory(), { schema: animalSchema(0, true) });
    const bare = { ...animal({ id: 'a' }), _attachments: { scan: { digest: 'd', length: 1, type: 'x' } } };
    expect((await instance.bulkWrite([{ document: bare }], 't')).error[0]?.status).toBe(510);
    expect(await instance.findDocumentsById(['a'], true)).toEqual([]);
  });
});
