import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { findKeyedTree, readEntries } from '../../../src-main/replica/store/check/read-tree.ts';
import { openConnection } from '../../../src-main/replica/store/rx-storage/connection.ts';
import { findStorageError } from '../../../src-main/replica/store/storage-error.ts';
import { testFolder, testKey } from './replica-fixture.ts';

const pageBytes = 4096;

it('a bit that flips in any page of an index, or of a table without row numbers, is found, though entries are read by their keys', () => {
  const file = join(testFolder(), 'r.db');
  const open = () => openConnection({ filename: file, key: testKey });
  const made = open();
  made.database.exec(`CREATE TABLE a (id INTEGER PRIMARY KEY, b TEXT, c); CREATE INDEX a_b ON a (b, c); CREATE INDEX a_part ON a (c) WHERE b IS NOT NULL; CREATE TABLE w (k TEXT PRIMARY KEY, v) WITHOUT ROWID`);
  made.transaction(() => {
    for (let i = 0; i < 9000; i++) made.prepare('INSERT INTO a (b, c) VALUES (?, ?)').run(i % 5 === 0 ? null : `значение ${i % 700}`, i % 3 === 0 ? null : i % 11);
    for (let i = 0; i < 3000; i++) made.prepare('INSERT INTO w VALUES (?, ?)').run(`k${i}`, i);
  });
  const pages = made.database.prepare("SELECT name, pageno FROM dbstat WHERE name IN ('a_b', 'a_part', 'w')").all() as { name: string; pageno: number }[];
  made.close();
  const whole = readFileSync(file);
  expect(new Set(pages.map(({ name }) => name)).size).toBe(3);
  expect(pages.length).toBeGreaterThan(100);
  /** Reads one tree to its end; what stood in the way, or undefined. */
  const read = (name: string): string | undefined => {
    const connection = open();
    try {
      const tree = connection.database.prepare('SELECT name, type, tbl_name AS "table", sql FROM sqlite_schema WHERE name = ?').get(name) as Parameters<typeof findKeyedTree>[1];
      const keyed = findKeyedTree(connection, tree)!;
      for (let key = readEntries(connection, keyed, undefined, 500); key; ) key = readEntries(connection, keyed, key, 500);
      return undefined;
    } catch (error) {
      return findStorageError(error)?.type ?? String(error);
    } finally {
      connection.close();
    }
  };
  for (const name of ['a_b', 'a_part', 'w']) expect(read(name)).toBeUndefined();
  for (const { name, pageno } of pages) {
    const damaged = Buffer.from(whole);
    const at = (pageno - 1) * pageBytes + 1000 + (pageno % 2000);
    damaged[at] = damaged[at]! ^ 1;
    writeFileSync(file, damaged);
    expect(read(name), `${name}, page ${pageno}`).toBe('StorageCorrupt');
  }
});
