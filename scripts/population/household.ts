import type { Sex } from '../../shared/domain/iin.ts';
import { pickCommunity, type Community } from './community.ts';
import { makeGivenName, makePatronymic, makeSurname, surnameFor, type Name } from './naming.ts';
import type { Random } from './random.ts';

/** One member of a household, before the facts of a person are made; `age` in full years. */
export type Member = { readonly age: number; readonly sex: Sex; readonly lastName: Name; readonly firstName: Name; readonly patronymic: Name };

/** Nobody older: training numbers name no century, and a year below 30 is read as 20xx. */
const oldest = 95;

const headAges = [[20, 24, 30], [25, 29, 105], [30, 34, 160], [35, 39, 165], [40, 44, 140], [45, 49, 120], [50, 54, 100], [55, 59, 95], [60, 64, 95], [65, 69, 75], [70, 74, 55], [75, 79, 26], [80, 95, 38]] as const;
const headAgeWeights = headAges.map(([, , weight]) => weight);

const makeMember = (community: Community, surname: Name, father: Name, sex: Sex, age: number, random: Random): Member => ({
  age,
  sex,
  lastName: surnameFor(surname, sex),
  firstName: makeGivenName(community, sex, age, random),
  patronymic: makePatronymic(community, father, sex, random),
});

const makeFather = (community: Community, age: number, random: Random): Name => makeGivenName(community, 'male', Math.min(age + 30, 110), random);

/** Ages of the children that live with a mother of `age`: later born ones first left out, grown ones mostly gone. */
const childAges = (age: number, random: Random): number[] => {
  const ages: number[] = [];
  const wanted = [0, 1, 2, 3, 4, 5, 6][random.weighted([90, 160, 270, 250, 150, 55, 25])] ?? 0;
  let bornAt = 19 + random.below(9);
  for (let child = 0; child < wanted && bornAt <= Math.min(age, 44); child += 1) {
    const years = age - bornAt;
    const stays = years < 18 ? 1000 : years < 24 ? 620 : years < 33 ? 240 : years < 45 ? 60 : 0;
    if (random.chance(stays)) ages.push(years);
    bornAt += 1 + random.below(5);
  }
  return ages;
};

/** A household of the district: a head, often a spouse, children, sometimes a parent of the head. */
export const makeHousehold = (district: string, random: Random): Member[] => {
  const community = pickCommunity(district, random);
  const surname = makeSurname(community, random);
  const [low, high] = headAges[random.weighted(headAgeWeights)] ?? headAges[0];
  const age = random.between(low, high);
  const alone = age >= 65;
  const headSex: Sex = random.chance(alone ? 420 : 640) ? 'male' : 'female';
  const headFather = makeFather(community, age, random);
  const head = makeMember(community, surname, headFather, headSex, age, random);
  const members = [head];

  const married = random.chance(headSex === 'male' ? (age < 25 ? 350 : 850) : alone ? 60 : 330);
  let mother = headSex === 'female' ? head : undefined;
  let father = headSex === 'male' ? head.firstName : makeGivenName(community, 'male', age, random);
  if (married) {
    const spouseSex: Sex = headSex === 'male' ? 'female' : 'male';
    const spouseAge = Math.max(19, Math.min(oldest, age + (spouseSex === 'female' ? random.between(-7, 2) : random.between(-2, 7))));
    // One spouse in six keeps the surname of birth.
    const spouse = makeMember(community, random.chance(170) ? makeSurname(community, random) : surname, makeFather(community, spouseAge, random), spouseSex, spouseAge, random);
    members.push(spouse);
    if (spouseSex === 'female') mother = spouse;
    else father = spouse.firstName;
  }
  if (mother) for (const years of childAges(mother.age, random)) members.push(makeMember(community, surname, father, random.chance(514) ? 'male' : 'female', years, random));
  if (age >= 28 && age <= 60 && random.chance(150)) {
    const sex: Sex = random.chance(260) ? 'male' : 'female';
    const parentAge = Math.min(oldest, age + random.between(20, 34));
    const parent = makeMember(community, surname, makeFather(community, parentAge, random), sex, parentAge, random);
    members.push(sex === 'male' ? { ...parent, firstName: headFather } : parent);
  }
  return members;
};
