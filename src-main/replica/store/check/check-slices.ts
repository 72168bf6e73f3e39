import type { Connection } from '../rx-storage/connection.ts';
import { findKeyedTree, readEntries } from './read-tree.ts';

type Tree = { readonly name: string; readonly type: 'table' | 'index'; readonly table: string; readonly sql: string | null };

/** Where a check stands: trees before `tree` (in the order of their names) were read, and of it the rows up to `row` (an index that was begun is begun anew). */
export type CheckPlace = { readonly tree: string; readonly row: number };

const rowsPerSlice = 200;
/** Entries of an index are small. */
const entriesPerSlice = 2000;
const allRows = Number.MAX_SAFE_INTEGER;
const smallFile = 6000;

const listTrees = ({ database }: Connection): Tree[] =>
  database.prepare('SELECT name, type, tbl_name AS "table", sql FROM sqlite_schema WHERE rootpage > 0 ORDER BY name').all() as Tree[];

const hasRowNumbers = (tree: Tree): boolean => tree.type === 'table' && !/WITHOUT\s+ROWID/i.test(tree.sql ?? '');

/** Reads rows after `row` with everything in them; the last row's number, or undefined at the end. */
const readRows = ({ database }: Connection, name: string, row: number): number | undefined => {
  const rows = database.prepare(`SELECT rowid, * FROM "${name}" WHERE rowid > ? ORDER BY rowid LIMIT ${rowsPerSlice}`).raw().all(row) as unknown[][];
  return rows.length < rowsPerSlice ? undefined : (rows.at(-1)?.[0] as number);
};

/** Reads an index or a table without row numbers, slice by slice; in one go where its entries cannot be told apart by their keys. */
function* readKeyed(connection: Connection, tree: Tree): Generator<void, void> {
  const keyed = findKeyedTree(connection, tree);
  if (!keyed) connection.database.prepare('SELECT sum(unused) FROM dbstat WHERE name = ?').get(tree.name);
  else for (let key = readEntries(connection, keyed, undefined, entriesPerSlice); key; key = readEntries(connection, keyed, key, entriesPerSlice)) yield;
}

/**
 * Reads the whole database in slices of a few milliseconds, from `from` on: the cipher authenticates each page, so a flipped bit anywhere throws an error of SQLite
 * (`findStorageError`: StorageCorrupt). A file small enough is also checked as a whole (`quick_check`); 'structure' is yielded where that finds a fault.
 */
export function* checkSlices(connection: Connection, from?: CheckPlace): Generator<CheckPlace | 'structure', void> {
  const pages = connection.database.pragma('page_count', { simple: true }) as number;
  if (pages <= smallFile && connection.database.pragma('quick_check(1)', { simple: true }) !== 'ok') yield 'structure';
  for (const tree of listTrees(connection)) {
    if (from && tree.name < from.tree) continue;
    let row: number | undefined = from?.tree === tree.name ? from.row : -allRows;
    if (row === allRows) continue;
    if (hasRowNumbers(tree)) while ((row = readRows(connection, tree.name, row)) !== undefined) yield { tree: tree.name, row };
    else for (const _ of readKeyed(connection, tree)) yield { tree: tree.name, row: -allRows };
    yield { tree: tree.name, row: allRows };
  }
}
