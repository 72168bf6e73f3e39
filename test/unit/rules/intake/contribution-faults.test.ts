import { expect, test } from 'vitest';
import { contributionDue } from '../../../../shared/rules/intake/contribution-due.ts';
import { ledgerMonths } from '../../../../shared/rules/intake/ledger-months.ts';
import { shippedRules } from '../../../support/rules/shipped-rules.ts';
import type { PersonId } from '../../../../shared/base/ids.ts';
import type { PlainDate } from '../../../../shared/base/plain-date.ts';
import type { KatoCode } from '../../../../shared/domain/kato.ts';
import type { Ledger } from '../../../../shared/domain/ledger.ts';
import { addFaults, faultRows, faultsOf, noFaults } from '../../../../shared/rules/intake/contribution-faults.ts';

const [one, other] = ['990140001111', '990140002222'];
const row = (month: string, paidOn: string | null, bin = one, amount = 5000) => ({ month, bin, income: 100_000, amount, paidOn: paidOn as PlainDate | null });
const ledger = (contributions: Ledger['contributions'], id = '01890000-0000-7000-8000-00000000d001'): Ledger =>
  ({ id: id as PersonId, personId: id as PersonId, district: '631800000' as KatoCode, employers: [{ bin: one, name: 'ЖШС «А»' }], earlierMonths: 0, since: '2026-01', upTo: '2026-08', contributions, payments: [] });

test('unpaid, late after the 25th of the next month, and gaps between two months of the same employer', () => {
  expect(faultsOf(ledger([row('2026-01', '2026-02-25'), row('2026-02', '2026-03-26'), row('2026-03', null), row('2026-06', '2026-07-20')]))).toEqual([{ bin: one, unpaid: 1, late: 1, missing: 2, owed: 5000 }]);
});
test('a gap before another employer, at the end, or before the first month is nobody’s fault', () => {
  expect(faultsOf(ledger([row('2026-02', '2026-03-20'), row('2026-05', '2026-06-20', other)]))).toEqual([]);
});
test('a month paid in part is owed for the rest: by the dated rate, of income up to the ceiling, where the rate is confirmed', () => {
  const due = contributionDue(shippedRules());
  const month = (of: string, income: number, amount: number) => ({ ...row(of, `${of}-28`), income, amount });
  // 5 % of 100,000 in 2025, 3.5 % in 2024; seven minimum wages of 85,000 are 595,000; before 2018 the rate is from memory
  expect(due({ month: '2025-01', income: 100_000 })).toBe(5000);
  expect(due({ month: '2024-12', income: 100_000 })).toBe(3500);
  expect(due({ month: '2025-01', income: 900_000 })).toBe(29_750);
  expect(due({ month: '2017-12', income: 100_000 })).toBeUndefined();
  expect(faultsOf(ledger([month('2026-01', 100_000, 2000), month('2026-02', 100_001, 5000), month('2026-03', 100_000, 4999)]), due)).toEqual([{ bin: one, unpaid: 1, late: 0, missing: 0, owed: 3000 }]);
  expect(faultsOf(ledger([month('2026-01', 100_000, 2000)]))).toEqual([]);
  expect(ledgerMonths({ since: '2026-01', upTo: '2026-02', contributions: [month('2026-01', 100_000, 2000), month('2026-02', 100_000, 5000)] }, due).map(({ state }) => state)).toEqual(['unpaid', 'paid']);
});
test('are added up by employer, who owes most first; people without a fault count as looked at', () => {
  const sums = noFaults();
  addFaults(sums, ledger([row('2026-01', null), row('2026-02', null, other, 9000)]));
  addFaults(sums, ledger([row('2026-01', null), row('2026-02', '2026-06-01')]));
  addFaults(sums, ledger([row('2026-01', '2026-02-01')]));
  expect([sums.ledgers, sums.persons, sums.upTo]).toEqual([3, 2, '2026-08']);
  expect(faultRows(sums)).toEqual([
    { bin: one, name: 'ЖШС «А»', persons: 2, unpaid: 2, late: 1, missing: 0, owed: 10_000 },
    { bin: other, name: other, persons: 1, unpaid: 1, late: 0, missing: 0, owed: 9000 },
  ]);
});
