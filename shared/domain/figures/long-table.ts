import type { FigureTable } from './figure-table.ts';
import type { Say } from './office-tables.ts';

/** Several tables as one of four columns (table, row, column, figure), for programs that read one table from a file. Sums are left to them. */
export const longTable = (tables: readonly FigureTable[], say: Say): FigureTable => ({
  id: 'long', title: say('figures:title'),
  columns: [{ title: say('figures:long.table'), type: 'text' }, { title: say('figures:long.row'), type: 'text' }, { title: say('figures:long.column'), type: 'text' }, { title: say('figures:long.value'), type: 'number' }],
  rows: tables.flatMap(({ title, columns, rows }) => rows.flatMap((row) => columns.slice(1).map((column, at) => [title, row[0] ?? null, column.title, row[at + 1] ?? null]))),
});
