import type { PlainDate } from '../../shared/base/plain-date.ts';
import type { DisabilityRecord } from '../../shared/domain/person.ts';
import { asOf, dayIn } from './calendar.ts';
import type { Random } from './random.ts';

/** In a thousand people of that age; together near 3.6 % of the population. */
const shares = [[7, 10], [18, 24], [30, 24], [45, 30], [55, 54], [63, 84], [200, 62]] as const;

const causes = ['generalIllness', 'fromChildhood', 'workInjury', 'occupationalDisease', 'service'] as const;

const sinceDay = (firstYear: number, birthDate: PlainDate, random: Random): PlainDate => {
  const day = dayIn(random.between(Math.min(firstYear, asOf.year), asOf.year), random);
  return day < birthDate ? birthDate : day;
};

/** The disability on record, or null: under 7 without a group, from 7 to 18 as a child, then by group and cause. */
export const makeDisability = (age: number, birthDate: PlainDate, random: Random): DisabilityRecord | null => {
  const [, share] = shares.find(([below]) => age < below) ?? shares[0];
  if (!random.chance(share)) return null;
  const born = Number(birthDate.slice(0, 4));
  if (age < 7) return { group: null, cause: 'childUnder7', since: sinceDay(born, birthDate, random) };
  const group = ([1, 2, 3] as const)[random.weighted([12, 42, 46])] ?? 3;
  if (age < 18) return { group, cause: 'child7to18', since: sinceDay(born + 7, birthDate, random) };
  const cause = causes[random.weighted([72, 17, 5, 4, 2])] ?? 'generalIllness';
  if (cause === 'fromChildhood') return { group, cause, since: dayIn(born + 18, random) };
  return { group, cause, since: sinceDay(Math.max(born + 20, asOf.year - 18), birthDate, random) };
};
