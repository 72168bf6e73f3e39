/** What a column holds: words, a count or measure, an expected number (not whole), a year, tenge (decimal text, exact), a share of one, or a calendar day. */
export type CellType = 'text' | 'number' | 'expected' | 'year' | 'money' | 'percent' | 'day';

/** A cell as it is, before anybody writes it: a number for `number`, `expected`, `year` and `percent`, text for the others; null: nothing is known. */
export type Cell = string | number | null;

/** A table of figures with its words in one language: the same for the screen, for paper and for a file. */
export type FigureTable = {
  readonly id: string;
  readonly title: string;
  readonly columns: readonly { readonly title: string; readonly type: CellType }[];
  readonly rows: readonly (readonly Cell[])[];
  /** What must be said beside the figures: how they are counted, what is not proved. */
  readonly note?: string | undefined;
  /** Columns that a chart draws, one after another in one bar for each row; absent: the table is not drawn. */
  readonly chart?: readonly number[] | undefined;
};
