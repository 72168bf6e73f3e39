import { getQueryMatcher, getSortComparator } from 'rxdb';
import type { FilledMangoQuery } from 'rxdb';
import type { Connection } from './connection.ts';
import type { DocumentTable } from './document-table.ts';
import { selectorCondition, type Condition } from './selector-sql.ts';
import type { AnyInstance, StoredDocument } from './write-rows.ts';

type Query = FilledMangoQuery<unknown>;

/** ORDER BY equal to RxDB's comparator, or undefined where a sort field has no regular column. */
const orderOf = (table: DocumentTable, query: Query): string | undefined => {
  const parts: string[] = [];
  for (const sort of query.sort) {
    const [path, direction] = Object.entries(sort)[0] as [string, 'asc' | 'desc'];
    const column = table.layout.columns.get(path);
    if (!column || table.irregular.has(column.name)) return undefined;
    parts.push(`${column.name} ${direction === 'desc' ? 'DESC' : 'ASC'}`);
  }
  return parts.join(', ');
};

const matcherOf = (instance: AnyInstance, query: Query, condition: Condition) => (condition.exact ? undefined : getQueryMatcher<unknown>(instance.schema as never, query as never));

/** The documents of a prepared query, deleted ones too where the selector does not say otherwise, in RxDB's order. */
export const runQuery = (connection: Connection, table: DocumentTable, instance: AnyInstance, query: Query): StoredDocument[] => {
  const condition = selectorCondition(table, query.selector as never);
  const order = orderOf(table, query);
  const skip = query.skip ?? 0;
  const limit = query.limit ?? Infinity;
  const from = `SELECT body FROM ${table.name} WHERE ${condition.sql}`;
  const matches = matcherOf(instance, query, condition);
  if (order !== undefined && !matches) {
    const bodies = connection.prepare(`${from} ORDER BY ${order} LIMIT ? OFFSET ?`).pluck().all(...condition.params, limit === Infinity ? -1 : limit, skip);
    return bodies.map((body) => JSON.parse(body as string) as StoredDocument);
  }
  const found: StoredDocument[] = [];
  if (order !== undefined && limit <= 0) return found;
  for (const body of connection.prepare(order === undefined ? from : `${from} ORDER BY ${order}`).pluck().iterate(...condition.params)) {
    const document = JSON.parse(body as string) as StoredDocument;
    if (matches && !matches(document as never)) continue;
    found.push(document);
    if (order !== undefined && found.length >= skip + limit) break;
  }
  if (order === undefined) found.sort(getSortComparator<unknown>(instance.schema as never, query as never) as never);
  return found.slice(skip, skip + limit);
};

/** How many documents `runQuery` would give. Fast when SQLite decides the whole selector. */
export const countQuery = (connection: Connection, table: DocumentTable, instance: AnyInstance, query: Query): { count: number; mode: 'fast' | 'slow' } => {
  const condition = selectorCondition(table, query.selector as never);
  const matches = matcherOf(instance, query, condition);
  let count = 0;
  if (!matches) {
    count = connection.prepare(`SELECT count(*) FROM ${table.name} WHERE ${condition.sql}`).pluck().get(...condition.params) as number;
  } else {
    for (const body of connection.prepare(`SELECT body FROM ${table.name} WHERE ${condition.sql}`).pluck().iterate(...condition.params)) {
      if (matches(JSON.parse(body as string) as never)) count++;
    }
  }
  return { count: Math.max(0, Math.min(count - (query.skip ?? 0), query.limit ?? Infinity)), mode: matches ? 'slow' : 'fast' };
};
