import { wholeMonths } from '../../base/date-steps.ts';
import type { PlainDate } from '../../base/plain-date.ts';
import type { Assumptions, ProgrammeAssumption } from './assumptions.ts';
import { fromDecimal, scaled, toDecimal, unit } from './fixed-point.ts';
import type { Mortality } from './mortality.ts';
import type { Obligation } from './obligation.ts';
import type { ProjectedYear, Projection } from './projection.ts';

type Table = Mortality['values'][number]['value'];

/** Payments alike in sex, age and months left of their term (null: open). `heads` in billionths; `monthly` what they cost a month together, in billionths of a tiyn. */
type Cell = { readonly sex: 'male' | 'female'; readonly age: number; readonly months: number | null; readonly heads: bigint; readonly monthly: bigint };

type Flow = { start: bigint; added: bigint; died: bigint; left: bigint; expired: bigint; end: bigint; cost: bigint };

const million = 1_000_000n;
const tiynUnits = unit;
const tengeUnits = 100n * unit;

/** The share of a cell that dies in a year, in millionths: the table's, times the assumed standing to it, never above one. */
const dying = (table: Table, { sex, age }: Pick<Cell, 'sex' | 'age'>, mortalityPercent: string): bigint => {
  const ages = table[sex];
  const share = scaled(fromDecimal(ages[Math.min(age, ages.length - 1)] ?? '1', 6), fromDecimal(mortalityPercent, 2), 10_000n);
  return share > million ? million : share;
};

const alike = (cells: readonly Cell[]): Cell[] =>
  [...Map.groupBy(cells, ({ sex, age, months }) => `${sex} ${age} ${months ?? ''}`).values()].map((same) => same.reduce((sum, cell) => ({ ...sum, heads: sum.heads + cell.heads, monthly: sum.monthly + cell.monthly })));

const sumOf = (cells: readonly Cell[], field: 'heads' | 'monthly'): bigint => cells.reduce((sum, cell) => sum + cell[field], 0n);

/** One more year of a cell: what is left of it, a year older, and what became of the rest. */
const stepCell = (cell: Cell, table: Table, assumed: Assumptions, end: bigint, flow: Flow): Cell[] => {
  const died = scaled(cell.heads, dying(table, cell, assumed.mortalityPercent), million);
  const left = scaled(cell.heads - died, end, 10_000n);
  const stay = cell.heads - died - left;
  const monthly = cell.heads === 0n ? 0n : scaled(cell.monthly, stay, cell.heads);
  // Deaths and endings fall evenly over the year: the mean of its two ends is paid, for as many months as the term has left.
  const months = cell.months === null ? 12 : Math.min(12, cell.months);
  flow.died += died;
  flow.left += left;
  const aged = { ...cell, age: cell.age + 1, heads: stay, monthly };
  if (cell.months === null || cell.months > 12) {
    flow.cost += (cell.monthly + monthly) * BigInt(months);
    return [{ ...aged, months: cell.months === null ? null : cell.months - 12 }];
  }
  const renewed = scaled(stay, fromDecimal(assumed.renewPercent, 2), 10_000n);
  const kept = stay === 0n ? 0n : scaled(monthly, renewed, stay);
  flow.expired += stay - renewed;
  flow.cost += (cell.monthly + monthly) * BigInt(months) + 2n * kept * BigInt(12 - months);
  return renewed === 0n ? [] : [{ ...aged, months: null, heads: renewed, monthly: kept }];
};

/** New payments of a year: as the present ones are spread over sex and age, with their mean amount; open, and paid for half of their first year. */
const entering = (present: readonly Cell[], perYear: number, flow: Flow): Cell[] => {
  const all = sumOf(present, 'heads');
  if (all === 0n || perYear === 0) return [];
  const cells = alike(present.map((cell) => ({ ...cell, months: null }))).map((cell) => ({ ...cell, heads: scaled(cell.heads, BigInt(perYear) * unit, all), monthly: scaled(cell.monthly, BigInt(perYear) * unit, all) }));
  flow.added += sumOf(cells, 'heads');
  flow.cost += sumOf(cells, 'monthly') * 12n;
  return cells;
};

