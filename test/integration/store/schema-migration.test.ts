import { join } from 'node:path';
import { addRxPlugin, createRxDatabase } from 'rxdb';
import { RxDBMigrationSchemaPlugin } from 'rxdb/plugins/migration-schema';
import { expect, it } from 'vitest';
import { getRxStorageSqlite } from '../../../src-main/replica/store/rx-storage/index.ts';
import { testFolder, testKey } from './replica-fixture.ts';

addRxPlugin(RxDBMigrationSchemaPlugin);

const schema = (version: number, extra: object) => ({
  version, primaryKey: 'id', type: 'object', properties: { id: { type: 'string', maxLength: 40 }, name: { type: 'string', maxLength: 80 }, ...extra }, required: ['id'], indexes: version === 0 ? ['name'] : ['born'],
}) as never;

it('RxDB’s own migration moves a collection to its next schema in an encrypted file, tombstones too, and leaves no old table', async () => {
  const filename = join(testFolder(), 'm.db');
  const open = (schemaNow: object) =>
    createRxDatabase({ name: 'migrated', storage: getRxStorageSqlite({ filename, key: testKey }) as never, multiInstance: false, allowSlowCount: true }).then(async (rx) => ({ rx, animals: (await rx.addCollections({ animals: schemaNow as never }))['animals'] as never as Animals }));
  type Animals = { bulkInsert: (rows: object[]) => Promise<{ error: unknown[] }>; find: (query?: object) => { exec: () => Promise<{ toJSON: () => object; remove: () => Promise<unknown> }[]> }; storageInstance: { internals: { connection: { database: { prepare: (sql: string) => { pluck: () => { all: () => unknown[] } } } } } } };
  const before = await open({ schema: schema(0, {}) });
  expect((await before.animals.bulkInsert(Array.from({ length: 350 }, (_, i) => ({ id: `a${String(i).padStart(3, '0')}`, name: `Аң ${i}` })))).error).toEqual([]);
  await (await before.animals.find({ selector: { id: 'a007' } }).exec())[0]?.remove();
  await before.rx.close();

  const after = await open({ schema: schema(1, { born: { type: 'number', minimum: 1900, maximum: 2100, multipleOf: 1 } }), migrationStrategies: { 1: (old: object) => ({ ...old, born: 2000 + (Number((old as { id: string }).id.slice(1)) % 20) }) } });
  const found = await after.animals.find({ selector: { born: { $gte: 2018 } }, sort: [{ born: 'asc' }, { id: 'asc' }] }).exec();
  expect(found).toHaveLength(34);
  expect(found[0]?.toJSON()).toEqual({ id: 'a018', name: 'Аң 18', born: 2018 });
  expect(await after.animals.find().exec()).toHaveLength(349);
  const { database } = after.animals.storageInstance.internals.connection;
  expect(database.prepare("SELECT version FROM rx_table WHERE collection = 'animals'").pluck().all()).toEqual([1]);
  await after.rx.close();

  const again = await open({ schema: schema(1, { born: { type: 'number', minimum: 1900, maximum: 2100, multipleOf: 1 } }), migrationStrategies: { 1: () => null } });
  expect(await again.animals.find().exec()).toHaveLength(349);
  await again.rx.close();
});
