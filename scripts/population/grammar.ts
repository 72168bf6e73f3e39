import type { Sex } from '../../shared/domain/iin.ts';

const endsIn = (word: string, set: string): boolean => set.includes(word.at(-1) ?? '');
const vowels = 'аәеёиоөуұүыіэюя';

/** A man's surname in -ов or -ев from a name, by Russian rules in both languages: Нұрлан → Нұрланов, Мұса → Мұсаев, Абай → Абаев. */
export const surnameOf = (name: string): string => {
  if (endsIn(name, 'йь')) return `${name.slice(0, -1)}ев`;
  return name + (endsIn(name, `${vowels}жшчщц`) ? 'ев' : 'ов');
};

/** The same surname for a woman: -ов -ев -ин take -а, -ский becomes -ская; another is not changed. */
export const forSex = (surname: string, sex: Sex): string => {
  if (sex === 'male') return surname;
  if (/(ов|ев|ёв|ин|ын)$/u.test(surname)) return `${surname}а`;
  if (/(ский|цкий|стой|цкой)$/u.test(surname)) return `${surname.slice(0, -2)}ая`;
  return surname;
};

/** Kazakh patronymic: -ұлы for a son, -қызы for a daughter. */
export const kazakhPatronymic = (father: string, sex: Sex): string => father + (sex === 'male' ? 'ұлы' : 'қызы');

const irregular: Readonly<Record<string, string>> = { Никита: 'Никит', Илья: 'Иль', Пётр: 'Петров', Павел: 'Павлов', Михаил: 'Михайлов', Яков: 'Яковлев', Лев: 'Львов' };

/** Russian patronymic: Нурлан → Нурланович, Нурлановна; Мұса → Мусаевич; Никита → Никитич, Никитична. */
export const russianPatronymic = (father: string, sex: Sex): string => {
  const short = irregular[father];
  if (short !== undefined && !short.endsWith('в')) return short + (sex === 'male' ? 'ич' : father === 'Илья' ? 'инична' : 'ична');
  const soft = /ий$/u.test(father) && !/[жкгхшчщ]ий$/u.test(father);
  const stem = short ?? (soft ? `${father.slice(0, -2)}ьев` : surnameOf(father));
  return stem + (sex === 'male' ? 'ич' : 'на');
};
