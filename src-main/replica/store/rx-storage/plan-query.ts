import type { FilledMangoQuery } from 'rxdb';
import type { DocumentTable } from './document-table.ts';
import type { SqlValue } from './order-key.ts';
import { selectorCondition } from './selector-sql.ts';

export type Query = FilledMangoQuery<unknown>;

/** How a query is run: what SQLite is asked, and what is left for RxDB's matcher and comparator. */
export type QueryPlan = {
  /** WHERE condition; holds for every document the selector matches, and for no other when `exact`. */
  readonly where: string;
  readonly params: readonly SqlValue[];
  /** False: RxDB's matcher has the last word on each document. */
  readonly exact: boolean;
  /** ORDER BY equal to RxDB's comparator; undefined: the comparator sorts. */
  readonly order: string | undefined;
  readonly skip: number;
  /** Infinity where the query has none. */
  readonly limit: number;
};

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

/** Plans a prepared query on the table as it is now. */
export const planQuery = (table: DocumentTable, query: Query): QueryPlan => {
  const { sql, params, exact } = selectorCondition(table, query.selector as never);
  return { where: sql, params, exact, order: orderOf(table, query), skip: query.skip ?? 0, limit: query.limit ?? Infinity };
};

/** The statement that reads the bodies. Skip and limit are SQLite's when nothing is left to match or sort. */
export const readingSql = (table: DocumentTable, plan: QueryPlan): { readonly sql: string; readonly params: readonly SqlValue[] } => {
  const from = `SELECT body FROM ${table.name} WHERE ${plan.where}`;
  if (plan.order === undefined) return { sql: from, params: plan.params };
  const ordered = `${from} ORDER BY ${plan.order}`;
  if (!plan.exact) return { sql: ordered, params: plan.params };
  return { sql: `${ordered} LIMIT ? OFFSET ?`, params: [...plan.params, plan.limit === Infinity ? -1 : plan.limit, plan.skip] };
};
