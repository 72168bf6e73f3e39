import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { addRxPlugin } from 'rxdb';
import { RxDBAttachmentsPlugin } from 'rxdb/plugins/attachments';
import { expect, it } from 'vitest';
import { createClock } from '../../../src-main/replica/platform/clock.ts';
import { createIds } from '../../../src-main/replica/platform/ids.ts';
import { findAttachmentBytes } from '../../../src-main/replica/store/documents.ts';
import { replicaCollections } from '../../../src-main/replica/store/collections/replica-collections.ts';
import type { DocumentWrite, Replica } from '../../../src-main/replica/store/replica.ts';
import { restoreReplica } from '../../../src-main/replica/store/snapshots/restore-replica.ts';
import { open, testFolder, testKey } from './replica-fixture.ts';

addRxPlugin(RxDBAttachmentsPlugin);
const ids = createIds(createClock(() => 1_700_000_000_000));
const must = (result: { ok: boolean }) => expect(result).toMatchObject({ ok: true });

it('a save brings attachments into the database and the save file: added, replaced, taken away, and as RxDB would describe them', async () => {
  const folder = testFolder();
  const folders = { journal: join(folder, 'journal'), snapshots: join(folder, 'snapshots') };
  const file = join(folder, 'replica.db');
  const keep = { folders, random: ids.random };
  const collections = { ...replicaCollections, cases: { ...replicaCollections.cases, attachments: {} } };
  const scan = (length: number, seed: number) => Uint8Array.from({ length }, (_, at) => (at * 31 + seed) % 256);
  const read = async (replica: Replica) => {
    const found = await replica.rx.collections['cases']!.findOne('s').exec();
    return Promise.all(found.allAttachments().map(async (each: { id: string; type: string; digest: string; length: number; getData: () => Promise<Blob> }) => [
      each.id, each.type, each.length, each.digest, Buffer.from(await (await each.getData()).arrayBuffer()).toString('base64'),
    ]));
  };
  const replica = await open(file, { keep, collections });
  const write = (attachments: DocumentWrite['attachments'], text = 'x') => must(replica.commit({ durability: 'full', documents: [{ collection: 'cases', document: { id: 's', text }, attachments }] }));
  write({ 'паспорт.jpg': { type: 'image/jpeg', bytes: scan(700_000, 1) }, 'a.pdf': { type: 'application/pdf', bytes: scan(10, 2) } });
  write({ 'a.pdf': { type: 'application/pdf', bytes: scan(11, 3) }, 'b.txt': { type: 'text/plain', bytes: scan(0, 0) } });
  write(undefined, 'y');
  write({ 'b.txt': null });
  const before = await read(replica);
  expect(before.map(([name, , length]) => [name, length]).sort()).toEqual([['a.pdf', 11], ['паспорт.jpg', 700_000]]);
  const own = await (await replica.rx.collections['cases']!.findOne('s').exec()).putAttachment({ id: 'own', type: 'application/pdf', data: new Blob([scan(11, 3)], { type: 'application/pdf' }) });
  expect(before.find(([name]) => name === 'a.pdf')![3]).toBe(own.digest);
  write({ own: null });
  for (const [name, size] of [['a.pdf', 11], ['паспорт.jpg', 700_000]] as const) expect(await findAttachmentBytes(replica, 'cases', 's', name)).toHaveLength(size);
  expect(await findAttachmentBytes(replica, 'cases', 's', 'constructor')).toBeUndefined();
  await replica.close();
  rmSync(file);
  must(await restoreReplica({ file, key: testKey, collections, now: () => 1, folders, random: ids.random, damaged: join(folder, 'damaged'), progress: async () => undefined }));
  const again = await open(file, { keep, collections });
  expect((await read(again)).sort()).toEqual(before.sort());
  expect(() => again.commit({ durability: 'full', documents: [{ collection: 'persons', document: { id: 'p' }, attachments: { a: { type: 't', bytes: scan(1, 1) } } }] })).toThrow(/persons keeps no attachments/);
});
