import { expect, it } from 'vitest';
import { writableDbOf } from '../../../../../src-main/replica/store/db.ts';
import { migrate } from '../../../../../src-main/replica/store/migrate.ts';
import { allMigrations } from '../../../../../src-main/replica/store/migrations/all-migrations.ts';
import { openConnection } from '../../../../../src-main/replica/store/rx-storage/connection.ts';

it('a file of an earlier version learns who lives together from its documents, and is asked by an index', () => {
  const connection = openConnection({ filename: ':memory:' });
  expect(migrate(connection, allMigrations.filter(({ number }) => number < 210)).ok).toBe(true);
  connection.database.exec(`
    CREATE TABLE rx_table (number INTEGER PRIMARY KEY, collection TEXT, version INTEGER); INSERT INTO rx_table VALUES (3, 'persons', 0);
    CREATE TABLE rx_3 (sequence INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, deleted INTEGER NOT NULL, body TEXT NOT NULL);
    INSERT INTO rx_3 (id, deleted, body) VALUES ('a', 0, '{"householdId":"h"}'), ('b', 0, '{"householdId":null}'), ('c', 0, '{"householdId":"h"}'), ('d', 0, '{}');
    INSERT INTO person_key (id, district, last, first, patronymic) VALUES ('a', '', '', '', ''), ('b', '', '', '', ''), ('c', '', '', '', ''), ('d', '', '', '', ''), ('gone', '', '', '', '');`);
  expect(migrate(connection, allMigrations).ok).toBe(true);
  const db = writableDbOf(connection);
  expect(db.list('SELECT id FROM person_key WHERE household = ? ORDER BY id', 'h')).toEqual([{ id: 'a' }, { id: 'c' }]);
  expect(db.list("EXPLAIN QUERY PLAN SELECT id FROM person_key WHERE household = 'h' ORDER BY id").map((row) => (row as { detail: string }).detail)[0]).toContain('person_key_household');
});
