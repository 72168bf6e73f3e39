import type { PersonId } from '../../shared/base/ids.ts';
import type { PlainDate } from '../../shared/base/plain-date.ts';
import type { Area } from '../../shared/domain/kato.ts';
import type { Person } from '../../shared/domain/person.ts';
import { asOf, dayIn } from './calendar.ts';
import { makeDisability } from './disability-record.ts';
import { placesOf, type DistrictPlaces } from './district-places.ts';
import { makeHousehold, type Member } from './household.ts';
import { createRandom, type Random } from './random.ts';
import { makeTimeOrderedId } from './time-ordered-id.ts';
import { createTrainingNumbers } from './training-numbers.ts';
import { makeContributions, makeWork } from './work-history.ts';

/** First moment of the ids: 2026-01-01T00:00:00Z, one millisecond a person. */
const firstMoment = 1_767_225_600_000;

type Numbers = ReturnType<typeof createTrainingNumbers>;
type Home = Pick<Person, 'householdId' | 'settlement' | 'street' | 'house' | 'district'>;

/** A birthday of that age which still has a number to give. */
const makeBirth = ({ age, sex }: Member, numbers: Numbers, random: Random): { birthDate: PlainDate; iin: string } => {
  for (let attempt = 0; attempt < 10_000; attempt += 1) {
    const birthDate = dayIn(asOf.year - age, random);
    const iin = numbers(birthDate, sex);
    if (iin !== undefined) return { birthDate, iin };
  }
  throw new Error(`no training number is left for the year ${String(asOf.year - age)}`);
};

const digits = (count: number, random: Random): string => String(random.below(10 ** count)).padStart(count, '0');

/** +7 799 is given to no operator, so nobody is called; a child has the number of someone who minds it. */
const makePhone = (random: Random): string => `+7799${digits(7, random)}`;

/** A paper's number, with a T and more digits than a real one. */
const makePaper = (age: number, random: Random): Person['otherIds'][number] => ({ kind: age < 16 ? 'birthCertificate' : 'identityCard', value: `T${digits(9, random)}${digits(9, random)}` });

const makePerson = (member: Member, home: Home, id: string, places: DistrictPlaces, numbers: Numbers, random: Random): Person => {
  const { birthDate, iin } = makeBirth(member, numbers, random);
  const work = makeWork(member.age, places, random);
  return {
    id: id as PersonId,
    iin,
    otherIds: [makePaper(member.age, random)],
    lastNameKk: member.lastName.kk,
    firstNameKk: member.firstName.kk,
    patronymicKk: member.patronymic.kk,
    lastNameRu: member.lastName.ru,
    firstNameRu: member.firstName.ru,
    patronymicRu: member.patronymic.ru,
    birthDate,
    sex: member.sex,
    district: home.district,
    settlement: home.settlement,
    street: home.street,
    house: home.house,
    phone: makePhone(random),
    householdId: home.householdId,
    work,
    contributions: makeContributions(work, random),
    disability: makeDisability(member.age, birthDate, random),
    synthetic: true,
  };
};

/**
 * Made-up people of one district, household by household: equal arguments, equal people. Every number is a training IIN, and no
 * two districts share one. `district` must be a level-2 area of `areas`; `random` is for tests that count what is drawn.
 */
export function* generatePopulation({ areas, district, persons, seed, random = createRandom(`population ${district} ${seed}`) }: {
  readonly areas: readonly Area[]; readonly district: string; readonly persons: number; readonly seed: string; readonly random?: Random;
}): Generator<Person, void> {
  const districts = areas.filter((area) => area.level === 2 && area.to === null);
  const place = districts.findIndex((area) => area.kato === district);
  const area = districts[place];
  if (!area) throw new RangeError(`${district} is no district`);
  const places = placesOf(area);
  const numbers = createTrainingNumbers(place, districts.length, random);
  let made = 0;
  while (made < persons) {
    const members = makeHousehold(district, random).slice(0, persons - made);
    const home: Home = {
      district: area.kato,
      householdId: makeTimeOrderedId(firstMoment + made, random),
      settlement: random.pick(places.settlements),
      street: random.pick(places.streets),
      house: `${String(random.between(1, 140))}${random.chance(120) ? random.pick(['а', 'б', '/1', '/2']) : ''}`,
    };
    for (const member of members) {
      yield makePerson(member, home, makeTimeOrderedId(firstMoment + made, random), places, numbers, random);
      made += 1;
    }
  }
}
