import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { barChart } from '../../../../shared/domain/figures/bar-chart.ts';
import { csvText } from '../../../../shared/domain/figures/csv-text.ts';
import { longTable } from '../../../../shared/domain/figures/long-table.ts';
import { OfficeFigures } from '../../../../shared/domain/figures/office-figures.ts';
import { officeTables } from '../../../../shared/domain/figures/office-tables.ts';
import { percentileOf } from '../../../../shared/domain/figures/percentile-of.ts';
import { lazyLocaleWords } from '../../../../src-main/replica/platform/locale-words.ts';

const say = lazyLocaleWords(join(import.meta.dirname, '../../../../resources'));
const figures = OfficeFigures.parse({
  period: { from: '2026-01-01', to: '2026-03-31' }, opened: 5, decided: 2, open: 3,
  cases: [{ risk: 'need', status: 'draft', count: 1 }, { risk: 'old-age', status: 'approved', count: 3 }, { risk: 'old-age', status: 'review', count: 1 }],
  wait: { median: 4, p90: 9, bands: [{ upTo: 1, cases: 0 }, { upTo: 8, cases: 1 }, { upTo: null, cases: 1 }] },
  workers: [{ id: 'a', name: '=Айгүл', opened: 5, decided: 2, open: 3, approved: 0 }],
  deadlines: { workingDays: 8, confirmed: false, inTime: 1, late: 1, overdue: 2 },
  disability: { total: 3, added: 1, causes: [{ cause: 'workInjury', group: 2, count: 2 }, { cause: 'childUnder7', group: null, count: 1 }], ages: [{ band: 0, group: null, count: 1 }, { band: 3, group: 2, count: 2 }] },
});
const tables = (language: 'kk' | 'ru' | 'en') => officeTables(figures, say(language), (id) => id.toUpperCase());

describe('a percentile', () => {
  test('is the value of the nearest rank', () => {
    const tallies = [{ value: 1, count: 2 }, { value: 5, count: 2 }, { value: 30, count: 6 }];
    expect([0.1, 0.2, 0.3, 0.4, 0.5, 0.9, 1].map((share) => percentileOf(tallies, share))).toEqual([1, 1, 5, 5, 30, 30, 30]);
    expect(percentileOf([{ value: 3, count: 1 }, { value: 7, count: 1 }], 0.5)).toBe(3);
    expect(percentileOf([], 0.5)).toBeUndefined();
  });
});

describe('the tables', () => {
  test('add up by row and column', () => {
    const [cases] = tables('en');
    expect(cases).toMatchObject({ id: 'cases', rows: [['OLD-AGE', 0, 1, 0, 3, 4], ['NEED', 1, 0, 0, 0, 1], ['Total', 1, 1, 0, 3, 5]] });
    expect(tables('ru').find(({ id }) => id === 'causes')?.rows).toEqual([['трудовое увечье', 0, 2, 0, 0, 2].map((cell, at) => (at === 0 ? say('ru')('mse:cause.workInjury') : cell)), [say('ru')('mse:cause.childUnder7'), 0, 0, 0, 1, 1], ['Всего', 0, 2, 0, 1, 3]]);
  });

  test('say in every language what is not proved', () => {
    for (const language of ['kk', 'ru', 'en'] as const) {
      const note = tables(language).find(({ id }) => id === 'deadlines')?.note ?? '';
      expect(note).toContain('8');
      expect(note).toContain(`▲ ${say(language)('figures:notConfirmed')}`);
    }
  });

  test('are one table of figures where one is wanted', () => {
    const long = longTable(tables('en'), say('en'));
    expect(long.rows).toContainEqual(['Load per worker', '=Айгүл', 'Undecided', 3]);
    expect(long.rows.every((row) => row.length === 4)).toBe(true);
  });
});

describe('CSV', () => {
  const columns = [{ title: 'a,b', type: 'text' }, { title: 'n', type: 'number' }, { title: 'm', type: 'money' }] as const;

  test('is RFC 4180 in UTF-8 with a mark, empty where nothing is known', () => {
    expect(csvText({ columns, rows: [['x "y"\nz', -1, '12.5'], ['ә', null, null]] })).toBe('\uFEFF"a,b",n,m\r\n"x ""y""\nz",-1,12.5\r\nә,,\r\n');
  });

  test.each(['=1+1', '+7 701', '-2', '@x', '\tx', '\rx', '＝1'])('a word that begins like a formula is none: %j', (text) => {
    const [, line] = csvText({ columns: [columns[0]], rows: [[text]] }).split('\r\n');
    expect(line?.replace(/^"/, '')).toMatch(/^'/);
  });

  test('a negative figure stays a figure', () => expect(csvText({ columns: [columns[1]], rows: [[-5]] })).toContain('\r\n-5\r\n'));
});

describe('a chart', () => {
  const chart = barChart(tables('en')[0]!, { width: 480, write: String, isSum: true });

  test('draws each part of a row after the one before, to one scale, and no sums', () => {
    expect(chart.labels.map(({ text }) => text)).toEqual(['OLD-AGE', 'NEED']);
    const [review, approved, draft] = chart.bars;
    expect(chart.bars.map(({ series }) => series)).toEqual([1, 3, 0]);
    expect(approved!.x).toBeCloseTo(review!.x + review!.width);
    expect(approved!.width / review!.width).toBeCloseTo(3);
    expect(draft!.width).toBeCloseTo(review!.width);
    expect(Math.max(...chart.bars.map(({ x, width }) => x + width))).toBeLessThanOrEqual(480);
  });

  test('says all of it in words', () => expect(chart.words).toBe('OLD-AGE: in review 1, approved 3; NEED: draft 1'));

  test('of nothing has no bars and no NaN', () => {
    const empty = barChart({ columns: tables('en')[1]!.columns, rows: [['x', 0]], chart: [1] }, { width: 300, write: String, isSum: false });
    expect(empty).toMatchObject({ bars: [], words: 'x: 0' });
    expect(JSON.stringify(empty)).not.toContain('null');
  });
});

test('patterns are told apart without colour', () => {
  const source = readFileSync(join(import.meta.dirname, '../../../../shared/domain/figures/chart-patterns.ts'), 'utf8');
  expect(new Set([...source.matchAll(/path: '([^']*)'/g)].map(([, path]) => path)).size).toBe(4);
});
