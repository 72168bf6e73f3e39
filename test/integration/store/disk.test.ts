import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createClock } from '../../../src-main/replica/platform/clock.ts';
import { createIds } from '../../../src-main/replica/platform/ids.ts';
import { appendEntry, findLastEntry } from '../../../src-main/replica/store/journal.ts';
import type { Replica } from '../../../src-main/replica/store/replica.ts';
import { takeSnapshot } from '../../../src-main/replica/store/snapshots/take-snapshot.ts';
import { open, testFolder, testKey, tryOpen } from './replica-fixture.ts';
import { smallDisk } from './small-disk.ts';

const { random } = createIds(createClock(() => 1));
const place = (folder: string) => {
  const folders = { journal: join(folder, 'journal'), snapshots: join(folder, 'snapshots') };
  return { file: join(folder, 'replica.db'), folders, keep: { folders, random } };
};
const save = (replica: Replica, number: number) =>
  replica.commit({
    durability: 'full', documents: [{ collection: 'cases', document: { id: `c-${number}`, text: 'x'.repeat(20_000) } }],
    sql: (db) => appendEntry(db, { number, hash: Uint8Array.of(1), previous: Uint8Array.of(0), collection: 'cases', document: `c-${number}`, bytes: Buffer.from('{}'), author: 'a', command: 'c', at: 't' }),
  });
const count = async (replica: Replica) => [findLastEntry(replica.db)?.number, await replica.rx.collections['cases']?.count().exec()];

it('a full disk: saves are refused with StorageFull, what was acknowledged stays, and with space it goes on', async () => {
  const disk = smallDisk(6);
  const here = place(disk?.folder ?? testFolder());
  const replica = await open(here.file, { keep: here.keep });
  let number = 0;
  expect(save(replica, ++number).ok).toBe(true);
  // Where no disk can be mounted, SQLite's own limit stands for the end of it.
  const { database } = replica.connection;
  if (!disk) database.pragma(`max_page_count = ${(database.pragma('page_count', { simple: true }) as number) + 200}`);
  let refused: unknown;
  while (!refused && number < 2000) {
    const saved = save(replica, ++number);
    if (!saved.ok) refused = saved.error;
  }
  expect(refused).toEqual({ type: 'StorageFull' });
  expect(number).toBeGreaterThan(20);
  for (let again = 0; again < 3; again++) expect(save(replica, number)).toEqual({ ok: false, error: { type: 'StorageFull' } });
  expect(await count(replica)).toEqual([number - 1, number - 1]);
  const { key, folders } = { key: testKey, folders: here.folders };
  const shot = () => takeSnapshot({ connection: replica.connection, handle: replica.handle, key, folders, at: 1, begun: () => replica.saves?.begin() });
  if (disk) {
    expect(await shot()).toEqual({ ok: false, error: { type: 'StorageFull' } });
    expect(readdirSync(folders.snapshots)).toEqual([]);
  }
  await replica.close();
  const reopened = await tryOpen(here.file, { keep: here.keep });
  if (!reopened.ok) expect(reopened.error).toEqual({ type: 'StorageFull' });
  else {
    expect(await count(reopened.value)).toEqual([number - 1, number - 1]);
    await reopened.value.close();
  }
});

it('a disk that fills beside the replica and is cleared again', async () => {
  const disk = smallDisk(8);
  const here = place(disk?.folder ?? testFolder());
  const replica = await open(here.file, { keep: here.keep });
  for (let number = 1; number <= 5; number++) expect(save(replica, number).ok).toBe(true);
  const filler = join(disk?.folder ?? testFolder(), 'filler');
  const { database } = replica.connection;
  const before = database.pragma('page_count', { simple: true }) as number;
  if (!disk) database.pragma(`max_page_count = ${before}`);
  else {
    const chunk = Buffer.alloc(4096);
    try {
      for (let at = 0; at < 4096; at++) writeFileSync(filler, chunk, { flag: 'a' });
    } catch {
      // full to the last page
    }
  }
  for (let tries = 0; tries < 3; tries++) expect(save(replica, 6)).toEqual({ ok: false, error: { type: 'StorageFull' } });
  expect(await count(replica)).toEqual([5, 5]);
  if (disk) rmSync(filler);
  else database.pragma('max_page_count = 1000000');
  for (let number = 6; number <= 10; number++) expect(save(replica, number).ok).toBe(true);
  await replica.close();
  const again = await open(here.file, { keep: here.keep });
  expect(await count(again)).toEqual([10, 10]);
  expect(again.madeUp).toEqual({ saves: 0, torn: false });
});

it('a disk that turns read-only: StorageReadonly at the save and at the opening, nothing lost', async () => {
  const disk = smallDisk(8);
  const here = place(disk?.folder ?? testFolder());
  const replica = await open(here.file, { keep: here.keep });
  expect(save(replica, 1).ok).toBe(true);
  await replica.close();
  if (!disk) return expect((await tryOpen(join(here.file, 'nowhere', 'r.db'))).ok).toBe(false);
  expect(disk.setReadonly(true)).toBe(true);
  expect(await tryOpen(here.file, { keep: here.keep })).toEqual({ ok: false, error: { type: 'StorageReadonly' } });
  expect(disk.setReadonly(false)).toBe(true);
  const again = await open(here.file, { keep: here.keep });
  expect(await count(again)).toEqual([1, 1]);
  expect(save(again, 2).ok).toBe(true);
});
