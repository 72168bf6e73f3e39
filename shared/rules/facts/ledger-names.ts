import type { Ledger } from '../../domain/ledger.ts';
import { ledgerMonths, participationMonths } from '../intake/ledger-months.ts';
import { whole } from '../language/rational.ts';
import { dateType, numberType, type Type } from '../language/types.ts';
import type { Shown, Value } from '../language/value.ts';

const money = numberType('money');
const listOf = (fields: Readonly<Record<string, Type>>): Type => ({ kind: 'list', of: { kind: 'record', fields } });
const codes = (...choices: string[]): Type => ({ kind: 'code', choices });

/** What an expression that derives a fact from the registry may name beside facts, with its type: every month of the ledger with its gaps, payments made, and months of participation. `programmes`: ids that a payment can bear. */
export const ledgerNames = (programmes: readonly string[]): ReadonlyMap<string, Type> => new Map([
  ['ledgerMonths', listOf({ month: dateType, income: money, amount: money, state: codes('paid', 'late', 'unpaid', 'gap') })],
  ['ledgerPayments', listOf({ programme: codes(...programmes), payer: codes('budget', 'fund', 'insurer', 'employer'), month: dateType, amount: money, withheld: money })],
  ['ledgerParticipation', numberType('months')],
  ['ledgerProfessionalMonths', numberType('months')],
]);

/** Those names for one ledger: their values, and what a trace shows of them (of a list how many). A number that the registry does not tell is left out. */
export const ledgerValues = (ledger: Ledger): { readonly values: Readonly<Record<string, Value>>; readonly given: Readonly<Record<string, Shown>> } => {
  const months = ledgerMonths(ledger);
  const participation = participationMonths(ledger);
  const { professionalMonths } = ledger;
  return {
    values: {
      ledgerMonths: months.map(({ month, income, amount, state }) => ({ month: `${month}-01`, income: whole(income), amount: whole(amount), state })),
      ledgerPayments: ledger.payments.map(({ programme, payer, month, amount, withheld }) => ({ programme, payer, month: `${month}-01`, amount: whole(amount), withheld: whole(withheld) })),
      ledgerParticipation: whole(participation),
      ...(professionalMonths === undefined ? {} : { ledgerProfessionalMonths: whole(professionalMonths) }),
    },
    given: {
      ledgerMonths: String(months.length), ledgerPayments: String(ledger.payments.length), ledgerParticipation: String(participation),
      ...(professionalMonths === undefined ? {} : { ledgerProfessionalMonths: String(professionalMonths) }),
    },
  };
};
