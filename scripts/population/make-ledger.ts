import type { PlainDate } from '../../shared/base/plain-date.ts';
import type { Contribution, Ledger, PaymentMade } from '../../shared/domain/ledger.ts';
import type { Person } from '../../shared/domain/person.ts';
import { monthText } from './calendar.ts';
import { createRandom, type Random } from './random.ts';

/** The months that the made-up registry lists one by one; what was before is told by its number. Fixed, as the population is. */
const [first, last] = [2022 * 12, 2026 * 12 + 9];
/** Wages rise by a twelfth in the year after the last one that the person's record sums up; contributions are 5 % of at most 7 minimum wages of 85,000. */
const latest = { rise: 13, of: 12, ceiling: 595_000, rate: 50 } as const;

const monthsOf = (text: string): number => Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7)) - 1;

const paidOn = (month: number, random: Random): PlainDate | null => {
  if (random.chance(6)) return null;
  const late = random.chance(40) ? random.between(1, 2) : 0;
  return `${monthText(month + 1 + late)}-${String(random.between(10, 25))}` as PlainDate;
};

/** The spell of work that a month belongs to. */
const spellOf = ({ work }: Person, month: number) => work.find(({ from, to }) => monthsOf(from) <= month && (to === null || month <= monthsOf(to)));

const contributionsOf = (person: Person, random: Random): Contribution[] => {
  const byYear = new Map(person.contributions.map((row) => [row.year, row]));
  const left = new Map(person.contributions.map(({ year, months }) => [year, months]));
  const found: Contribution[] = [];
  for (let month = first; month <= last; month++) {
    const spell = spellOf(person, month);
    const year = Math.floor(month / 12);
    const known = byYear.get(year);
    if (!spell) continue;
    if (known) {
      const remaining = left.get(year) ?? 0;
      if (remaining === 0) continue;
      left.set(year, remaining - 1);
      found.push({ month: monthText(month), bin: spell.bin, income: Math.round(known.income / known.months), amount: Math.round(known.amount / known.months), paidOn: paidOn(month, random) });
    } else if (year === 2026) {
      const before = byYear.get(2025);
      if (!before) continue;
      const income = Math.min(latest.ceiling, Math.round((before.income / before.months) * latest.rise / latest.of));
      found.push({ month: monthText(month), bin: spell.bin, income, amount: Math.round((income * latest.rate) / 1000), paidOn: paidOn(month, random) });
    }
  }
  return found;
};

/** Monthly state benefit of 2026 by group: 2.2, 1.76 and 1.2 of 50,851, up to the whole tenge (facts). */
const benefit = { 1: 111_873, 2: 89_498, 3: 61_022 } as const;

const paymentsOf = ({ disability }: Person): PaymentMade[] =>
  disability?.group ? [last, last - 1, last - 2].map((month) => ({ programme: 'disability-benefit', payer: 'budget' as const, month: monthText(month), amount: benefit[disability.group!], withheld: 0 })) : [];

/** Years of harmful work, of which professional contributions were paid too: of about one worker in twenty-five. A random stream of its own: what else is made up stays as it was. */
const professionalMonthsOf = ({ id, work }: Person, months: number): number => {
  const random = createRandom(`professional ${id}`);
  return work.length > 0 && random.chance(40) ? Math.min(months, random.between(6, 150)) : 0;
};

/** The made-up registry's record of a made-up person, in keeping with their years of work; undefined where they never paid and are paid nothing. */
export const makeLedger = (person: Person): Ledger | undefined => {
  const random = createRandom(`ledger ${person.id}`);
  const contributions = contributionsOf(person, random);
  const payments = paymentsOf(person);
  const earlierMonths = person.contributions.filter(({ year }) => year * 12 < first).reduce((sum, { months }) => sum + months, 0);
  if (contributions.length === 0 && payments.length === 0 && earlierMonths === 0) return undefined;
  const worked = earlierMonths + contributions.filter(({ paidOn }) => paidOn !== null).length;
  const employers = new Map(person.work.map(({ bin, employer }) => [bin, employer]));
  const bins = [...new Set(contributions.map(({ bin }) => bin))];
  return {
    id: person.id, personId: person.id, district: person.district, employers: bins.map((bin) => ({ bin, name: employers.get(bin) ?? bin })), earlierMonths,
    since: contributions[0]?.month ?? monthText(last), upTo: monthText(last), contributions, payments, professionalMonths: professionalMonthsOf(person, worked),
  };
};

/** The ledgers of those who have one. */
export function* ledgersOf(persons: Iterable<Person>): Generator<Ledger, void> {
  for (const person of persons) {
    const ledger = makeLedger(person);
    if (ledger) yield ledger;
  }
}
