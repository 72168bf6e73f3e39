import type { Person } from '../../../shared/domain/person.ts';

const latin: Readonly<Record<string, string>> = {
  а: 'a', ә: 'a', б: 'b', в: 'v', г: 'g', ғ: 'g', д: 'd', е: 'e', ё: 'yo', ж: 'zh', з: 'z', и: 'i', й: 'y', к: 'k', қ: 'q', л: 'l', м: 'm', н: 'n', ң: 'ng', о: 'o', ө: 'o', п: 'p', р: 'r',
  с: 's', т: 't', у: 'u', ұ: 'u', ү: 'u', ф: 'f', х: 'kh', һ: 'h', ц: 'ts', ч: 'ch', ш: 'sh', щ: 'sch', ъ: '', ы: 'y', і: 'i', ь: '', э: 'e', ю: 'yu', я: 'ya',
};
const inLatin = (text: string): string => [...text.toLowerCase()].map((letter) => latin[letter] ?? letter).join('');
const letterByLetter = (text: string): string[] => [...text].map((_, at) => text.slice(0, at + 1));

/** What people type to find `person`, by kind: names letter by letter, in any order and script, numbers, a date, a part inside a name, a slip of the hand. */
export const typedTexts = (person: Person): { readonly kind: string; readonly text: string }[] => {
  const { lastNameKk: last, firstNameKk: first, lastNameRu, firstNameRu, patronymicKk, patronymicRu, iin, phone, birthDate } = person;
  const [year = '', month = '', day = ''] = birthDate.split('-');
  const kinds: Readonly<Record<string, readonly string[]>> = {
    prefix: letterByLetter(last),
    twoWords: [...letterByLetter(first).map((start) => `${last} ${start}`), `${lastNameRu} ${firstNameRu}`, `${firstNameRu} ${lastNameRu}`, `${last.slice(0, 2)} ${first.slice(0, 2)}`, `${first.slice(0, 3)} ${last.slice(0, 3)}`],
    threeWords: [`${last} ${first} ${patronymicKk}`, `${patronymicRu} ${lastNameRu} ${first}`, `${last.slice(0, 3)} ${first.slice(0, 3)} ${patronymicRu.slice(0, 3)}`],
    latin: [...letterByLetter(inLatin(last)), `${inLatin(last)} ${inLatin(first)}`, `${inLatin(first).slice(0, 4)} ${inLatin(last).slice(0, 4)}`],
    iin: iin === null ? [] : letterByLetter(iin),
    phone: [phone, phone.slice(-4), `8${phone.slice(2, 7)}`],
    birthDate: [`${day}.${month}.${year}`, `${day}${month}${year.slice(2)}`, birthDate, `${last} ${year}`, `${first} ${day}.${month}.${year}`],
    inside: last.length > 5 ? [last.slice(2, 6), `${last.slice(2, 7)} ${first}`] : [],
    slip: last.length > 5 ? [last.slice(0, 3) + last.slice(4), last.slice(0, 3) + (last[4] ?? '') + (last[3] ?? '') + last.slice(5)] : [],
  };
  return Object.entries(kinds).flatMap(([kind, texts]) => texts.map((text) => ({ kind, text: text.trim() })));
};
