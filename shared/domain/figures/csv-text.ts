import type { Cell, CellType, FigureTable } from './figure-table.ts';

/** What a spreadsheet takes for a formula where a cell begins with it. */
const formula = /^[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/;

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

const cellText = (cell: Cell, type: CellType): string => {
  if (cell === null) return '';
  const text = String(cell);
  // Figures are written by the program itself; only words can have been typed by somebody.
  return quoted(type === 'text' && formula.test(text) ? `'${text}` : text);
};

const line = (cells: readonly string[]): string => `${cells.join(',')}\r\n`;

/**
 * A table as CSV by RFC 4180, in UTF-8 with a mark at its head (a spreadsheet of Windows takes it for another encoding without). Figures have a decimal point and no spaces, days are
 * YYYY-MM-DD. Words that a spreadsheet would run as a formula get an apostrophe before them.
 */
export const csvText = ({ columns, rows }: Pick<FigureTable, 'columns' | 'rows'>): string =>
  `\uFEFF${line(columns.map(({ title }) => cellText(title, 'text')))}${rows.map((row) => line(columns.map(({ type }, at) => cellText(row[at] ?? null, type)))).join('')}`;
