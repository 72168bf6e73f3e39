import type { Contribution, Ledger } from '../../domain/ledger.ts';
import { shortBy, type ContributionDue } from './contribution-due.ts';

/** Contributions are due by the 25th of the month that follows (Social Code, Art. 245: secondary source). */
const lastDayOfPaying = 25;

export type MonthState = 'paid' | 'late' | 'unpaid' | 'gap';

/** One month of a person: what was earned and paid by all employers together, and how it stands. */
export type LedgerMonth = { readonly month: string; readonly bins: readonly string[]; readonly income: number; readonly amount: number; readonly state: MonthState };

const step = (month: string, by: number): string => {
  const count = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 + by;
  return `${String(Math.floor(count / 12)).padStart(4, '0')}-${String((count % 12) + 1).padStart(2, '0')}`;
};

const dueOn = (month: string): string => `${step(month, 1)}-${String(lastDayOfPaying)}`;

/** Paid, and after the last day for it. */
export const isLate = ({ month, paidOn }: Pick<Contribution, 'month' | 'paidOn'>): boolean => paidOn !== null && paidOn > dueOn(month);

const stateOf = (rows: readonly Contribution[], due: ContributionDue | undefined): MonthState => {
  if (rows.length === 0) return 'gap';
  if (rows.some((row) => row.paidOn === null || shortBy(row, due) > 0)) return 'unpaid';
  return rows.some(isLate) ? 'late' : 'paid';
};

/** Every month that the registry lists, oldest first, gaps among them. Empty for a person without contributions. With `due` a month paid in part counts as unpaid. */
export const ledgerMonths = ({ since, upTo, contributions }: Pick<Ledger, 'since' | 'upTo' | 'contributions'>, due?: ContributionDue): LedgerMonth[] => {
  const byMonth = Map.groupBy(contributions, ({ month }) => month);
  const months: LedgerMonth[] = [];
  for (let month = since; month <= upTo; month = step(month, 1)) {
    const rows = byMonth.get(month) ?? [];
    const sum = (of: 'income' | 'amount') => rows.reduce((total, row) => total + row[of], 0);
    months.push({ month, bins: [...new Set(rows.map(({ bin }) => bin))], income: sum('income'), amount: sum('amount'), state: stateOf(rows, due) });
  }
  return months;
};

/** Months of the same employer one after another, in the same year and without a gap between, newest first: how a person reads a ledger. */
export type LedgerSpell = { readonly from: string; readonly to: string; readonly bins: readonly string[]; readonly months: number; readonly late: number; readonly unpaid: number; readonly gap: boolean; readonly income: number; readonly amount: number };

/** The ledger in spells, newest first. */
export const ledgerSpells = (months: readonly LedgerMonth[]): LedgerSpell[] => {
  const spells: LedgerSpell[] = [];
  for (const { month, bins, income, amount, state } of months) {
    const last = spells.at(-1);
    const same = last !== undefined && last.gap === (state === 'gap') && last.bins.join() === bins.join() && last.to.slice(0, 4) === month.slice(0, 4);
    const one: LedgerSpell = { from: month, to: month, bins, months: 1, late: state === 'late' ? 1 : 0, unpaid: state === 'unpaid' ? 1 : 0, gap: state === 'gap', income, amount };
    if (same) spells[spells.length - 1] = { ...last, to: month, months: last.months + 1, late: last.late + one.late, unpaid: last.unpaid + one.unpaid, income: last.income + income, amount: last.amount + amount };
    else spells.push(one);
  }
  return spells.reverse();
};

/** Months of participation: with contributions that were paid, each once, the earlier ones included. */
export const participationMonths = (ledger: Pick<Ledger, 'earlierMonths' | 'contributions'>): number =>
  ledger.earlierMonths + new Set(ledger.contributions.filter(({ paidOn }) => paidOn !== null).map(({ month }) => month)).size;
