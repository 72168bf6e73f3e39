import { createRxDatabase } from 'rxdb';
import { describe, expect, it } from 'vitest';
import { explainQuery } from '../../../../src-main/replica/store/rx-storage/explain-query.ts';
import { getRxStorageSqlite } from '../../../../src-main/replica/store/rx-storage/index.ts';
import { animal, openInstance, prepared } from './storage-fixture.ts';

const open = () => openInstance(getRxStorageSqlite({ filename: ':memory:' }));

describe('explainQuery', () => {
  it('shows what SQLite decides by an index, in order, with skip and limit', async () => {
    const explained = explainQuery(await open(), { selector: { _deleted: false, age: { $eq: 3 }, name: { $gte: 'қ' } }, sort: [{ name: 'asc' }], skip: 2, limit: 5 });
    expect(explained).toMatchObject({ pushedDown: ['_deleted', 'age', 'name'], postFiltered: [], narrowed: [], sortedBy: 'sqlite' });
    expect(explained.sql).toMatch(/^SELECT body FROM rx_1 WHERE .*deleted = \?.* AND .* ORDER BY .* LIMIT \? OFFSET \?$/);
    expect(explained.params).toEqual([0, 3, 'қ', 5, 2]);
    expect(explained.plan).toEqual([expect.stringMatching(/^SEARCH rx_1 USING INDEX rx_1_\d \(deleted=\? AND .*=\? AND .*>\? AND .*<\?\)$/)]);
  });

  it('shows what is left for RxDB’s matcher, and what narrows it', async () => {
    const explained = explainQuery(await open(), { selector: { name: { $regex: 'x', $gt: 'a' }, other: 1, age: 2 }, sort: [{ id: 'asc' }] });
    expect(explained).toMatchObject({ pushedDown: ['age'], postFiltered: ['name', 'other'], narrowed: ['name'], sortedBy: 'sqlite' });
    expect(explained.sql).not.toMatch(/LIMIT/);
  });

  it('shows that a sort without a column is RxDB’s, and a scan a scan', async () => {
    const explained = explainQuery(await open(), { selector: {}, sort: [{ other: 'asc' }] });
    expect(explained).toMatchObject({ sortedBy: 'rxdb', sql: 'SELECT body FROM rx_1 WHERE 1', plan: ['SCAN rx_1'] });
  });

  it('asks a collection as RxDB does: not for the deleted ones', async () => {
    const rx = await createRxDatabase({ name: 'explained', storage: getRxStorageSqlite({ filename: ':memory:' }) as never, multiInstance: false });
    const { animals } = await rx.addCollections({ animals: { schema: { version: 0, primaryKey: 'id', type: 'object', properties: { id: { type: 'string', maxLength: 9 }, name: { type: 'string', maxLength: 9 } }, indexes: ['name'] } as never } });
    const explained = explainQuery(animals as never, { selector: { name: 'x' } });
    expect(explained).toMatchObject({ pushedDown: ['name', '_deleted'], postFiltered: [], sortedBy: 'sqlite', params: ['x', 0, -1, 0] });
    expect(explained.plan).toEqual([expect.stringMatching(/^SEARCH rx_\d+ USING INDEX rx_\d+_0 \(deleted=\? AND c0=\?\)$/)]);
    await rx.close();
  });

  it.each([
    { selector: { _deleted: false }, sort: [{ age: 'asc' }, { name: 'asc' }], limit: 50 },
    { selector: { _deleted: false, age: 4 }, sort: [{ name: 'desc' }, { id: 'desc' }], limit: 50 },
    { selector: { _deleted: false }, sort: [{ id: 'asc' }], limit: 50 },
    { selector: { _deleted: false, 'nested.deep': { $gt: 'x' } }, sort: [{ 'nested.deep': 'asc' }], limit: 50 },
  ])('the first page in the order of an index is read from it, not sorted: %j', async (query) => {
    const instance = await open();
    await instance.bulkWrite(Array.from({ length: 200 }, (_, i) => ({ document: animal({ id: `i${i}`, name: `n${i % 7}`, age: i % 10, nested: { deep: `x${i}` } }) })), 't');
    const { plan } = explainQuery(instance, query);
    expect(plan).toEqual([expect.stringMatching(/USING INDEX/)]);
  });

  it.each(['$or', '$and', '$nor'])('%s of more parts than SQLite nests, or has parameters for, is answered all the same', async (operator) => {
    const instance = await open();
    await instance.bulkWrite(Array.from({ length: 20 }, (_, i) => ({ document: animal({ id: `i${i}`, age: i }) })), 't');
    const many = (count: number, part: (i: number) => object) => ({ selector: { [operator]: Array.from({ length: count }, (_, i) => part(i)) }, sort: [{ id: 'asc' }] });
    const found = async (query: object) => (await instance.query(prepared(instance, query))).documents.map(({ age }) => age as number).sort((a, b) => a - b);
    const all = Array.from({ length: 20 }, (_, i) => i);
    const expected = { $or: all, $and: all, $nor: [] }[operator];
    const chain = many(1500, (i) => ({ age: operator === '$and' ? { $gte: -i } : i }));
    expect(explainQuery(instance, chain).pushedDown).toEqual([operator]);
    expect(await found(chain)).toEqual(expected);
    expect(await found(many(5, () => ({ age: { $in: Array.from({ length: 8000 }, (_, i) => i) } })))).toEqual(expected);
    const deep = (levels: number): object => (levels === 0 ? { age: { $gte: 0 } } : { [operator]: [deep(levels - 1)] });
    expect(await found({ selector: deep(100) })).toEqual(all);
  });

  it('stops pushing down to a field once it held an array', async () => {
    const instance = await open();
    const query = { selector: { name: 'x' }, sort: [{ id: 'asc' }] };
    expect(explainQuery(instance, query).pushedDown).toEqual(['name']);
    await instance.bulkWrite([{ document: animal({ id: 'a', name: ['x'] }) }], 't');
    expect(explainQuery(instance, query)).toMatchObject({ pushedDown: [], postFiltered: ['name'], narrowed: [] });
  });
});
