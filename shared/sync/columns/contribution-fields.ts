import type { ContributionYear, WorkSpell } from '../../domain/person.ts';
import type { ColumnSink } from './column-set.ts';
import type { ColumnSource } from './column-source.ts';
import { monthsOf } from './simple-fields.ts';

/** What is usual in a year: the middle monthly income, the one that occurs most (0: none does), and the rate in thousandths. */
export type UsualYear = { readonly year: number; readonly middle: number; readonly common: number; readonly rate: number };

export const contributionColumns = ['usual', 'monthsLess', 'incomeFirst', 'income', 'incomeWhole'];

const monthly = ({ income, months }: ContributionYear): number | undefined => (months > 0 && income % months === 0 ? income / months : undefined);
/** What is paid of an income at `rate` thousandths. */
export const amountOf = (income: number, rate: number): number => Math.round((income * rate) / 1000);
const mostOf = (values: readonly number[]): { value: number; times: number } => {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].reduce((best, [value, times]) => (times > best.times ? { value, times } : best), { value: 0, times: 0 });
};

/** The usual years of a chunk's people, oldest first. */
export const usualYears = (all: readonly (readonly ContributionYear[])[]): UsualYear[] =>
  [...Map.groupBy(all.flat().filter((row) => row.year >= 1990 && row.year < 2200), (row) => row.year)].sort(([a], [b]) => a - b).flatMap(([year, rows]) => {
    const incomes = rows.flatMap((row) => monthly(row) ?? []).sort((a, b) => a - b);
    if (incomes.length === 0) return [];
    const common = mostOf(incomes);
    const { value: rate } = mostOf(rows.map((row) => (row.income > 0 ? Math.round((row.amount * 1000) / row.income) : 0)));
    return { year, middle: incomes[incomes.length >> 1]!, common: common.times > 3 && common.times > incomes.length / 100 ? common.value : 0, rate };
  });

export const putUsual = (sink: ColumnSink, years: readonly UsualYear[]): void => {
  sink.number('usual', years.length);
  for (const { year, middle, common, rate } of years) for (const value of [year, middle, common, rate]) sink.number('usual', value);
};
export const takeUsual = (source: ColumnSource): UsualYear[] => {
  const usual = source.column('usual');
  const next = () => usual.number();
  const count = next();
  if (count > 300) throw new RangeError('too many years');
  return Array.from({ length: count }, () => ({ year: next(), middle: next(), common: next(), rate: next() }));
};

/** First month and the month after the last of each spell, one pair after another. */
export type Spans = Float64Array;

/** Months of the year in which some of the first `count` spells of work lay; the years they lie in are those in which contributions are expected. */
export const monthsWorked = (spans: Spans, count: number, year: number): number => {
  let months = 0;
  for (let at = 0; at < count * 2; at += 2) {
    const until = Math.min(year * 12 + 12, spans[at + 1]!) - Math.max(year * 12, spans[at]!);
    if (until > 0) months += until;
  }
  return Math.min(12, months);
};

/** The spans of spells as they stand in a document. */
export const spansOf = (work: readonly WorkSpell[]): Spans => {
  const spans = new Float64Array(work.length * 2);
  for (const [index, { from, to }] of work.entries()) {
    spans[index * 2] = monthsOf(from);
    spans[index * 2 + 1] = to === null ? Infinity : monthsOf(to) + 1;
  }
  return spans;
};

/** Of an income's difference from what was expected, these low bits are chance. */
export const lowBits = (middle: number): number => Math.max(0, Math.min(24, Math.floor(Math.log2(middle / 4 + 1)) - 5));
/** In place of an income: the one that occurs most; it stands in a column of its own. */
export const [common, spelledOut] = [0, 1];

/** True for what the columns can say: every year at most once, in order, and worked in. */
export const isPlainContributions = (rows: readonly ContributionYear[], work: readonly WorkSpell[], years: readonly UsualYear[]): boolean =>
  rows.every((row, index) => row.year > (rows[index - 1]?.year ?? 0) && row.months > 0 && years.some(({ year }) => year === row.year) && monthsWorked(spansOf(work), work.length, row.year) >= row.months);

export const putContributions = (sink: ColumnSink, rows: readonly ContributionYear[], work: readonly WorkSpell[], years: readonly UsualYear[]): void => {
  let [share, shares, at] = [0, 0, 0];
  const spans = spansOf(work);
  for (const usual of years) {
    const worked = monthsWorked(spans, work.length, usual.year);
    if (worked === 0) continue;
    const row = rows[at]?.year === usual.year ? rows[at++] : undefined;
    sink.number('monthsLess', worked - (row?.months ?? 0));
    if (!row) continue;
    const value = monthly(row);
    const column = shares === 0 ? 'incomeFirst' : 'income';
    if (value === undefined || amountOf(row.income, usual.rate) !== row.amount) {
      sink.number(column, spelledOut);
      sink.number('incomeWhole', row.income);
      sink.number('incomeWhole', row.amount);
      continue;
    }
    if (value === usual.common) {
      sink.number(column, common);
      continue;
    }
    const low = lowBits(usual.middle);
    const difference = value - Math.round(usual.middle * (shares === 0 ? 1 : share / shares));
    const high = Math.floor(difference / 2 ** low);
    sink.number(column, 2 + (high < 0 ? -2 * high - 1 : 2 * high));
    sink.bits(difference - high * 2 ** low, low);
    [share, shares] = [share + value / usual.middle, shares + 1];
  }
};
