import type { Period } from '../../../../shared/domain/figures/office-figures.ts';
import type { OfficeFigures } from '../../../../shared/domain/figures/office-figures.ts';
import { percentileOf, type Tally } from '../../../../shared/domain/figures/percentile-of.ts';
import type { ReadableDb } from '../../store/db.ts';
import { dayNumber } from './day-number.ts';

/** The cases that are the office's own: those that left keep a trace only. */
const ours = "district = ? AND status <> 'transferredAway'";

/** Upper ends, in days, of what is told together of the time to a decision. */
const bandEnds = [1, 3, 5, 8, 15, 30, null] as const;

/** Cases opened in the period, by risk and state. (`+opened`: the index by risk is to be walked, not the one by day.) */
export const casesByRisk = (db: ReadableDb, area: string, { from, to }: Period): OfficeFigures['cases'] =>
  db.list(`SELECT risk, status, count(*) AS count FROM case_figure WHERE ${ours} AND +opened BETWEEN ? AND ? GROUP BY risk, status ORDER BY risk, status`, area, dayNumber(from), dayNumber(to));

/** Days to the decision, over the decisions of the period. */
export const waitOf = (db: ReadableDb, area: string, { from, to }: Period): OfficeFigures['wait'] => {
  const tallies = db.list<Tally>(`SELECT max(0, decided - opened) AS value, count(*) AS count FROM case_figure WHERE ${ours} AND decided BETWEEN ? AND ? GROUP BY value ORDER BY value`, area, dayNumber(from), dayNumber(to));
  const bands = bandEnds.map((upTo, at) => {
    const after = at === 0 ? -1 : (bandEnds[at - 1] ?? -1);
    return { upTo, cases: tallies.filter(({ value }) => value > after && (upTo === null || value <= upTo)).reduce((sum, { count }) => sum + count, 0) };
  });
  return { median: percentileOf(tallies, 0.5) ?? null, p90: percentileOf(tallies, 0.9) ?? null, bands };
};

type Load = { readonly id: string; opened: number; decided: number; open: number; approved: number };

/** What each of the staff opened, got decided and has open, and what each supervisor approved. */
export const loadOf = (db: ReadableDb, area: string, { from, to }: Period): Load[] => {
  const days = [dayNumber(from), dayNumber(to)] as const;
  const workers = db.list<Load>(
    `SELECT worker AS id, sum(opened BETWEEN ? AND ?) AS opened, sum(decided IS NOT NULL AND decided BETWEEN ? AND ?) AS decided, sum(decided IS NULL) AS open, 0 AS approved FROM case_figure INDEXED BY case_figure_worker WHERE ${ours} GROUP BY worker`,
    ...days, ...days, area,
  );
  const loads = new Map(workers.map((load) => [load.id, load]));
  for (const { id, approved } of db.list<{ id: string; approved: number }>(`SELECT decider AS id, count(*) AS approved FROM case_figure INDEXED BY case_figure_decider WHERE ${ours} AND decider IS NOT NULL AND decided BETWEEN ? AND ? GROUP BY decider`, area, ...days)) {
    loads.set(id, { ...(loads.get(id) ?? { id, opened: 0, decided: 0, open: 0 }), approved });
  }
  return [...loads.values()].filter(({ opened, decided, open, approved }) => opened + decided + open + approved > 0);
};
