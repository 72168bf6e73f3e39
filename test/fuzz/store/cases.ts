import fc from 'fast-check';
import { documentOf, selectorOf, type Field } from './values.ts';

/** One step of a case, plain data so that it prints and shrinks. */
export type Step =
  | { readonly do: 'write'; readonly rows: readonly { id: string; fields: object; deleted: boolean; stale: boolean }[] }
  | { readonly do: 'query'; readonly query: { selector: object; sort: readonly Record<string, string>[] | undefined; skip: number | undefined; limit: number | undefined; index: number | undefined } }
  | { readonly do: 'look'; readonly ids: readonly string[]; readonly deleted: boolean }
  | { readonly do: 'changes'; readonly limit: number }
  | { readonly do: 'reopen' }
  | { readonly do: 'cleanup' };

export type StoreCase = { readonly fields: readonly Field[]; readonly indexes: readonly (readonly string[])[]; readonly steps: readonly Step[] };

const ids = ['a', 'b', 'c', 'D', 'é', 'қ', 'я', '\ue000', '\uffff', '😀', 'aa', 'a-b'];
const id = fc.constantFrom(...ids);

const field: fc.Arbitrary<Field> = fc.record({
  name: fc.constantFrom('name', 'age', 'flag', 'place.street', 'place.house'),
  type: fc.constantFrom('string', 'number', 'integer', 'boolean'),
  // What is not typed RxDB's comparator and matcher alone can judge, not the keys of its memory storage.
  holds: fc.constantFrom('typed', 'scalars', 'anything'),
});

const fieldsOf = fc.uniqueArray(field, { selector: (each) => each.name, minLength: 1, maxLength: 4 });

const indexesOf = (fields: readonly Field[]) =>
  fc.uniqueArray(fc.shuffledSubarray(fields.map((each) => each.name), { minLength: 1, maxLength: Math.min(3, fields.length) }), { selector: (index) => index.join(), maxLength: 3 });

const directions = fc.constantFrom('asc', 'desc');

const queryOf = (fields: readonly Field[], indexes: readonly (readonly string[])[]) => {
  // Two equal arrays or objects are a tie to RxDB's comparator, which then asks no further: their order is anyone's. Without a sort RxDB takes an index as one.
  const sortable = fields.filter((each) => each.holds !== 'anything').map((each) => each.name);
  const unsorted = indexes.flat().every((path) => sortable.includes(path));
  const sort = fc.uniqueArray(fc.tuple(fc.constantFrom(...sortable, 'id', 'missing'), directions), { selector: ([path]) => path, minLength: 1, maxLength: 3 });
  return fc.record({
    selector: selectorOf(fields),
    sort: fc.option(sort.map((parts) => parts.map(([path, direction]) => ({ [path]: direction }))), { nil: unsorted ? undefined : [{ id: 'asc' }], freq: 3 }),
    skip: fc.option(fc.nat(4), { nil: undefined }),
    limit: fc.option(fc.nat(6), { nil: undefined }),
    index: indexes.length === 0 ? fc.constant(undefined) : fc.option(fc.nat(indexes.length - 1), { nil: undefined, freq: 1 }),
  });
};

const stepOf = (fields: readonly Field[], indexes: readonly (readonly string[])[]): fc.Arbitrary<Step> => {
  const row = fc.record({ id, fields: documentOf(fields), deleted: fc.boolean(), stale: fc.integer({ min: 0, max: 9 }).map((n) => n === 0) });
  return fc.oneof(
    { weight: 5, arbitrary: fc.record({ do: fc.constant('write' as const), rows: fc.uniqueArray(row, { selector: (each) => each.id, minLength: 1, maxLength: 7 }) }) },
    { weight: 8, arbitrary: fc.record({ do: fc.constant('query' as const), query: queryOf(fields, indexes) }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('look' as const), ids: fc.uniqueArray(id, { maxLength: 8 }), deleted: fc.boolean() }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('changes' as const), limit: fc.integer({ min: 1, max: 9 }) }) },
    { weight: 1, arbitrary: fc.constant({ do: 'reopen' as const }) },
    { weight: 1, arbitrary: fc.constant({ do: 'cleanup' as const }) },
  );
};

/** Cases for the store: a schema, then writes, deletes, re-inserts and queries on it. */
export const storeCases: fc.Arbitrary<StoreCase> = fieldsOf.chain((fields) =>
  indexesOf(fields).chain((indexes) =>
    fc.record({
      fields: fc.constant(fields),
      indexes: fc.constant(indexes),
      steps: fc.tuple(stepOf(fields, indexes), fc.array(stepOf(fields, indexes), { minLength: 4, maxLength: 14 })).map(([first, rest]) => [first, ...rest]),
    }),
  ),
);
