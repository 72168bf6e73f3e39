import type { Area } from '../../shared/domain/kato.ts';
import { createRandom, type Random } from './random.ts';

export type Employer = { readonly employer: string; readonly bin: string; readonly positions: readonly string[] };
/** Where people of a district live and work: made from its code alone, so every seed finds the same villages and employers. */
export type DistrictPlaces = { readonly settlements: readonly string[]; readonly streets: readonly string[]; readonly employers: readonly Employer[] };

const words = (text: string): string[] => text.split(/\s+/u).filter((word) => word !== '');
const villages = words(`Ақсуат Қызылту Бірлік Жаңаталап Ақжар Қарасу Көкжыра Тасбастау Сарыбұлақ Ұшбұлақ Кеңсай Көктерек Қайыңды Теректі Қаратал Ақбұлақ Майқапшағай Айнабұлақ Шілікті Таврия Бозанбай Асубұлақ Огневка
  Каменка Алексеевка Николаевка Привольное Гагарин Изатулла Мамай Аблакетка Самсоновка Жалғызағаш Қойтас Мирный Никитинка Восточное Украинка Тройницкое Митрофановка`);
const streets = words('Абай Абылай Әуезов Бауыржан Достық Жамбыл Желтоқсан Жібек Қабанбай Қонаев Құрманғазы Мұстафин Наурыз Сәтбаев Сейфуллин Тәуелсіздік Төлеби Шоқан Ыбырай Мектеп Садовая Школьная Набережная Мира Победы Степная Гагарин Жаңа Орталық Бейбітшілік');

const teaching = words('мұғалім тәрбиеші есепші күзетші аспаз кітапханашы');
const health = words('дәрігер фельдшер мейіргер санитар жүргізуші тіркеуші');
const office = words('маман есепші хатшы жүргізуші экономист заңгер');
const farm = words('малшы тракторшы агроном мал-дәрігері жүргізуші сауыншы');
const works = words('слесарь дәнекерлеуші оператор жүктеуші электрик бригадир');
const trade = words('сатушы кассир қоймашы жүргізуші менеджер есепші');
const kinds: readonly (readonly [pattern: (name: string, number: number) => string, positions: readonly string[]])[] = [
  [(name, number) => `${name} № ${String(number)} жалпы білім беретін мектебі`, teaching],
  [(name) => `${name} аудандық ауруханасы`, health],
  [(name) => `${name} ауылдық округі әкімінің аппараты`, office],
  [(name) => `«${name}» шаруа қожалығы`, farm],
  [(name) => `«${name}-Агро» ЖШС`, farm],
  [(name, number) => `«${name} тау-кен ${String(number)}» ЖШС`, works],
  [(name) => `«${name} құрылыс» ЖШС`, works],
  [(name) => `«${name}» жеке кәсіпкер дүкені`, trade],
];

/** Twelve digits with 9 where a real БИН has the kind of the person (4, 5 or 6): no employer has such a number. */
const makeBin = (random: Random): string =>
  `${String(random.between(2, 24)).padStart(2, '0')}${String(random.between(1, 12)).padStart(2, '0')}9${String(random.below(10_000_000)).padStart(7, '0')}`;

/** КАТО puts cities of a region below 32 in its third and fourth digit, and rural districts from there on. */
const isCity = (area: Area): boolean => Number(area.kato.slice(2, 4)) < 32;

export const placesOf = (area: Area): DistrictPlaces => {
  const random = createRandom(`places ${area.kato}`);
  const chosen = villages.map((village) => [random.bits(), village] as const).sort(([one], [two]) => one - two).slice(0, random.between(14, 24)).map(([, village]) => village);
  const settlements = isCity(area) ? [area.nameKk.replace(/ \(қала\)$/u, '')] : [area.nameKk, ...chosen];
  const employers = Array.from({ length: isCity(area) ? 240 : 70 }, (): Employer => {
    const [pattern, positions] = random.pick(kinds);
    return { employer: pattern(random.pick([area.nameKk, ...chosen]), random.between(1, 40)), bin: makeBin(random), positions };
  });
  return { settlements, streets, employers };
};
