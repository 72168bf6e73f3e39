import fc from 'fast-check';
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
import { describe, expect, it } from 'vitest';
import { getQueryMatcher, getSortComparator } from 'rxdb';
import { getRxStorageSqlite } from '../../../../src-main/replica/store/rx-storage/index.ts';
import { animal, animalSchema, openInstance, prepared, type Animal } from './storage-fixture.ts';

const word = fc.oneof(fc.constantFrom('', 'a', 'ab', 'b', 'Қ', 'қ', 'я', '\ue000', '\uffff', '😀', '\ud800', 'a\u0000b'), fc.string({ maxLength: 2, unit: 'binary' }));
const figure = fc.oneof(fc.integer({ min: -3, max: 3 }), fc.constantFrom(0.5, -0, 1e300, 2 ** 53));
const scalar = fc.oneof({ weight: 4, arbitrary: word }, { weight: 4, arbitrary: figure }, fc.boolean(), fc.constant(null), fc.constant(undefined));
const odd = fc.oneof(scalar, fc.array(scalar, { maxLength: 2 }), fc.record({ deep: scalar }));

const animals = (value: fc.Arbitrary<unknown>, age = value) =>
  fc.uniqueArray(
    fc.record({ id: fc.constantFrom(...'abcdefghijkl😀\uffff'), name: value, age, nested: fc.oneof(fc.record({ deep: value }), fc.constant(undefined), fc.constant(null)), deleted: fc.boolean() }),
    { selector: (each) => each.id, maxLength: 10 },
  );

const comparison = (operand: fc.Arbitrary<unknown>) =>
  fc.oneof(
    fc.record({ $eq: operand }), fc.record({ $ne: operand }), fc.record({ $in: fc.array(operand, { minLength: 1, maxLength: 3 }) }), fc.record({ $nin: fc.array(operand, { minLength: 1, maxLength: 3 }) }),
    fc.record({ $gt: operand }), fc.record({ $gte: operand }), fc.record({ $lt: operand }), fc.record({ $lte: operand }), fc.record({ $gte: operand, $lt: operand }),
    fc.record({ $exists: fc.boolean() }), fc.record({ $not: fc.record({ $gt: operand }) }), fc.record({ $regex: fc.constantFrom('a', '^b') }), fc.record({ $type: fc.constantFrom('string', 'null') }),
  );

const selector = fc.letrec<{ any: object; leaf: object }>((tie) => ({
  leaf: fc.dictionary(fc.constantFrom('name', 'age', 'nested.deep', 'id', 'other'), comparison(scalar), { minKeys: 0, maxKeys: 2 }),
  any: fc.oneof(
    { depthSize: 'small' }, { weight: 3, arbitrary: tie('leaf') },
    fc.record({ $and: fc.array(tie('any'), { minLength: 1, maxLength: 2 }) }), fc.record({ $or: fc.array(tie('any'), { minLength: 1, maxLength: 3 }) }), fc.record({ $nor: fc.array(tie('any'), { minLength: 1, maxLength: 2 }) }),
    fc.record({ _deleted: fc.record({ $eq: fc.boolean() }) }),
  ),
})).any;

const orderBy = (fields: readonly string[]) => fc.uniqueArray(fc.tuple(fc.constantFrom(...fields), fc.constantFrom('asc', 'desc')), { selector: ([field]) => field, minLength: 1, maxLength: 3 });

const queryOf = (fields: readonly string[]) =>
  fc.record({ selector, sort: orderBy(fields).map((parts) => parts.map(([field, direction]) => ({ [field]: direction }))), skip: fc.nat(3), limit: fc.option(fc.nat(6), { nil: undefined }) });

/** What RxDB's own matcher and comparator say, on the documents as JSON keeps them. */
const expected = (documents: readonly object[], query: ReturnType<typeof prepared>['query']): string[] => {
  const kept = documents.map((document) => JSON.parse(JSON.stringify(document)) as Animal).filter(getQueryMatcher(animalSchema(), query as never) as never);
  kept.sort(getSortComparator(animalSchema(), query as never) as never);
  return kept.map((document) => document.id).slice(query.skip, query.skip + (query.limit ?? Infinity));
};

const check = async (each: readonly (Animal & { deleted: boolean })[], query: object) => {
  const instance = await openInstance(getRxStorageSqlite({ filename: ':memory:' }));
  const documents = each.map((fields) => animal(fields));
  await instance.bulkWrite(documents.map((document) => ({ document })), 't');
  const ready = prepared(instance, query);
  const found = (await instance.query(ready)).documents.map((document) => document.id);
  expect(found).toEqual(expected(documents, ready.query));
  expect((await instance.count(ready)).count).toBe(found.length);
  await instance.close();
};

describe('queries equal RxDB’s own matcher and comparator', () => {
  it('on scalars of every type, where SQLite decides', async () => {
    await fc.assert(fc.asyncProperty(animals(scalar), queryOf(['name', 'age', 'nested.deep', 'id', 'other']), check), { numRuns: 400 });
  });
  it('on arrays and objects too, where it must not', async () => {
    // Sorted by plain fields: RxDB's comparator calls two equal arrays or objects a tie and asks no further, so their order is anyone's.
    await fc.assert(fc.asyncProperty(animals(odd, scalar), queryOf(['age', 'id', 'other']), check), { numRuns: 400 });
  });
});

describe('against getRxStorageMemory()', () => {
  const step = fc.record({ id: fc.constantFrom('a', 'b', 'c', 'd'), name: fc.constantFrom('x', 'y', 'қ'), age: fc.integer({ min: 0, max: 3 }), deleted: fc.boolean(), stale: fc.boolean() });
  it('the same writes give the same errors, events, documents and queries', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.uniqueArray(step, { selector: (each) => each.id, minLength: 1, maxLength: 3 }), { maxLength: 8 }), async (rounds) => {
        const instances = await Promise.all([openInstance(getRxStorageMemory()), openInstance(getRxStorageSqlite({ filename: ':memory:' }))]);
        const logs: unknown[][] = [[], []];
        instances.forEach((instance, i) => instance.changeStream().subscribe((bulk) => logs[i]?.push(bulk.events)));
        const heights = new Map<string, number>();
        for (const round of rounds) {
          const known = new Map((await (instances[0] as (typeof instances)[0]).findDocumentsById(round.map((each) => each.id), true)).map((document) => [document.id, document]));
          const rows = round.map(({ stale, ...fields }) => {
            const previous = stale ? undefined : known.get(fields.id);
            const height = (heights.get(fields.id) ?? 0) + 1;
            heights.set(fields.id, height);
            return { ...(previous ? { previous } : {}), document: animal(fields, height) };
          });
          const results = await Promise.all(instances.map((instance) => instance.bulkWrite(structuredClone(rows), 't')));
          expect(results[1]?.error).toEqual(results[0]?.error);
        }
        expect(logs[1]).toEqual(logs[0]);
        for (const query of [{ selector: {} }, { selector: { _deleted: false, name: { $gte: 'y' } }, sort: [{ name: 'desc' }] }, { selector: { age: { $lt: 2 } }, sort: [{ age: 'asc' }, { name: 'desc' }], limit: 2, skip: 1 }]) {
          const [left, right] = await Promise.all(instances.map(async (instance) => (await instance.query(prepared(instance, query))).documents));
          expect(right).toEqual(left);
        }
        await Promise.all(instances.map((instance) => instance.remove()));
      }),
      { numRuns: 300 },
    );
  });
});
