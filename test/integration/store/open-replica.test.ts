import { chmodSync, existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ReadableDb } from '../../../src-main/replica/store/db.ts';
import { findLastEntry } from '../../../src-main/replica/store/journal.ts';
import { allMigrations } from '../../../src-main/replica/store/migrations/all-migrations.ts';
import { open, startChild, testFolder, testKey, tryOpen } from './replica-fixture.ts';

const people = (count: number, text = 'x'.repeat(500)) =>
  Array.from({ length: count }, (_, i) => ({ collection: 'persons', document: { id: `p${i}`, name: `Нұрсұлтанова ${i}`, latin: 'Plaintextova', text } }));

describe('the file', () => {
  it('shows no name in the database or the WAL, open or closed', async () => {
    const folder = testFolder();
    const replica = await open(join(folder, 'r.db'));
    expect(replica.commit({ durability: 'full', documents: people(2000) }).ok).toBe(true);
    const look = () => readdirSync(folder).map((name) => readFileSync(join(folder, name)));
    const openFiles = look();
    expect(readdirSync(folder).sort()).toEqual(['r.db', 'r.db-wal']);
    await replica.close();
    for (const bytes of [...openFiles, ...look()]) {
      for (const word of ['Нұрсұлтанова', 'Plaintextova', 'CREATE TABLE', 'persons', 'SQLite format 3']) expect(bytes.includes(word)).toBe(false);
    }
  });

  it('does not open with another key', async () => {
    const file = join(testFolder(), 'r.db');
    await (await open(file)).close();
    expect(await tryOpen(file, { key: testKey.map((byte) => byte ^ 1) })).toEqual({ ok: false, error: { type: 'StorageCorrupt', detail: 'SQLITE_NOTADB' } });
    expect((await tryOpen(file)).ok).toBe(true);
  });

  it('from a newer version is refused and left alone', async () => {
    const file = join(testFolder(), 'r.db');
    await (await open(file, { migrations: [{ number: 9990, up: () => undefined }] })).close();
    const before = readFileSync(file);
    expect(await tryOpen(file)).toEqual({ ok: false, error: { type: 'DatabaseTooNew', found: 9990, supported: allMigrations.at(-1)?.number } });
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  it('gets new migrations, each whole or not at all', async () => {
    const file = join(testFolder(), 'r.db');
    const one = { number: 10, up: (db: { script: (sql: string) => void }) => db.script('CREATE TABLE one (a)') };
    await (await open(file, { migrations: [one] })).close();
    const broken = { number: 20, up: (db: { script: (sql: string) => void }) => db.script('CREATE TABLE two (a); nonsense;') };
    await expect(tryOpen(file, { migrations: [one, broken] })).rejects.toThrow(/syntax error/);
    const whole = { number: 20, up: (db: { script: (sql: string) => void }) => db.script('CREATE TABLE two (a); CREATE TABLE three (a)') };
    const replica = await open(file, { migrations: [one, whole] });
    expect(replica.db.list("SELECT name FROM sqlite_schema WHERE name IN ('one', 'two', 'three') ORDER BY name")).toEqual([{ name: 'one' }, { name: 'three' }, { name: 'two' }]);
  });

  it('with flipped bytes gives a typed error, at the opening or at the read', async () => {
    const folder = testFolder();
    const source = join(folder, 'r.db');
    const whole = await open(source);
    whole.commit({ durability: 'full', documents: people(400) });
    // Pages that reading every table reads, wherever the tables happen to lie.
    const leaves = whole.db.list<{ pageno: number; pgsize: number }>("SELECT pageno, pgsize FROM dbstat WHERE pagetype = 'leaf' AND name GLOB 'rx_[0-9]*' AND name IN (SELECT name FROM sqlite_schema WHERE type = 'table') ORDER BY pageno");
    const [middle, last] = [leaves[leaves.length >> 1]!, leaves.at(-1)!].map(({ pageno, pgsize }) => (pageno - 1) * pgsize + 1000) as [number, number];
    await whole.close();
    const bytes = readFileSync(source);
    // The first 24 bytes (a salt that a raw key does not use, the page size) carry nothing of ours.
    for (const at of [30, 200, 5000, middle, last]) {
      const damaged = Buffer.from(bytes);
      damaged[at] = (damaged[at] ?? 0) ^ 0x40;
      const file = join(folder, `damaged-${at}.db`);
      writeFileSync(file, damaged);
      const opened = await tryOpen(file);
      let error = opened.ok ? undefined : opened.error;
      if (opened.ok) {
        // Reading every table reads every page that holds something.
        const readAll = (db: ReadableDb) => db.list<{ name: string }>("SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0").forEach(({ name }) => db.list(`SELECT * FROM ${name}`));
        const saved = opened.value.commit({ durability: 'full', documents: people(400, 'y'), sql: readAll });
        error = saved.ok ? undefined : saved.error;
        if (saved.ok) error = { type: 'StorageCorrupt', detail: `missed at ${at}` };
        await opened.value.close().catch(() => undefined);
      }
      expect(error).toMatchObject({ type: 'StorageCorrupt', detail: expect.stringMatching(/^SQLITE_/) });
    }
  });

  it('on a full disk refuses the save and keeps what was there', async () => {
    const file = join(testFolder(), 'r.db');
    const replica = await open(file);
    replica.commit({ durability: 'full', documents: people(10) });
    const { database } = replica.connection;
    database.pragma(`max_page_count = ${(database.pragma('page_count', { simple: true }) as number) + 20}`);
    const events: unknown[] = [];
    replica.rx.collections['persons']?.$.subscribe((event) => events.push(event));
    expect(replica.commit({ durability: 'full', documents: people(5000, 'new') })).toEqual({ ok: false, error: { type: 'StorageFull' } });
    expect(events).toEqual([]);
    expect(await replica.rx.collections['persons']?.count().exec()).toBe(10);
    expect((await replica.rx.collections['persons']?.findOne('p3').exec())?.get('text')).toHaveLength(500);
    expect(replica.commit({ durability: 'full', documents: people(1, 'small') }).ok).toBe(true);
  });

  it('that is read-only is said to be so', async () => {
    const folder = testFolder();
    const file = join(folder, 'r.db');
    await (await open(file)).close();
    chmodSync(file, 0o444);
    chmodSync(folder, 0o555);
    const { lines, child, ended } = startChild('open-and-hold.ts', file, 'nobody');
    expect(JSON.parse((await lines.next()).value as string)).toEqual({ ok: false, error: { type: 'StorageReadonly' } });
    child.kill('SIGKILL');
    await ended;
    chmodSync(folder, 0o755);
  });

  it('in a folder that is not there is an error, not a crash', async () => {
    expect(await tryOpen(join(testFolder(), 'nowhere', 'r.db'))).toEqual({ ok: false, error: { type: 'StorageReadonly' } });
  });
});

describe('changes since a checkpoint', () => {
  it('are not skipped when the newest tombstone was purged and the file reopened', async () => {
    const file = join(testFolder(), 'r.db');
    const first = await open(file, { now: () => 1000 });
    first.commit({ durability: 'full', documents: people(1) });
    first.commit({ durability: 'full', documents: [{ collection: 'persons', document: { id: 'p0', deleted: true } }] });
    const instance = first.rx.collections['persons']?.storageInstance;
    const before = await instance?.getChangedDocumentsSince?.(5);
    expect(before?.documents).toHaveLength(1);
    expect(await instance?.cleanup(0)).toBe(true);
    expect((await instance?.getChangedDocumentsSince?.(5))?.documents).toEqual([]);
    await first.close();
    const again = await open(file);
    again.commit({ durability: 'full', documents: people(1) });
    const after = await again.rx.collections['persons']?.storageInstance.getChangedDocumentsSince?.(5, before?.checkpoint);
    expect(after?.documents.map((document) => document.id)).toEqual(['p0']);
  });
});

describe('two hosts', () => {
  it('on one file: the second gets StorageBusy, and the file once the first is gone', async () => {
    const file = join(testFolder(), 'r.db');
    const { lines, child, ended } = startChild('open-and-hold.ts', file);
    expect((await lines.next()).value).toBe('{"ok":true}');
    expect(await tryOpen(file)).toEqual({ ok: false, error: { type: 'StorageBusy' } });
    child.kill('SIGKILL');
    await ended;
    const here = await open(file);
    expect(await tryOpen(file)).toEqual({ ok: false, error: { type: 'StorageBusy' } });
    const second = startChild('open-and-hold.ts', file);
    expect(JSON.parse((await second.lines.next()).value as string)).toEqual({ ok: false, error: { type: 'StorageBusy' } });
    second.child.kill('SIGKILL');
    await second.ended;
    expect(here.commit({ durability: 'full', documents: people(1) }).ok).toBe(true);
  });
});

describe('kill -9', () => {
  it('in a write loop loses nothing that was acknowledged and tears nothing', async () => {
    const folder = testFolder();
    const file = join(folder, 'r.db');
    let acknowledged = 0;
    for (let round = 0; round < 12; round++) {
      const { child, lines, ended } = startChild('write-loop.ts', file);
      const until = acknowledged + 5 + round * 17;
      for await (const line of lines) {
        acknowledged = Number(line);
        child.stdin?.write('.');
        if (acknowledged >= until && !child.killed) child.kill('SIGKILL');
      }
      await ended;
      expect(existsSync(file)).toBe(true);
      const replica = await open(file);
      const last = findLastEntry(replica.db)?.number ?? 0;
      expect(last).toBeGreaterThanOrEqual(acknowledged);
      expect(last).toBeLessThanOrEqual(acknowledged + 1);
      expect(await replica.rx.collections['persons']?.count().exec()).toBe(last);
      expect(await replica.rx.collections['cases']?.count().exec()).toBe(last);
      expect(replica.connection.database.pragma('quick_check', { simple: true })).toBe('ok');
      await replica.close();
    }
  });
});
