import type { Connection } from '../rx-storage/connection.ts';

type Key = readonly unknown[];
type Column = { readonly name: string | null; readonly desc: number; readonly key: number };

/** A tree whose entries are read in the order of their keys: an index, or a table without row numbers. `part` is the condition of a partial index. */
export type KeyedTree = { readonly from: string; readonly columns: readonly string[]; readonly part: string };

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** How to read an index or a table without row numbers by its keys; undefined where it cannot be (an expression, a descending column). */
export const findKeyedTree = ({ database }: Connection, tree: { readonly name: string; readonly type: 'table' | 'index'; readonly table: string; readonly sql: string | null }): KeyedTree | undefined => {
  if (tree.type === 'table') {
    const keys = (database.pragma(`table_info(${quoted(tree.name)})`) as { name: string; pk: number }[]).filter(({ pk }) => pk > 0).sort((a, b) => a.pk - b.pk);
    return { from: quoted(tree.name), columns: keys.map(({ name }) => quoted(name)), part: '1' };
  }
  const all = database.pragma(`index_xinfo(${quoted(tree.name)})`) as (Column & { cid: number })[];
  // -1 is the row number, -2 an expression.
  if (all.some(({ cid, desc }) => cid === -2 || desc === 1)) return undefined;
  const columns = all.map(({ name }) => (name === null ? 'rowid' : quoted(name)));
  return { from: `${quoted(tree.table)} INDEXED BY ${quoted(tree.name)}`, columns, part: / WHERE (.+)$/is.exec(tree.sql ?? '')?.[1] ?? '1' };
};

/**
 * The key of the last of the next `limit` entries after `after`, undefined when there are no more. NULLs come first and equal each other here, which no comparison of
 * rows says; so one range after the other is read: same in all columns but the last and greater there, same in all but the last two …
 */
export const readEntries = ({ database }: Connection, { from, columns, part }: KeyedTree, after: Key | undefined, limit: number): Key | undefined => {
  const read = (condition: string, values: Key, most: number) =>
    database.prepare(`SELECT ${columns.join(', ')} FROM ${from} WHERE (${part}) AND ${condition} ORDER BY ${columns.join(', ')} LIMIT ${most}`).raw().safeIntegers().all(...values) as Key[];
  if (!after) return read('1', [], limit).at(-1);
  let [last, left]: [Key | undefined, number] = [undefined, limit];
  for (let same = columns.length - 1; same >= 0 && left > 0; same--) {
    const column = columns[same] ?? '';
    const isNull = after[same] === null;
    const condition = [...columns.slice(0, same).map((name) => `${name} IS ?`), isNull ? `${column} IS NOT NULL` : `${column} > ?`].join(' AND ');
    const rows = read(condition, isNull ? after.slice(0, same) : after.slice(0, same + 1), left);
    last = rows.at(-1) ?? last;
    left -= rows.length;
  }
  return last;
};