const yearOf = (year: number, flow: Flow): ProjectedYear => {
  const heads = (value: bigint) => toDecimal(value, unit, 9);
  // `cost` was gathered twice over, so that a mean needs no halving.
  return { year, start: heads(flow.start), added: heads(flow.added), died: heads(flow.died), left: heads(flow.left), expired: heads(flow.expired), end: heads(flow.end), cost: toDecimal(flow.cost, 2n * tengeUnits, 0) };
};

const projectCells = (first: readonly Cell[], table: Table, assumed: Assumptions, { newPerYear, endPercent }: Omit<ProgrammeAssumption, 'programme'>): Flow[] => {
  const flows: Flow[] = [];
  const rise = 10_000n + fromDecimal(assumed.indexPercent, 2);
  const end = fromDecimal(endPercent, 2);
  let cells = alike(first);
  let present = cells;
  for (let year = 1; year <= assumed.years; year += 1) {
    const start = sumOf(cells, 'heads');
    const flow: Flow = { start, added: 0n, died: 0n, left: 0n, expired: 0n, end: 0n, cost: 0n };
    const old = cells.flatMap((cell) => stepCell(cell, table, assumed, end, flow));
    const next = alike([...old, ...entering(present, newPerYear, flow)]);
    flow.end = sumOf(next, 'heads');
    flows.push(flow);
    const raise = (cell: Cell): Cell => ({ ...cell, monthly: scaled(cell.monthly, rise, 10_000n) });
    cells = next.map(raise);
    present = present.map(raise);
  }
  return flows;
};

const sumFlows = (all: readonly Flow[][], at: number): Flow =>
  all.reduce((sum, flows) => {
    for (const key of Object.keys(sum) as (keyof Flow)[]) sum[key] += flows[at]?.[key] ?? 0n;
    return sum;
  }, { start: 0n, added: 0n, died: 0n, left: 0n, expired: 0n, end: 0n, cost: 0n });

/**
 * Projects monthly payments by the cohort-component method: payments alike in programme, sex, age and term are carried on from year to year by survival (the table, times the assumed standing
 * to it), by endings for other reasons, by the ends and renewals of terms, and by new payments each year. Years run from `base`: year 1 is the first twelve months. Once-only payments and those not in
 * force on `base` are left out. Heads and money are whole numbers of small units throughout: what leaves one place comes to another, nothing is lost to rounding but the last digit shown.
 * A programme without an assumption has no new payments and no endings. Expected values, not forecasts of persons.
 */
export const projectObligations = (obligations: readonly Obligation[], table: Table, assumed: Assumptions, base: PlainDate): Projection => {
  const running = obligations.filter(({ unit: kind, from, to }) => kind === 'KZT/month' && from <= base && (to === null || to >= base));
  const [year, programmes] = [Number(base.slice(0, 4)), new Map(assumed.programmes.map((one) => [one.programme, one]))];
  const groups = [...Map.groupBy(running, ({ programme }) => programme)].sort(([a], [b]) => (a < b ? -1 : 1));
  const all = groups.map(([programme, some]) => {
    const cells = some.map(({ sex, birthYear, to, amount }): Cell => ({ sex, age: Math.max(0, year - birthYear), months: to === null ? null : Math.max(0, wholeMonths(base, to)), heads: unit, monthly: fromDecimal(amount, 2) * tiynUnits }));
    return { programme, risk: some[0]?.risk ?? '', flows: projectCells(cells, table, assumed, programmes.get(programme) ?? { newPerYear: 0, endPercent: '0' }) };
  });
  const years = Array.from({ length: assumed.years }, (_, at) => at);
  return {
    programmes: all.map(({ programme, risk, flows }) => ({ programme, risk, years: flows.map((flow, at) => yearOf(at + 1, flow)) })),
    total: years.map((at) => yearOf(at + 1, sumFlows(all.map(({ flows }) => flows), at))),
  };
};
