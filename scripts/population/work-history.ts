import type { ContributionYear, WorkSpell } from '../../shared/domain/person.ts';
import { asOf, monthText } from './calendar.ts';
import type { DistrictPlaces } from './district-places.ts';
import type { Random } from './random.ts';

/** By year from 2005: usual monthly wage, contribution rate in thousandths, highest monthly income with contributions, in tenge (after the facts on levels 2 and norms; good enough for made-up people). */
const years: readonly (readonly [wage: number, rate: number, ceiling: number])[] = [
  [28_000, 15, 70_000], [34_000, 20, 92_000], [44_000, 30, 97_520], [51_000, 30, 105_150], [56_000, 40, 134_700], [65_000, 50, 149_520], [76_000, 50, 159_990],
  [85_000, 50, 174_390], [92_000, 50, 186_600], [102_000, 50, 199_660], [108_000, 50, 213_640], [120_000, 50, 228_590], [128_000, 50, 244_590], [138_000, 35, 282_840],
  [158_000, 35, 425_000], [180_000, 35, 297_500], [211_000, 35, 297_500], [262_000, 35, 420_000], [310_000, 35, 490_000], [345_000, 35, 595_000], [380_000, 50, 595_000],
];
const firstYear = 2005;
const now = asOf.year * 12 + 11;

/** Work since the age of 18 to 24, a few employers, with gaps; ends at pension age (63). Newest last; nothing for children. */
export const makeWork = (age: number, places: DistrictPlaces, random: Random): WorkSpell[] => {
  if (age < 19 || random.chance(90)) return [];
  const spells: WorkSpell[] = [];
  const born = (asOf.year - age) * 12;
  let from = Math.max(born + random.between(18 * 12, 24 * 12), 1990 * 12);
  const end = born + 63 * 12;
  while (from < Math.min(now, end) && spells.length < 9) {
    const { employer, bin, positions } = random.pick(places.employers);
    const until = from + random.between(5, 130);
    const lasts = until >= now && end > now;
    spells.push({ employer, bin, position: random.pick(positions), from: monthText(from), to: lasts ? null : monthText(Math.min(until, now, end)) });
    from = until + random.between(1, random.chance(300) ? 40 : 6);
  }
  return spells;
};

const monthsOf = (text: string): number => Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7)) - 1;

/** Contributions for the years of work from 2005: now and then months are missing. Income and amount are of the whole year, in tenge. */
export const makeContributions = (work: readonly WorkSpell[], random: Random): ContributionYear[] => {
  if (work.length === 0) return [];
  const person = random.between(550, 1900);
  return years.flatMap(([wage, rate, ceiling], at) => {
    const first = (firstYear + at) * 12;
    const worked = work.reduce((sum, spell) => sum + Math.max(0, Math.min(first + 12, spell.to === null ? now + 1 : monthsOf(spell.to) + 1) - Math.max(first, monthsOf(spell.from))), 0);
    const months = Math.max(0, Math.min(12, worked) - (random.chance(180) ? random.between(1, 6) : 0));
    if (months === 0) return [];
    const monthly = Math.min(ceiling, Math.floor((wage * person) / 1000) + random.below(Math.floor(wage / 4)));
    const income = monthly * months;
    return [{ year: firstYear + at, months, income, amount: Math.round((income * rate) / 1000) }];
  });
};
