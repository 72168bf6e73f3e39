import type { Connection } from '../rx-storage/connection.ts';

type Tree = { readonly name: string; readonly type: 'table' | 'index'; readonly sql: string | null };

/** Where a check stands: trees before `tree` (in the order of their names) were read, and of it the rows up to `row`. */
export type CheckPlace = { readonly tree: string; readonly row: number };

const rowsPerSlice = 200;
const smallFile = 6000;

const listTrees = ({ database }: Connection): Tree[] =>
  database.prepare("SELECT name, type, sql FROM sqlite_schema WHERE rootpage > 0 ORDER BY name").all() as Tree[];

const hasRowNumbers = (tree: Tree): boolean => tree.type === 'table' && !/WITHOUT\s+ROWID/i.test(tree.sql ?? '');

/** Reads rows after `row` with everything in them; the last row's number, or undefined at the end. */
const readRows = ({ database }: Connection, name: string, row: number): number | undefined => {
  const rows = database.prepare(`SELECT rowid, * FROM "${name}" WHERE rowid > ? ORDER BY rowid LIMIT ${rowsPerSlice}`).raw().all(row) as unknown[][];
  return rows.length < rowsPerSlice ? undefined : (rows.at(-1)?.[0] as number);
};

/**
 * Reads the whole database in slices of a few milliseconds, from `from` on: the cipher authenticates each page, so a flipped bit anywhere throws an error of SQLite
 * (`findStorageError`: StorageCorrupt). A file small enough is also checked as a whole (`quick_check`); 'structure' is yielded where that finds a fault.
 */
export function* checkSlices(connection: Connection, from?: CheckPlace): Generator<CheckPlace | 'structure', void> {
  const pages = connection.database.pragma('page_count', { simple: true }) as number;
  if (pages <= smallFile && connection.database.pragma('quick_check(1)', { simple: true }) !== 'ok') yield 'structure';
  for (const tree of listTrees(connection)) {
    if (from && tree.name < from.tree) continue;
    let row: number | undefined = from?.tree === tree.name ? from.row : -Number.MAX_SAFE_INTEGER;
    // An index is read in one go: it is a fraction of its table.
    if (!hasRowNumbers(tree)) connection.database.prepare('SELECT sum(unused) FROM dbstat WHERE name = ?').get(tree.name);
    else while ((row = readRows(connection, tree.name, row)) !== undefined) yield { tree: tree.name, row };
    yield { tree: tree.name, row: Number.MAX_SAFE_INTEGER };
  }
}
