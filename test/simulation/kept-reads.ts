import type { SqlParameter } from '../../src-main/replica/store/db.ts';

type Found = { readonly at: number; readonly rows: unknown };
type Query = { readonly tables: readonly string[]; readonly found: Map<string, Found> };

/** What queries found, for as long as no table that they name is written: a sync asks the same a hundred times, and most tables of a laptop stay as they are, empty ones for as long as the process lives. */
export type KeptReads = {
  /** What `ask` would find. Rows are frozen: whoever changes one changes it for the next who asks. */
  readonly read: (how: 'find' | 'list', sql: string, parameters: readonly SqlParameter[], ask: () => unknown) => unknown;
  /** A table was written; undefined: any may have been. */
  readonly wrote: (table: string | undefined) => void;
  /** Lets go of what few ask twice. */
  readonly trim: () => void;
};

/** Of one statement, with its parameters. */
const mostKept = 64;

const frozen = (rows: unknown): unknown => {
  if (Array.isArray(rows)) for (const row of rows) Object.freeze(row);
  else Object.freeze(rows);
  return rows;
};

export const createKeptReads = (tables: ReadonlySet<string>): KeptReads => {
  let [now, allAt] = [0, 0];
  const writtenAt = new Map<string, number>();
  const queries = new Map<string, Query>();
  const queryOf = (sql: string): Query => {
    const known = queries.get(sql);
    if (known) return known;
    // A column that is called like a table costs a question more, and no truth.
    const made = { tables: [...new Set(sql.match(/\w+/g))].filter((word) => tables.has(word)), found: new Map<string, Found>() };
    queries.set(sql, made);
    return made;
  };
  const isFresh = (query: Query, at: number) => at >= allAt && query.tables.every((table) => at >= (writtenAt.get(table) ?? 0));
  return {
    read: (how, sql, parameters, ask) => {
      const query = queryOf(sql);
      if (query.tables.length === 0 || parameters.some((one) => typeof one === 'object' && one !== null)) return ask();
      const key = `${how}${parameters.length === 0 ? '' : JSON.stringify(parameters)}`;
      const known = query.found.get(key);
      const rows = known && isFresh(query, known.at) ? known.rows : frozen(ask());
      if (!known || known.rows !== rows) query.found.set(key, { at: now, rows });
      return Array.isArray(rows) ? [...(rows as unknown[])] : rows;
    },
    wrote: (table) => {
      now += 1;
      if (table === undefined) allAt = now;
      else writtenAt.set(table, now);
    },
    trim: () => {
      for (const { found } of queries.values()) if (found.size > mostKept) found.clear();
    },
  };
};
