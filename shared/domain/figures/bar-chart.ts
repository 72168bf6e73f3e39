import type { FigureTable } from './figure-table.ts';

export type ChartText = { readonly x: number; readonly y: number; readonly text: string };

/** A chart of horizontal bars in units of its own box: `series` is the place of a bar's part in `titles`, and of its pattern. */
export type BarChart = {
  readonly width: number;
  readonly height: number;
  readonly titles: readonly string[];
  readonly bars: readonly { readonly x: number; readonly y: number; readonly width: number; readonly height: number; readonly series: number }[];
  readonly labels: readonly ChartText[];
  readonly values: readonly ChartText[];
  /** All of it in words, for whoever does not see it. */
  readonly words: string;
};

const rowHeight = 34;
const barHeight = 13;
const room = { number: 52, money: 130 } as const;

/**
 * Draws the rows of a table (its last one not, where it holds sums: `isSum`). The words of a row stand over its bar, so that no language needs shorter ones; the figure stands at its end.
 * `write` writes a number as the language does.
 */
export const barChart = (table: Pick<FigureTable, 'columns' | 'rows' | 'chart'>, { width, write, isSum }: { readonly width: number; readonly write: (value: number) => string; readonly isSum: boolean }): BarChart => {
  const series = table.chart ?? [];
  const rows = (isSum ? table.rows.slice(0, -1) : table.rows).map((row) => ({ label: String(row[0]), parts: series.map((at) => Number(row[at] ?? 0)) }));
  const most = Math.max(1, ...rows.map(({ parts }) => parts.reduce((all, one) => all + one, 0)));
  const scale = (width - (series.some((at) => table.columns[at]?.type === 'money') ? room.money : room.number)) / most;
  const titles = series.map((at) => table.columns[at]?.title ?? '');
  const bars = rows.flatMap(({ parts }, at) => {
    let x = 0;
    return parts.map((part, place) => {
      const bar = { x, y: at * rowHeight + 17, width: part * scale, height: barHeight, series: place };
      x += bar.width;
      return bar;
    }).filter((bar) => bar.width > 0);
  });
  const total = (parts: readonly number[]) => parts.reduce((all, one) => all + one, 0);
  return {
    width, height: rows.length * rowHeight, titles, bars,
    labels: rows.map(({ label }, at) => ({ x: 0, y: at * rowHeight + 12, text: label })),
    values: rows.map(({ parts }, at) => ({ x: total(parts) * scale + 6, y: at * rowHeight + 28, text: write(total(parts)) })),
    words: rows.map(({ label, parts }) => `${label}: ${parts.length === 1 ? write(parts[0] ?? 0) : parts.map((part, place) => ({ part, place })).filter(({ part }) => part > 0).map(({ part, place }) => `${titles[place] ?? ''} ${write(part)}`).join(', ') || write(0)}`).join('; '),
  };
};
