import { ageBands, type OfficeFigures, type Period } from '../../../../shared/domain/figures/office-figures.ts';
import type { ReadableDb } from '../../store/db.ts';

type Row = { readonly age: number; readonly group: 1 | 2 | 3 | null; readonly cause: OfficeFigures['disability']['causes'][number]['cause']; readonly added: number; readonly count: number };

const bandOf = (age: number): number => ageBands.findIndex(({ to }) => to === null || age <= to);

const grouped = <K extends object>(rows: readonly Row[], keyOf: (row: Row) => K): (K & { count: number })[] =>
  [...Map.groupBy(rows, (row) => JSON.stringify(keyOf(row)))].map(([key, alike]) => ({ ...(JSON.parse(key) as K), count: alike.reduce((sum, { count }) => sum + count, 0) }));

/** The disability on record in the district on the last day of the period, by group and cause and by age. */
export const disabilityOf = (db: ReadableDb, area: string, { from, to }: Period): OfficeFigures['disability'] => {
  const rows = db.list<Row>(
    `SELECT CAST(substr(p.last, 1, 4) AS INTEGER) - CAST(substr(birth, 1, 4) AS INTEGER) - (substr(p.last, 6) < substr(birth, 6)) AS age, grade AS "group", cause, since >= p.first AS added, count(*) AS count
     FROM (SELECT ? AS first, ? AS last) p CROSS JOIN person_disability WHERE district = ? AND since <= p.last GROUP BY 1, 2, 3, 4`, from, to, area,
  );
  const sum = (some: readonly Row[]) => some.reduce((all, { count }) => all + count, 0);
  return {
    total: sum(rows),
    added: sum(rows.filter(({ added }) => added === 1)),
    causes: grouped(rows, ({ cause, group }) => ({ cause, group })).sort((a, b) => b.count - a.count),
    ages: grouped(rows, ({ age, group }) => ({ band: bandOf(age), group })).sort((a, b) => a.band - b.band || (a.group ?? 0) - (b.group ?? 0)),
  };
};
