import type { Person } from '../../domain/person.ts';
import type { ColumnSink } from './column-set.ts';

type NameKind = 'last' | 'male' | 'female' | 'patronymic' | 'stem';

/** What has been seen in this chunk so far, the same on both sides (`NameReader` has it as objects): Kazakh spelling → Russian spelling, and the person before. */
export type NameMemory = { readonly russian: Readonly<Record<NameKind, Map<string, string>>>; readonly patronymics: string[]; before: { kk: string; ru: string } };
export const newNameMemory = (): NameMemory => ({ russian: { last: new Map(), male: new Map(), female: new Map(), patronymic: new Map(), stem: new Map() }, patronymics: [], before: { kk: '', ru: '' } });

/** What makes a surname a woman's. */
export const ending = 'а';
/** How a surname follows from the one before: the same, with the feminine ending, without it; or a new one, of which the table has the form without ending. */
export const forms = [(before: string) => before, (before: string) => before + ending, (before: string) => (before.endsWith(ending) ? before.slice(0, -1) : '')] as const;
/** The table has the whole surname, or it without the feminine ending. */
export const [spelledOut, withEnding] = [3, 4];

const letters: Readonly<Record<string, string>> = { ә: 'а', ғ: 'г', қ: 'к', ң: 'н', ө: 'о', ұ: 'у', ү: 'у', һ: 'х', і: 'и', Ә: 'А', Ғ: 'Г', Қ: 'К', Ң: 'Н', Ө: 'О', Ұ: 'У', Ү: 'У', Һ: 'Х', І: 'И' };

const plainSpellings = new Map<string, string>();
/** More would be no district's: the memory begins anew. */
const mostRemembered = 100_000;

/** `kk` letter by letter, the first of {@link spellings} where nothing is known; remembered for the next chunk, which has most of the same names. */
export const firstSpelling = (kk: string): string => {
  const known = plainSpellings.get(kk);
  if (known !== undefined) return known;
  const plain = kk.replace(/[әғқңөұүһі]/giu, (letter) => letters[letter] ?? letter);
  if (plainSpellings.size > mostRemembered) plainSpellings.clear();
  plainSpellings.set(kk, plain);
  return plain;
};

/** How `kk` may be spelled in Russian, the likeliest first: as `known` so far, letter by letter, with the endings of a Russian patronymic. */
export const spellings = (isPatronymic: boolean, kk: string, known: string | undefined): string[] => {
  const plain = firstSpelling(kk);
  const endings = isPatronymic ? ['о', 'е'].map((vowel) => plain.replace(/улы$/u, `${vowel}вич`).replace(/кызы$/u, `${vowel}вна`)) : [];
  return [...(known === undefined ? [] : [known]), plain, ...endings];
};
/** None of those: the name stands in a column of its own. */
export const otherSpelling = 4;

const putRussian = (sink: ColumnSink, memory: NameMemory, kind: NameKind, kk: string, ru: string, guess: string | undefined): void => {
  const place = spellings(kind === 'patronymic', kk, guess ?? memory.russian[kind].get(kk)).indexOf(ru);
  memory.russian[kind].set(kk, ru);
  sink.number('spelling', place === -1 ? otherSpelling : place);
  if (place === -1) sink.text('nameRu', ru);
};

const guessRussian = (memory: NameMemory, form: number, stem: string): string | undefined => {
  if (form < spelledOut) return forms[form as 0 | 1 | 2](memory.before.ru);
  const known = memory.russian.stem.get(stem);
  return known === undefined ? undefined : form === withEnding ? known + ending : known;
};

const learnStem = (memory: NameMemory, form: number, stem: string, ru: string): void => {
  if (form === spelledOut) memory.russian.stem.set(stem, ru);
  else if (form === withEnding && ru.endsWith(ending)) memory.russian.stem.set(stem, ru.slice(0, -1));
};

const columnOf = (sex: Person['sex'], name: 'surnameForm' | 'firstName' | 'patronymic' | 'patronymicSame') => (sex === 'male' ? name : (`${name}F` as const));

export const putNames = (sink: ColumnSink, memory: NameMemory, person: Person): void => {
  const { sex, lastNameKk: last, firstNameKk: first, patronymicKk: patronymic } = person;
  const found = forms.findIndex((form) => form(memory.before.kk) === last);
  const form = found !== -1 ? found : sex === 'female' && last.endsWith(ending) && last.length > 1 ? withEnding : spelledOut;
  const stem = form === withEnding ? last.slice(0, -1) : last;
  sink.number(columnOf(sex, 'surnameForm'), form);
  if (form >= spelledOut) sink.text('surname', stem);
  putRussian(sink, memory, 'last', last, person.lastNameRu, guessRussian(memory, form, stem));
  learnStem(memory, form, stem, person.lastNameRu);
  memory.before = { kk: last, ru: person.lastNameRu };
  sink.text(columnOf(sex, 'firstName'), first);
  putRussian(sink, memory, sex, first, person.firstNameRu, undefined);
  const place = memory.patronymics.indexOf(patronymic);
  sink.number(columnOf(sex, 'patronymicSame'), place + 1);
  if (place === -1) {
    sink.text(columnOf(sex, 'patronymic'), patronymic);
    memory.patronymics.unshift(patronymic);
    memory.patronymics.length = Math.min(memory.patronymics.length, 3);
  }
  putRussian(sink, memory, 'patronymic', patronymic, person.patronymicRu, undefined);
};

export const nameColumns = ['surname', 'surnameForm', 'surnameFormF', 'firstName', 'firstNameF', 'patronymic', 'patronymicF', 'patronymicSame', 'patronymicSameF', 'nameRu', 'spelling'];
