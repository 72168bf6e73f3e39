import { readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findLastEntry, markReceived, markReleased } from '../../../src-main/replica/store/journal.ts';
import { insertReceipt } from '../../../src-main/replica/store/receipts.ts';
import type { Replica } from '../../../src-main/replica/store/replica.ts';
import { removeSetting, setSetting } from '../../../src-main/replica/store/settings.ts';
import { listSnapshots } from '../../../src-main/replica/store/snapshots/snapshot-files.ts';
import { takeSnapshot } from '../../../src-main/replica/store/snapshots/take-snapshot.ts';
import { open, startChild, testKey, tryOpen } from './replica-fixture.ts';
import { must, place, restore, save, shot } from './saves-fixture.ts';

const tables = ['journal', 'receipt', 'setting', 'save_file'];
const dump = async (replica: Replica) => ({
  ...Object.fromEntries(tables.map((name) => [name, replica.db.list(`SELECT * FROM ${name} ORDER BY 1`)])),
  cases: (await replica.rx.collections['cases']?.find({ sort: [{ id: 'asc' }] }).exec())?.map((each) => each.toJSON()),
});

describe('the save file', () => {
  it('holds every acknowledged save, and nothing readable', async () => {
    const here = place();
    const replica = await open(here.file, { keep: here.keep });
    for (let n = 1; n <= 5; n++) must(save(replica, n, 'Нұрсұлтанова Plaintextova'));
    expect(replica.saves?.sequence()).toBe(5);
    const names = readdirSync(here.folders.journal);
    expect(names).toHaveLength(1);
    const bytes = readFileSync(join(here.folders.journal, names[0]!));
    for (const word of ['Plaintextova', 'Нұрсұлтанова', 'cases', 'p-1']) expect(bytes.includes(word)).toBe(false);
  });

  it('alone brings everything back: documents, entries, marks, receipts, settings', async () => {
    const here = place();
    const replica = await open(here.file, { keep: here.keep });
    for (let n = 1; n <= 120; n++) must(save(replica, n));
    const receipt = { bytes: Uint8Array.of(1), signature: Uint8Array.of(2), at: 't' };
    must(replica.commit({ durability: 'full', documents: [], sql: (db) => { markReleased(db, [1, 2, 3], 'b'); setSetting(db, 'gone', 1); } }));
    must(replica.commit({ durability: 'full', documents: [{ collection: 'cases', document: { id: 'p-3', deleted: true } }], sql: (db) => { markReceived(db, [1, 2], insertReceipt(db, receipt), 'applied'); removeSetting(db, 'gone'); } }));
    const before = await dump(replica);
    await replica.close();
    rmSync(here.file);
    expect(await restore(here)).toEqual({ ok: true, value: { at: null, saves: 122, torn: false } });
    const again = await open(here.file, { keep: here.keep });
    expect(await dump(again)).toEqual(before);
    must(save(again, 121));
  });

  it('is written before the database: what a WAL loses is made up for at the next opening', async () => {
    const here = place();
    const replica = await open(here.file, { keep: here.keep });
    for (let n = 1; n <= 40; n++) must(save(replica, n));
    const wal = readFileSync(`${here.file}-wal`);
    const database = readFileSync(here.file);
    const journal = join(here.folders.journal, readdirSync(here.folders.journal)[0]!);
    const log = readFileSync(journal);
    await replica.close();
    for (let round = 0; round < 12; round++) {
      writeFileSync(here.file, database);
      const torn = Buffer.from(wal.subarray(0, round % 2 === 0 ? wal.length : Math.floor((wal.length * round) / 12)));
      if (round % 2 === 0) torn[Math.floor((torn.length * round) / 12) + 40]! ^= 1;
      writeFileSync(`${here.file}-wal`, torn);
      writeFileSync(journal, log);
      const again = await open(here.file, { keep: here.keep });
      expect(findLastEntry(again.db)?.number).toBe(40);
      expect(await again.rx.collections['cases']?.count().exec()).toBe(40);
      expect(again.connection.database.pragma('integrity_check', { simple: true })).toBe('ok');
      await again.close();
    }
  });

  it('with a torn tail opens and goes on; what was acknowledged after it is read too', async () => {
    const here = place();
    const first = await open(here.file, { keep: here.keep });
    for (let n = 1; n <= 3; n++) must(save(first, n));
    await first.close();
    const journal = join(here.folders.journal, readdirSync(here.folders.journal)[0]!);
    const whole = readFileSync(journal);
    writeFileSync(journal, Buffer.concat([whole, whole.subarray(40, 90)]));
    const second = await open(here.file, { keep: here.keep });
    must(save(second, 4));
    await second.close();
    rmSync(here.file);
    expect(await restore(here)).toMatchObject({ ok: true, value: { saves: 4, torn: false } });
  });

  it('takes a save back whose COMMIT failed: it is not there after a restore', async () => {
    const here = place();
    const replica = await open(here.file, { keep: here.keep });
    must(save(replica, 1));
    const { database } = replica.connection;
    const prepare = replica.connection.prepare('COMMIT');
    const run = prepare.run.bind(prepare);
    const { SqliteError } = database.constructor as unknown as { SqliteError: new (message: string, code: string) => Error };
    Object.assign(prepare, { run: () => { throw new SqliteError('disk', 'SQLITE_FULL'); } });
    expect(save(replica, 2, 'never')).toEqual({ ok: false, error: { type: 'StorageFull' } });
    Object.assign(prepare, { run });
    await replica.close();
    // Neither the next opening makes it up nor a restore.
    const again = await open(here.file, { keep: here.keep });
    expect([again.madeUp.saves, findLastEntry(again.db)?.number]).toEqual([0, 1]);
    must(save(again, 2, 'second'));
    await again.close();
    rmSync(here.file);
    expect(await restore(here)).toMatchObject({ ok: true, value: { saves: 2 } });
    const restored = await open(here.file, { keep: here.keep });
    expect((await restored.rx.collections['cases']?.findOne('p-2').exec())?.get('text')).toBe('second');
  });

  it('of a newer version is refused', async () => {
    const here = place();
    const replica = await open(here.file, { keep: here.keep });
    must(save(replica, 1));
    await replica.close();
    const journal = join(here.folders.journal, readdirSync(here.folders.journal)[0]!);
    const bytes = readFileSync(journal);
    bytes.writeUInt32BE(9990, 10);
    writeFileSync(journal, bytes);
    expect(await tryOpen(here.file, { keep: here.keep })).toMatchObject({ error: { type: 'DatabaseTooNew', found: 9990 } });
    bytes.writeUInt16BE(7, 8);
    writeFileSync(journal, bytes);
    expect(await tryOpen(here.file, { keep: here.keep })).toMatchObject({ error: { type: 'DatabaseTooNew', found: 7, supported: 2 } });
  });

  it('says so where acknowledged saves are gone from the database and cannot be read', async () => {
    const here = place();
    const first = await open(here.file, { keep: here.keep });
    await first.close();
    const old = readFileSync(here.file);
    const replica = await open(here.file, { keep: here.keep });
    for (let n = 1; n <= 5; n++) must(save(replica, n));
    await replica.close();
    writeFileSync(here.file, old);
    const journal = join(here.folders.journal, readdirSync(here.folders.journal)[0]!);
    const bytes = readFileSync(journal);
    bytes[120]! ^= 1;
    writeFileSync(journal, bytes);
    expect(await tryOpen(here.file, { keep: here.keep })).toEqual({ ok: false, error: { type: 'StorageCorrupt', detail: 'behind' } });
  });
});

