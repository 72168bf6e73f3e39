import type { ContributionFault } from '../../domain/contribution-report.ts';
import type { Ledger } from '../../domain/ledger.ts';
import { shortBy, type ContributionDue } from './contribution-due.ts';
import { isLate, ledgerMonths } from './ledger-months.ts';

/** What one employer owes one person: months declared and not paid, or not in full, paid late, and without contributions between two of theirs. */
export type PersonFault = { readonly bin: string; readonly unpaid: number; readonly late: number; readonly missing: number; readonly owed: number };

/** The faults of one ledger by employer; `due` says what each month asks, without it a month paid in part is a month paid. A month without any contribution is told of the employer who has months on both its sides. Pure. */
export const faultsOf = (ledger: Ledger, due?: ContributionDue): PersonFault[] => {
  const found = new Map<string, { unpaid: number; late: number; missing: number; owed: number }>();
  const at = (bin: string) => {
    const known = found.get(bin) ?? { unpaid: 0, late: 0, missing: 0, owed: 0 };
    found.set(bin, known);
    return known;
  };
  for (const row of ledger.contributions) {
    const lacking = row.paidOn === null ? Math.max(row.amount, due?.(row) ?? 0) : shortBy(row, due);
    if (row.paidOn === null || lacking > 0) {
      at(row.bin).unpaid++;
      at(row.bin).owed += lacking;
    } else if (isLate(row)) at(row.bin).late++;
  }
  const months = ledgerMonths(ledger);
  let before: readonly string[] = [];
  let gaps = 0;
  for (const { bins, state } of months) {
    if (state === 'gap') {
      gaps++;
      continue;
    }
    for (const bin of bins) if (gaps > 0 && before.includes(bin)) at(bin).missing += gaps;
    [before, gaps] = [bins, 0];
  }
  return [...found].map(([bin, counts]) => ({ bin, ...counts })).filter(({ unpaid, late, missing }) => unpaid + late + missing > 0);
};

/** Faults of many people added up by employer. */
export type FaultSums = { ledgers: number; persons: number; upTo: string; readonly employers: Map<string, ContributionFault> };

export const noFaults = (): FaultSums => ({ ledgers: 0, persons: 0, upTo: '', employers: new Map() });

/** Adds one person's ledger to the sums. */
export const addFaults = (sums: FaultSums, ledger: Ledger, due?: ContributionDue): void => {
  sums.ledgers++;
  if (ledger.upTo > sums.upTo) sums.upTo = ledger.upTo;
  const faults = faultsOf(ledger, due);
  if (faults.length > 0) sums.persons++;
  for (const { bin, unpaid, late, missing, owed } of faults) {
    const known = sums.employers.get(bin) ?? { bin, name: ledger.employers.find((one) => one.bin === bin)?.name ?? bin, persons: 0, unpaid: 0, late: 0, missing: 0, owed: 0 };
    sums.employers.set(bin, { ...known, persons: known.persons + 1, unpaid: known.unpaid + unpaid, late: known.late + late, missing: known.missing + missing, owed: known.owed + owed });
  }
};

/** The employers of the sums, who owes most first. */
export const faultRows = ({ employers }: FaultSums): ContributionFault[] =>
  [...employers.values()].sort((a, b) => b.owed - a.owed || b.unpaid + b.missing + b.late - (a.unpaid + a.missing + a.late) || (a.bin < b.bin ? -1 : 1));
