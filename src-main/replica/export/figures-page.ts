import { barChart } from '../../../shared/domain/figures/bar-chart.ts';
import type { Cell, CellType, FigureTable } from '../../../shared/domain/figures/figure-table.ts';
import type { Say } from '../../../shared/domain/figures/office-tables.ts';
import type { ExportLanguage } from '../../../shared/ipc/figures-rows.ts';
import { escapeHtml, fillTemplate } from '../paper/fill-template.ts';
import { paperNumber, paperTenge } from '../paper/paper-format.ts';
import { paperDay } from '../paper/paper-rows.ts';
import type { PrintData } from '../platform/print-data.ts';
import { chartSvg } from './chart-svg.ts';

const style = `<style>
.figures { break-inside: avoid; margin-top: 5mm; }
.figures table { font-size: 9pt; }
.figures th, .figures td { width: auto; padding: 0.8mm 2mm 0.8mm 0; }
.figures thead th { border-bottom: 0.8pt solid #444; vertical-align: bottom; }
.figures .n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.figures .sum td { font-weight: 700; border-top: 0.8pt solid #444; }
.chart { width: 100%; height: auto; max-height: 90mm; margin: 1mm 0 2mm; }
.keys { margin: 1mm 0; font-size: 8.5pt; } .key { margin-right: 4mm; white-space: nowrap; }
.note { font-size: 8.5pt; color: #333; margin: 1mm 0 0; }
</style>`;

const written = (cell: Cell, type: CellType): string => {
  if (cell === null) return '—';
  if (type === 'text') return String(cell);
  if (type === 'day') return paperDay(String(cell));
  if (type === 'money') return paperTenge(String(cell));
  if (type === 'expected') return paperNumber(Number(cell).toFixed(1));
  if (type === 'year') return String(cell);
  return type === 'percent' ? `${paperNumber((Number(cell) * 100).toFixed(1))} %` : paperNumber(String(cell));
};

/** True where the last row of a table holds sums. */
export const hasSums = (table: FigureTable, say: Say): boolean => table.rows.length > 2 && table.rows.at(-1)?.[0] === say('figures:total');

const tableHtml = ({ columns, rows }: FigureTable, isSum: boolean): string => {
  const kind = (type: CellType) => (type === 'text' || type === 'day' ? '' : ' class="n"');
  const head = columns.map(({ title, type }) => `<th${kind(type)} scope="col">${escapeHtml(title)}</th>`).join('');
  const body = rows.map((row, at) => `<tr${isSum && at === rows.length - 1 ? ' class="sum"' : ''}>${columns.map(({ type }, place) => `<td${kind(type)}>${escapeHtml(written(row[place] ?? null, type))}</td>`).join('')}</tr>`).join('');
  return `<table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table>`;
};

type Page = { readonly print: PrintData; readonly say: Say; readonly language: ExportLanguage; readonly title: string; readonly number: string; readonly place: string; readonly state: string; readonly tables: readonly FigureTable[]; /** Pictures that are no bars, by the id of their table. */ readonly pictures?: Readonly<Record<string, string>> };

/** Tables with their charts as a page of HTML that prints by itself. */
export const figuresPage = ({ print, say, language, title, number, place, state, tables, pictures = {} }: Page): string => {
  const sections = tables.map((table) => {
    const isSum = hasSums(table, say);
    const chart = table.chart && table.rows.length > 0 ? chartSvg(barChart(table, { width: 560, write: (value) => paperNumber(String(value)), isSum }), table.id) : (pictures[table.id] ?? '');
    return `<section class="figures"><h2>${escapeHtml(table.title)}</h2>${chart}${tableHtml(table, isSum)}${table.note ? `<p class="note">${escapeHtml(table.note)}</p>` : ''}</section>`;
  }).join('');
  return fillTemplate(print.template, {
    lang: language, fonts: print.fonts, title: escapeHtml(title), number: escapeHtml(number), state: escapeHtml(state), office: escapeHtml(say('figures:paper.office')), place: escapeHtml(place),
    rows: '', sections: `${style}${sections}`, qr: '', check: '', unofficial: escapeHtml(say('figures:paper.madeHere')),
  });
};
