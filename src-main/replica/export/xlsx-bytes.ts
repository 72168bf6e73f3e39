import writeWorkbook from 'write-excel-file/node';
import type { Cell, CellType, FigureTable } from '../../../shared/domain/figures/figure-table.ts';

type SheetCell = { value: string | number | Date; type: StringConstructor | NumberConstructor | DateConstructor; format?: string; fontWeight?: 'bold'; wrap?: boolean } | null;

const formats = { text: undefined, number: '#,##0', expected: '#,##0.0', year: '0', money: '#,##0.00', percent: '0.0%', day: 'dd.mm.yyyy' } as const satisfies Record<CellType, string | undefined>;
const widths = { text: 42, number: 14, expected: 14, year: 10, money: 20, percent: 12, day: 13 } as const satisfies Record<CellType, number>;

const cellOf = (cell: Cell, type: CellType): SheetCell => {
  if (cell === null) return null;
  // A text cell is never run as a formula: its type says what it is.
  if (type === 'text') return { value: String(cell), type: String };
  if (type === 'day') return { value: new Date(`${cell}T00:00:00Z`), type: Date, format: formats.day };
  return { value: Number(cell), type: Number, format: Number.isInteger(Number(cell)) && type === 'money' ? '#,##0' : formats[type] };
};

/** A sheet's name as Excel takes it: 31 characters, none of `: \ / ? * [ ]`. */
const sheetName = (title: string, at: number): string => `${at + 1}. ${title.replaceAll(/[:\\/?*[\]]/g, ' ')}`.slice(0, 31).trim();

/** Tables as a workbook: a sheet each, headings in the language of the table, figures and days as such, a note under the rows. */
export const xlsxBytes = async (tables: readonly FigureTable[]): Promise<Uint8Array<ArrayBuffer>> => {
  const sheets = tables.map(({ title, columns, rows, note }, at) => ({
    sheet: sheetName(title, at),
    stickyRowsCount: 1,
    columns: columns.map(({ type }) => ({ width: widths[type] })),
    data: [
      columns.map((column): SheetCell => ({ value: column.title, type: String, fontWeight: 'bold', wrap: true })),
      ...rows.map((row) => columns.map(({ type }, place) => cellOf(row[place] ?? null, type))),
      ...(note ? [[], [{ value: note, type: String }]] : []),
    ],
  }));
  return new Uint8Array(await writeWorkbook(sheets as never).toBuffer());
};
