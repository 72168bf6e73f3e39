import type { Sex } from '../../shared/domain/iin.ts';
import { stocks, type Community } from './community.ts';
import { forSex, kazakhPatronymic, russianPatronymic, surnameOf } from './grammar.ts';
import { firstParts, lastParts, men, women, womenFirst, womenLast } from './kazakh-names.ts';
import type { Random } from './random.ts';
import { inRussianSpelling } from './russian-spelling.ts';

/** A name in the two languages of the papers. */
export type Name = { readonly kk: string; readonly ru: string };
const same = (text: string): Name => ({ kk: text, ru: text });
const both = (kk: string): Name => ({ kk, ru: inRussianSpelling(kk) });

/** The last part follows the sound before it: Нұр+ғали, but Ораз+ғали → Оразғали, Ақ+ғали → Аққали. */
const join = (first: string, last: string): string => {
  const voiceless = /[кқпстшхфч]$/u.test(first);
  return first + (voiceless ? last.replace(/^ғ/u, 'қ') : last);
};
/** Some names are common and most are rare; the step spreads the common ones over lists that are in alphabetical order (101 divides no list's length). */
const pickCommon = <T>(list: readonly T[], random: Random): T => list[(random.below(random.below(list.length) + 1) * 101) % list.length] as T;
const twoParts = (first: readonly string[], last: readonly string[], random: Random): string => {
  const one = random.pick(first);
  const two = random.pick(last);
  return one.toLowerCase() === two ? `${one}әлі` : join(one, two);
};

/** A given name. Two-part Kazakh names are commoner among the old; `age` in years. */
export const makeGivenName = (community: Community, sex: Sex, age: number, random: Random): Name => {
  if (community !== 'kazakh') return same(pickCommon(stocks[community][sex === 'male' ? 'men' : 'women'], random));
  const old = random.chance(age > 50 ? 550 : 250);
  if (sex === 'male') return both(old ? twoParts(firstParts, lastParts, random) : pickCommon(men, random));
  return both(old ? twoParts(womenFirst, womenLast, random) : pickCommon(women, random));
};

/** A family's surname as a man bears it; Kazakh ones are an ancestor's name, mostly with -ов or -ев, sometimes as it is or with -ұлы. */
export const makeSurname = (community: Community, random: Random): Name => {
  if (community !== 'kazakh') return same(pickCommon(stocks[community].surnames, random));
  const ancestor = both(random.chance(750) ? twoParts(firstParts, lastParts, random) : random.pick(men));
  const style = random.below(100);
  if (style < 80) return { kk: surnameOf(ancestor.kk), ru: surnameOf(ancestor.ru) };
  return style < 95 ? ancestor : { kk: `${ancestor.kk}ұлы`, ru: `${ancestor.ru}улы` };
};

/** `surname` as a person of `sex` bears it. */
export const surnameFor = (surname: Name, sex: Sex): Name => ({ kk: forSex(surname.kk, sex), ru: forSex(surname.ru, sex) });

/** A patronymic; empty for one person in fourteen. Kazakh ones follow either custom in the Russian writing. */
export const makePatronymic = (community: Community, father: Name, sex: Sex, random: Random): Name => {
  if (random.chance(70)) return same('');
  if (community !== 'kazakh') return same(russianPatronymic(father.ru, sex));
  const kk = kazakhPatronymic(father.kk, sex);
  const style = random.below(10);
  if (style < 5) return { kk, ru: father.ru + (sex === 'male' ? 'улы' : 'кызы') };
  return style < 9 ? { kk, ru: russianPatronymic(father.ru, sex) } : { kk: russianPatronymic(father.kk, sex), ru: russianPatronymic(father.ru, sex) };
};