describe('snapshots', () => {
  it('are taken while saves go on, hold one moment, are verified, rotate, and lead back to today', async () => {
    const here = place();
    const replica = await open(here.file, { keep: here.keep });
    let n = 0;
    for (let round = 0; round < 5; round++) {
      for (let i = 0; i < 10; i++) must(save(replica, ++n));
      const taking = shot(replica, here.folders, 1000 + round);
      for (let i = 0; i < 10; i++) {
        must(save(replica, ++n));
        await new Promise((resolve) => setImmediate(resolve));
      }
      expect(await taking).toEqual({ ok: true, value: 'taken' });
    }
    expect(listSnapshots(here.folders.snapshots).map((one) => [one.sequence, one.at])).toEqual([[90, 1004], [70, 1003], [50, 1002]]);
    expect(readdirSync(here.folders.journal).map((name) => Number(name.slice(6, 18)))).toEqual([51, 71, 91]);
    for (const { name } of listSnapshots(here.folders.snapshots)) expect(readFileSync(join(here.folders.snapshots, name)).includes('нота')).toBe(false);
    const before = await dump(replica);
    await replica.close();
    writeFileSync(here.file, Buffer.alloc(9000, 1));
    expect(await tryOpen(here.file, { keep: here.keep })).toMatchObject({ error: { type: 'StorageCorrupt' } });
    expect(await restore(here)).toEqual({ ok: true, value: { at: 1004, saves: 10, torn: false } });
    const again = await open(here.file, { keep: here.keep });
    expect(await dump(again)).toEqual(before);
    expect(readFileSync(join(here.folder, 'damaged', 'replica.db')).equals(Buffer.alloc(9000, 1))).toBe(true);
  });

  it('that prove bad are passed over for an older one, with more of the save file', async () => {
    const here = place();
    const replica = await open(here.file, { keep: here.keep });
    for (let n = 1; n <= 30; n++) {
      must(save(replica, n));
      if (n % 10 === 0) must(await shot(replica, here.folders, n));
    }
    const before = await dump(replica);
    await replica.close();
    const [newest, middle] = listSnapshots(here.folders.snapshots);
    const spoil = (name: string, change: (bytes: Buffer) => void) => {
      const path = join(here.folders.snapshots, name);
      const bytes = readFileSync(path);
      change(bytes);
      writeFileSync(path, bytes);
    };
    spoil(newest!.name, (bytes) => { bytes[bytes.length - 2000]! ^= 4; });
    truncateSync(join(here.folders.snapshots, middle!.name), middle!.bytes - 4096);
    expect(await restore(here)).toEqual({ ok: true, value: { at: 10, saves: 20, torn: false } });
    const again = await open(here.file, { keep: here.keep });
    expect(await dump(again)).toEqual(before);
    // What proved bad does not count among those that are kept.
    expect(listSnapshots(here.folders.snapshots).map(({ at }) => at)).toEqual([10]);
    expect(readdirSync(join(here.folder, 'damaged'))).toEqual(expect.arrayContaining([newest!.name, middle!.name]));
  });

  it('stop where the replica is closed, leaving nothing half made', async () => {
    const here = place();
    const replica = await open(here.file, { keep: here.keep });
    must(save(replica, 1));
    const stop = new AbortController();
    const taking = takeSnapshot({ connection: replica.connection, handle: replica.handle, key: testKey, folders: here.folders, at: 1, signal: stop.signal });
    stop.abort();
    expect(await taking).toEqual({ ok: true, value: 'stopped' });
    expect(readdirSync(here.folders.snapshots)).toEqual([]);
  });

  it('leave the lock on the file: another process is still refused', async () => {
    const here = place();
    const replica = await open(here.file, { keep: here.keep });
    must(save(replica, 1));
    expect(await shot(replica, here.folders, 5)).toEqual({ ok: true, value: 'taken' });
    const { lines, child, ended } = startChild('open-and-hold.ts', here.file);
    expect(JSON.parse((await lines.next()).value as string)).toEqual({ ok: false, error: { type: 'StorageBusy' } });
    child.kill('SIGKILL');
    await ended;
  });

  it('are made before a migration', async () => {
    const here = place();
    const one = { number: 30, up: (db: { script: (sql: string) => void }) => db.script('CREATE TABLE save_file (id INTEGER, sequence INTEGER); INSERT INTO save_file VALUES (1, 0)') };
    await (await open(here.file, { keep: here.keep, migrations: [one] })).close();
    await (await open(here.file, { keep: here.keep, migrations: [one, { number: 40, up: () => undefined }] })).close();
    expect(listSnapshots(here.folders.snapshots).map((each) => each.schema)).toEqual([30]);
    expect(await tryOpen(here.file, { keep: here.keep, migrations: [one] })).toMatchObject({ error: { type: 'DatabaseTooNew', found: 40, supported: 30 } });
  });
});

