import type { BarChart } from '../../../shared/domain/figures/bar-chart.ts';
import { chartPatterns } from '../../../shared/domain/figures/chart-patterns.ts';
import { escapeHtml } from '../paper/fill-template.ts';

const inks = ['#0b6b5d', '#d7e7e3', '#f1ede2', '#ffffff'] as const;
const round = (value: number): string => value.toFixed(1);

const defs = (prefix: string): string =>
  `<defs>${chartPatterns.map(({ id, path }, at) => `<pattern id="${prefix}-${id}" width="8" height="8" patternUnits="userSpaceOnUse"><rect width="8" height="8" fill="${inks[at]}"/><path d="${path}" stroke="#0b4a41" stroke-width="1.3"/></pattern>`).join('')}</defs>`;

const swatch = (prefix: string, at: number, title: string): string =>
  `<span class="key"><svg width="14" height="12" aria-hidden="true"><rect x="0.5" y="0.5" width="13" height="11" fill="url(#${prefix}-${chartPatterns[at]?.id ?? 'plain'})" stroke="#0b4a41"/></svg> ${escapeHtml(title)}</span>`;

/** A chart as it stands on paper: HTML with SVG, its keys above it where it has more than one series. `prefix` keeps the patterns of several charts on a page apart. */
export const chartSvg = (chart: BarChart, prefix: string): string => {
  const bars = chart.bars.map(({ x, y, width, height, series }) => `<rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${height}" fill="url(#${prefix}-${chartPatterns[series]?.id ?? 'plain'})" stroke="#0b4a41" stroke-width="0.6"/>`).join('');
  const texts = [...chart.labels, ...chart.values].map(({ x, y, text }) => `<text x="${round(x)}" y="${round(y)}" font-size="11">${escapeHtml(text)}</text>`).join('');
  const keys = chart.titles.length > 1 ? `<p class="keys">${chart.titles.map((title, at) => swatch(prefix, at, title)).join('')}</p>` : '';
  return `${keys}<svg class="chart" viewBox="0 0 ${chart.width} ${Math.max(1, chart.height)}" role="img" aria-label="${escapeHtml(chart.words)}">${defs(prefix)}${bars}${texts}</svg>`;
};
