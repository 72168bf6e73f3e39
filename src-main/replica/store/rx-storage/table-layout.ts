import { getPrimaryFieldOfPrimaryKey } from 'rxdb';
import type { RxDocumentData, RxJsonSchema } from 'rxdb';
import { irregular, orderKey, type SqlValue } from './order-key.ts';

/** One field of the documents that SQLite can compare and sort by. */
export type Column = { readonly path: string; readonly name: string; readonly key: (document: object) => SqlValue | typeof irregular };

/** How the documents of one schema lie in a table: every indexed field is a column of its own, the document itself is JSON. */
export type TableLayout = { readonly primaryPath: string; readonly columns: ReadonlyMap<string, Column>; readonly indexes: readonly (readonly string[])[] };

type Plain = { readonly [field: string]: unknown };

/**
 * Reads `path` where reading it is plain: every step but the last an object or nothing. An array or a text on the way is irregular,
 * because RxDB's matcher looks into arrays and its comparator does not.
 */
const readerOf = (path: string): Column['key'] => {
  if (path === '_deleted') return (document) => ((document as Plain)._deleted ? 1 : 0);
  const steps = path.split('.');
  const [first = path] = steps;
  if (steps.length === 1) return (document) => orderKey((document as Plain)[first]);
  return (document) => {
    let value: unknown = document;
    for (const step of steps) {
      if (value === undefined || value === null) return null;
      if (typeof value !== 'object' || Array.isArray(value)) return irregular;
      value = (value as Plain)[step];
    }
    return orderKey(value);
  };
};

const fixedNames: Readonly<Record<string, string>> = { _deleted: 'deleted', '_meta.lwt': 'lwt' };

/** The layout for a schema as RxDB fills it in (`_deleted` leads each index, the primary key ends it). */
export const layoutOf = (schema: RxJsonSchema<RxDocumentData<unknown>>): TableLayout => {
  const primaryPath: string = getPrimaryFieldOfPrimaryKey(schema.primaryKey);
  const columns = new Map<string, Column>();
  const add = (path: string, name: string) => columns.set(path, { path, name, key: readerOf(path) });
  add(primaryPath, 'id');
  for (const [path, name] of Object.entries(fixedNames)) add(path, name);
  const wanted = (schema.indexes ?? []).map((index) => (typeof index === 'string' ? [index] : [...index]) as string[]);
  for (const path of wanted.flat()) if (!columns.has(path)) add(path, `c${columns.size - 3}`);
  // These two orders need no index of their own: ids have one, and changes are read by sequence.
  const own = wanted.filter((index) => index.some((path) => path !== primaryPath && !(path in fixedNames)));
  return { primaryPath, columns, indexes: own.map((index) => index.map((path) => columns.get(path)?.name ?? path)) };
};

/** The statements that make table `name` for `layout`. */
export const createTableSql = (name: string, layout: TableLayout): string => {
  const extra = [...layout.columns.values()].slice(3).map((column) => `${column.name}, `);
  const indexes = layout.indexes.map((index, i) => `CREATE INDEX ${name}_${i} ON ${name} (${index.join(', ')});`);
  return [
    `CREATE TABLE ${name} (sequence INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, deleted INTEGER NOT NULL, lwt REAL NOT NULL, ${extra.join('')}body TEXT NOT NULL);`,
    `CREATE INDEX ${name}_tombstone ON ${name} (lwt) WHERE deleted = 1;`,
    ...indexes,
  ].join('\n');
};
