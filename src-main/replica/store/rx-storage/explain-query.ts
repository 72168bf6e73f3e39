import { normalizeMangoQuery } from 'rxdb';
import type { RxJsonSchema } from 'rxdb';
import { planQuery, readingSql, type Query } from './plan-query.ts';
import type { SqlValue } from './order-key.ts';
import { partCondition } from './selector-sql.ts';
import type { SqliteInternals } from './storage-instance.ts';

/** How a query is run. */
export type QueryExplanation = {
  readonly sql: string;
  readonly params: readonly SqlValue[];
  /** The parts of the selector (its first keys) that SQLite decides alone. */
  readonly pushedDown: readonly string[];
  /** The parts that RxDB's matcher decides on every document SQLite lets through. */
  readonly postFiltered: readonly string[];
  /** Those of `postFiltered` by which SQLite narrows the documents all the same. */
  readonly narrowed: readonly string[];
  /** Who puts the result in order: SQLite (by an index or a sort, see `plan`) or RxDB's comparator. */
  readonly sortedBy: 'sqlite' | 'rxdb';
  /** SQLite's EXPLAIN QUERY PLAN, a line a step. */
  readonly plan: readonly string[];
};

/** A storage instance of `getRxStorageSqlite`, whatever its documents. */
type Instance = { readonly internals: unknown; readonly schema: unknown };

/**
 * Shows how a Mango query would be run, without running it: on a collection as RxDB would ask it (not the deleted ones), on a storage
 * instance as it stands. The answer is true for the documents now: a field that once held an array or object is never pushed down.
 */
export const explainQuery = (of: Instance | { readonly storageInstance: Instance }, query: object): QueryExplanation => {
  const isCollection = 'storageInstance' in of;
  const instance = isCollection ? of.storageInstance : of;
  const { connection, table } = instance.internals as SqliteInternals;
  const asked = structuredClone(query) as { selector?: object };
  const selector = isCollection ? { ...asked.selector, _deleted: { $eq: false } } : asked.selector;
  const normal = normalizeMangoQuery(instance.schema as RxJsonSchema<never>, { ...asked, selector } as never) as Query;
  const plan = planQuery(table, normal);
  const { sql, params } = readingSql(table, plan);
  const parts = Object.entries(normal.selector as object).map(([name, matcher]) => ({ name, condition: partCondition(table, name, matcher) }));
  const postFiltered = parts.filter(({ condition }) => !condition.exact);
  return {
    sql,
    params,
    pushedDown: parts.filter(({ condition }) => condition.exact).map(({ name }) => name),
    postFiltered: postFiltered.map(({ name }) => name),
    narrowed: postFiltered.filter(({ condition }) => condition.sql !== '1').map(({ name }) => name),
    sortedBy: plan.order === undefined ? 'rxdb' : 'sqlite',
    plan: (connection.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...params) as { detail: string }[]).map(({ detail }) => detail),
  };
};
