import type { Person } from '../../domain/person.ts';
import type { ColumnSink } from './column-set.ts';
import type { ColumnReader, ColumnSource } from './column-source.ts';

type NameKind = 'last' | 'male' | 'female' | 'patronymic' | 'stem';

/** What has been seen in this chunk so far, the same on both sides: Kazakh spelling → Russian spelling, and the person before. */
export type NameMemory = { readonly russian: Readonly<Record<NameKind, Map<string, string>>>; readonly patronymics: string[]; before: { kk: string; ru: string } };
export const newNameMemory = (): NameMemory => ({ russian: { last: new Map(), male: new Map(), female: new Map(), patronymic: new Map(), stem: new Map() }, patronymics: [], before: { kk: '', ru: '' } });

const ending = 'а';
/** How a surname follows from the one before: the same, with the feminine ending, without it; or a new one, of which the table has the form without ending. */
const forms = [(before: string) => before, (before: string) => before + ending, (before: string) => (before.endsWith(ending) ? before.slice(0, -1) : '')] as const;
const [spelledOut, withEnding] = [3, 4];

const letters: Readonly<Record<string, string>> = { ә: 'а', ғ: 'г', қ: 'к', ң: 'н', ө: 'о', ұ: 'у', ү: 'у', һ: 'х', і: 'и', Ә: 'А', Ғ: 'Г', Қ: 'К', Ң: 'Н', Ө: 'О', Ұ: 'У', Ү: 'У', Һ: 'Х', І: 'И' };

/** How `kk` may be spelled in Russian, the likeliest first: as before in this chunk, letter by letter, with the endings of a Russian patronymic. */
const spellings = (memory: NameMemory, kind: NameKind, kk: string, guess: string | undefined): string[] => {
  const plain = kk.replace(/[әғқңөұүһі]/giu, (letter) => letters[letter] ?? letter);
  const known = guess ?? memory.russian[kind].get(kk);
  const endings = kind === 'patronymic' ? ['о', 'е'].map((vowel) => plain.replace(/улы$/u, `${vowel}вич`).replace(/кызы$/u, `${vowel}вна`)) : [];
  return [...(known === undefined ? [] : [known]), plain, ...endings];
};
const otherSpelling = 4;

const putRussian = (sink: ColumnSink, memory: NameMemory, kind: NameKind, kk: string, ru: string, guess: string | undefined): void => {
  const place = spellings(memory, kind, kk, guess).indexOf(ru);
  memory.russian[kind].set(kk, ru);
  sink.number('spelling', place === -1 ? otherSpelling : place);
  if (place === -1) sink.text('nameRu', ru);
};
type OwnNames = { readonly form: ColumnReader; readonly first: ColumnReader; readonly same: ColumnReader; readonly patronymic: ColumnReader };
/** The columns of names, looked up once for a chunk. */
export type NameSource = { readonly male: OwnNames; readonly female: OwnNames; readonly surname: ColumnReader; readonly spelling: ColumnReader; readonly russian: ColumnReader };
export const nameSource = (source: ColumnSource): NameSource => {
  const own = (end: '' | 'F'): OwnNames => ({ form: source.column(`surnameForm${end}`), first: source.column(`firstName${end}`), same: source.column(`patronymicSame${end}`), patronymic: source.column(`patronymic${end}`) });
  return { male: own(''), female: own('F'), surname: source.column('surname'), spelling: source.column('spelling'), russian: source.column('nameRu') };
};

const takeRussian = (source: NameSource, memory: NameMemory, kind: NameKind, kk: string, guess: string | undefined): string => {
  const place = source.spelling.number();
  const ru = place === 0 ? (guess ?? memory.russian[kind].get(kk) ?? spellings(memory, kind, kk, undefined)[0]) : place === otherSpelling ? source.russian.text() : spellings(memory, kind, kk, guess)[place];
  if (ru === undefined) throw new RangeError('no such spelling');
  memory.russian[kind].set(kk, ru);
  return ru;
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

export type Names = Pick<Person, 'lastNameKk' | 'firstNameKk' | 'patronymicKk' | 'lastNameRu' | 'firstNameRu' | 'patronymicRu'>;

export const takeNames = (source: NameSource, memory: NameMemory, sex: Person['sex']): Names => {
  const own = sex === 'male' ? source.male : source.female;
  const form = own.form.number();
  if (form > withEnding) throw new RangeError('no such form of a name');
  const stem = form >= spelledOut ? source.surname.text() : '';
  const lastNameKk = form < spelledOut ? forms[form as 0 | 1 | 2](memory.before.kk) : form === withEnding ? stem + ending : stem;
  const lastNameRu = takeRussian(source, memory, 'last', lastNameKk, guessRussian(memory, form, stem));
  learnStem(memory, form, stem, lastNameRu);
  memory.before = { kk: lastNameKk, ru: lastNameRu };
  const firstNameKk = own.first.text();
  const firstNameRu = takeRussian(source, memory, sex, firstNameKk, undefined);
  const place = own.same.number() - 1;
  const patronymicKk = place === -1 ? own.patronymic.text() : memory.patronymics[place];
  if (patronymicKk === undefined) throw new RangeError('no such patronymic');
  if (place === -1) {
    memory.patronymics.unshift(patronymicKk);
    memory.patronymics.length = Math.min(memory.patronymics.length, 3);
  }
  return { lastNameKk, firstNameKk, patronymicKk, lastNameRu, firstNameRu, patronymicRu: takeRussian(source, memory, 'patronymic', patronymicKk, undefined) };
};
export const nameColumns = ['surname', 'surnameForm', 'surnameFormF', 'firstName', 'firstNameF', 'patronymic', 'patronymicF', 'patronymicSame', 'patronymicSameF', 'nameRu', 'spelling'];
