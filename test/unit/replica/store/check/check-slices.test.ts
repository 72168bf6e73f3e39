import { expect, it, onTestFinished } from 'vitest';
import { checkSlices } from '../../../../../src-main/replica/store/check/check-slices.ts';
import { findKeyedTree, readEntries } from '../../../../../src-main/replica/store/check/read-tree.ts';
import { migrate } from '../../../../../src-main/replica/store/migrate.ts';
import { allMigrations } from '../../../../../src-main/replica/store/migrations/all-migrations.ts';
import { openConnection } from '../../../../../src-main/replica/store/rx-storage/connection.ts';

const open = () => {
  const connection = openConnection({ filename: ':memory:' });
  onTestFinished(() => connection.close());
  return connection;
};

it('walks an index and a table without row numbers entry by entry, NULLs and equal keys too, whatever the slice', () => {
  const connection = open();
  const { database } = connection;
  database.exec(`CREATE TABLE t (a, b TEXT, c); CREATE INDEX t_ab ON t (a, b); CREATE INDEX t_part ON t (b) WHERE a IS NOT NULL; CREATE INDEX t_down ON t (a DESC); CREATE INDEX t_how ON t (a || b);
    CREATE TABLE w (x TEXT, y INTEGER, z, PRIMARY KEY (y, x)) WITHOUT ROWID`);
  const put = database.prepare('INSERT INTO t VALUES (?, ?, ?)');
  const values = [null, null, 1, 1, 2.5, 'қ', 'қ', Buffer.from([1]), 9007199254740993n];
  for (const a of values) for (const b of [null, 'x', 'x', 'ә', '']) put.run(a, b, 1);
  for (let i = 0; i < 40; i++) database.prepare('INSERT INTO w VALUES (?, ?, 1)').run(`x${i % 7}`, i % 6 === 0 ? i : i % 6);
  const walk = (tree: Parameters<typeof findKeyedTree>[1], limit: number): number => {
    const keyed = findKeyedTree(connection, tree)!;
    let read = 0;
    for (let key = readEntries(connection, keyed, undefined, limit); key; key = readEntries(connection, keyed, key, limit)) read++;
    return read;
  };
  const [ab, part] = [{ name: 't_ab', type: 'index', table: 't', sql: null }, { name: 't_part', type: 'index', table: 't', sql: 'CREATE INDEX t_part ON t (b) WHERE a IS NOT NULL' }] as const;
  expect([walk(ab, 1), walk(ab, 7), walk(ab, 45), walk(part, 1)]).toEqual([45, 7, 1, 35]);
  expect(walk({ name: 'w', type: 'table', table: 'w', sql: null }, 1)).toBe(database.prepare('SELECT count(*) FROM w').pluck().get());
  for (const name of ['t_down', 't_how']) expect(findKeyedTree(connection, { name, type: 'index', table: 't', sql: null })).toBeUndefined();
});

it('reads every index of a replica by its keys, a large one in many slices, and goes on where it was left', () => {
  const connection = open();
  expect(migrate(connection, allMigrations).ok).toBe(true);
  const put = connection.prepare("INSERT INTO server_version (collection, document, version) VALUES ('persons', ?, 1)");
  connection.transaction(() => { for (let i = 0; i < 9000; i++) put.run(`d${i}`); });
  const trees = connection.database.prepare("SELECT name, type, tbl_name AS \"table\", sql FROM sqlite_schema WHERE rootpage > 0 AND (type = 'index' OR sql LIKE '%WITHOUT ROWID%')").all() as Parameters<typeof findKeyedTree>[1][];
  expect(trees.length).toBeGreaterThan(10);
  for (const tree of trees) expect(() => readEntries(connection, findKeyedTree(connection, tree)!, undefined, 5), tree.name).not.toThrow();
  const places = [...checkSlices(connection)];
  expect(places).not.toContain('structure');
  const slices = places.filter((place) => place !== 'structure' && place.tree === 'server_version');
  expect(slices).toHaveLength(6);
  const at = places.findIndex((place) => place === slices.at(-1));
  expect([...checkSlices(connection, slices.at(-1) as never)]).toEqual(places.slice(at + 1));
});
