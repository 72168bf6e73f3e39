import { getQueryMatcher, getSortComparator } from 'rxdb';
import type { Connection } from './connection.ts';
import type { DocumentTable } from './document-table.ts';
import { parseBodies } from './parse-bodies.ts';
import { planQuery, readingSql, type Query } from './plan-query.ts';
import type { AnyInstance, StoredDocument } from './write-rows.ts';

const matcherOf = (instance: AnyInstance, query: Query) => getQueryMatcher<unknown>(instance.schema as never, query as never) as (document: StoredDocument) => boolean;

/** The documents of a prepared query, deleted ones too where the selector does not say otherwise, in RxDB's order. */
export const runQuery = (connection: Connection, table: DocumentTable, instance: AnyInstance, query: Query): StoredDocument[] => {
  const plan = planQuery(table, query);
  const { sql, params } = readingSql(table, plan);
  const reading = connection.prepare(sql).pluck();
  if (plan.exact && plan.order !== undefined) return parseBodies(reading.all(...params));
  const end = plan.skip + plan.limit;
  const found: StoredDocument[] = [];
  if (plan.limit <= 0) return found;
  const matches = plan.exact ? undefined : matcherOf(instance, query);
  for (const body of reading.iterate(...params)) {
    const document = JSON.parse(body as string) as StoredDocument;
    if (matches && !matches(document)) continue;
    found.push(document);
    if (plan.order !== undefined && found.length >= end) break;
  }
  if (plan.order === undefined) found.sort(getSortComparator<unknown>(instance.schema as never, query as never) as never);
  return found.slice(plan.skip, end);
};

/** How many documents `runQuery` would give. Fast when SQLite decides the whole selector. */
export const countQuery = (connection: Connection, table: DocumentTable, instance: AnyInstance, query: Query): { count: number; mode: 'fast' | 'slow' } => {
  const { where, params, exact, skip, limit } = planQuery(table, query);
  let count = 0;
  if (exact) {
    count = connection.prepare(`SELECT count(*) FROM ${table.name} WHERE ${where}`).pluck().get(...params) as number;
  } else {
    const matches = matcherOf(instance, query);
    for (const body of connection.prepare(`SELECT body FROM ${table.name} WHERE ${where}`).pluck().iterate(...params)) {
      if (matches(JSON.parse(body as string) as StoredDocument)) count++;
    }
  }
  return { count: Math.max(0, Math.min(count - skip, limit)), mode: exact ? 'fast' : 'slow' };
};
