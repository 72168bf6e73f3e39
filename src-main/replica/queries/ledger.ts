import type { OutputOf, ParsedInputOf } from '../../../shared/ipc/contract.ts';
import { contributionDue } from '../../../shared/rules/intake/contribution-due.ts';
import { ledgerMonths, ledgerSpells, participationMonths } from '../../../shared/rules/intake/ledger-months.ts';
import { getOffice, type Host } from '../session/host-parts.ts';
import { findLedger } from './known-sources.ts';

/** ledger.watch: a person's contributions month by month drawn together, what is missing and what came late, and what was paid to them. */
export const readLedger = (host: Host, { personId }: ParsedInputOf<'ledger.watch'>): OutputOf<'ledger.watch'> => {
  const found = findLedger(getOffice(host).replica, personId);
  if (!found) return { ledger: null };
  const months = ledgerMonths(found, contributionDue(host.rules()));
  const names = new Map(found.employers.map(({ bin, name }) => [bin, name]));
  const count = (state: string) => months.filter((month) => month.state === state).length;
  const programmes = host.rules().programmes;
  return {
    ledger: {
      participation: participationMonths(found), since: found.since, upTo: found.upTo, earlierMonths: found.earlierMonths, gaps: count('gap'), late: count('late'), unpaid: count('unpaid'),
      spells: ledgerSpells(months).map(({ bins, ...spell }) => ({ ...spell, id: `${spell.from} ${bins.join()}`, employers: bins.map((bin) => names.get(bin) ?? bin) })),
      payments: found.payments.toSorted((a, b) => (a.month < b.month ? 1 : -1)).map((payment, index) => ({ ...payment, id: `${payment.month} ${payment.programme} ${String(index)}`, title: programmes.get(payment.programme)?.source.title ?? null })),
    },
  };
};
