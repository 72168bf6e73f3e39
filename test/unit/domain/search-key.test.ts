import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coarseLatinKey, foldSearchKey, latinKeys, latinPrefixKeys } from '../../../shared/domain/search-key.ts';

const letters = fc.string({ unit: fc.constantFrom(...'АаӘәБбВвГгҒғЕеЁёЖжИиІіЙйКкҚқНнҢңӨөҰұҮүХхҺһШшЫыЬьЮюЯяABCEHIKMOPTXYabcehikmoptxyzjwqşğı\u0301\u0306-\'’ .5'), maxLength: 20 });

describe('foldSearchKey', () => {
  it.each([
    ['ӘҒҚҢӨҰҮҺІЁ', 'агкноуухие'],
    ['Қайрат', 'кайрат'],
    ['Қайрат'.normalize('NFD'), 'кайрат'],
    ['Семёнов'.normalize('NFD'), 'семенов'],
    ['Солтүстiк', 'солтустик'],
    ['Aршалинский', 'аршалинский'],
    ['Hұрлан', 'нурлан'],
    ['Гaуhар', 'гаухар'],
    ['Әбдіқадыр-ұлы', 'абдикадыр улы'],
    ['  Нұр-Сұлтан   (қала) ', 'нур султан кала'],
    ['О’Бэннон', 'обэннон'],
    ['Ивано\u0301в', 'иванов'],
    ['Gulnur', 'gulnur'],
    ['Əлия', 'алия'],
    ['Қ. Абай 12/3', 'к абай 12 3'],
    ['', ''], ['  ', ''],
  ])('%j → %j', (text, key) => { expect(foldSearchKey(text)).toBe(key); });

  it('keeps й apart from и, and Latin words Latin', () => {
    expect(foldSearchKey('Абай')).not.toBe(foldSearchKey('Абаи'));
    expect(foldSearchKey('Cop Сор')).toBe('cop сор');
  });

  it('is idempotent, deaf to case where no look-alike is in play, and the same for composed and decomposed text', () => {
    fc.assert(fc.property(letters, (text) => {
      const key = foldSearchKey(text);
      expect(foldSearchKey(key)).toBe(key);
      expect(foldSearchKey(text.normalize('NFD'))).toBe(key);
      expect(key).toBe(key.trim());
    }));
    const cyrillic = fc.string({ unit: fc.constantFrom(...'аәбғеёжиійкқңөұүһшыюя -'), maxLength: 20 });
    fc.assert(fc.property(cyrillic, (text) => { expect(foldSearchKey(text.toUpperCase())).toBe(foldSearchKey(text)); }));
  });
});

/** Cyrillic name, then spellings seen in passports, on social pages, in Kazakh Latin. Each must be found. */
const spellings: [name: string, typed: string[]][] = [
  ['Гүлнұр', ['Gulnur', 'Gülnūr', 'Gülnur', 'GULNUR', 'Gúlnur']],
  ['Гульнур', ['Gulnur', "Gul'nur"]],
  ['Жумабаева', ['Zhumabayeva', 'Jumabaeva', 'Zhumabaeva', 'Jumabayeva', 'Dzhumabaeva', 'Žumabajeva']],
  ['Жұмабаева', ['Zhumabayeva', 'Jūmabaeva']],
  ['Қайрат', ['Kairat', 'Qairat', 'Kayrat', 'Kaırat', 'Qayrat', 'Kajrat', 'Qaırat']],
  ['Шәкір', ['Shakir', 'Şäkır', 'Şákir', 'Schakir', 'Šakir']],
  ['Хамит', ['Khamit', 'Hamit', 'Xamit', 'Khammit']],
  ['Ғабит', ['Gabit', 'Ghabit', 'Ğabit', 'Ǵabıt']],
  ['Әсел', ['Asel', 'Assel', 'Äsel']],
  ['Жаңа', ['Zhana', 'Jaña', 'Zhanga', 'Jańa']],
  ['Маңғыстау', ['Mangystau', 'Mañğystau', 'Mangghystau', 'Mangistau']],
  ['Өмірбек', ['Omirbek', 'Ömırbek', 'Ómirbek']],
  ['Уәлихан', ['Ualikhan', 'Walihan', 'Uälihan']],
  ['Валиханов', ['Valikhanov', 'Walichanow', 'Valihanov']],
  ['Ыбырай', ['Ybyrai', 'Ibiray', 'Ybyraı']],
  ['Щербаков', ['Shcherbakov', 'Sherbakov', 'Scherbakow']],
  ['Чокан', ['Chokan', 'Čokan', 'Tchokan', 'Çokan']],
  ['Цой', ['Tsoy', 'Tsoi', 'Coi', 'Tzoy']],
  ['Юлия', ['Yuliya', 'Iuliia', 'Julia', 'Yulia', 'Julija']],
  ['Наталья', ['Natalya', 'Natalia', 'Nataliia', "Natal'ya"]],
  ['Анастасия', ['Anastasiya', 'Anastassiya', 'Anastasiia', 'Anastasia']],
  ['Евгений', ['Evgeniy', 'Yevgeny', 'Evgenii', 'Evgenij']],
  ['Васильев', ['Vasilyev', 'Vasilev', 'Vasiliev', "Vasil'ev", 'Vassiliev']],
  ['Семёнов', ['Semenov', 'Semyonov', 'Semionov']],
  ['Александр', ['Aleksandr', 'Alexandr']],
  ['Достоевский', ['Dostoevsky', 'Dostoyevskiy', 'Dostoevskii', 'Dostoevskij']],
  ['Исхак', ['Iskhak', 'Ishak', 'Isxak']],
  ['Бекхан', ['Bekkhan', 'Bekhan']],
  ['Джамбул', ['Dzhambul', 'Jambul', 'Zhambul', 'Djamboul']],
  ['Гельмут', ['Helmut', 'Gelmut']],
  ['Вагнер', ['Wagner', 'Vagner']],
  ['Кенесары Қасымұлы', ['Kenesary Kasymuly', 'Kenesary Qasymūly', 'Kenessary  Kassymuly']],
  ['Солтүстiк', ['Soltustik']],
  ['Сәтбаев', ['Satbayev', 'Sätbaev', 'Satbaev']],
];

describe('latinKeys', () => {
  it.each(spellings.flatMap(([name, typed]) => typed.map((text) => [name, text] as const)))('finds %s as %s', (name, typed) => {
    const keys = new Set(latinKeys(name));
    expect(latinKeys(typed).some((key) => keys.has(key))).toBe(true);
  });

  it.each([['Абай', 'Alibay'], ['Марат', 'Murat'], ['Шара', 'Sara'], ['Ажар', 'Azar'], ['Қанат', 'Ganat'], ['Болат', 'Talgat'], ['Ахмет', 'Amet']])('does not find %s as %s', (name, typed) => {
    const keys = new Set(latinKeys(name));
    expect(latinKeys(typed).some((key) => keys.has(key))).toBe(false);
  });

  it('starts with the coarse key, repeats none, has 16 at the most, and needs one for a Cyrillic name', () => {
    fc.assert(fc.property(letters, (text) => {
      const keys = latinKeys(text);
      expect(keys[0]).toBe(coarseLatinKey(text));
      expect(new Set(keys).size).toBe(keys.length);
      expect(keys.length).toBeLessThanOrEqual(16);
      for (const key of keys) expect(key).toMatch(/^([a-z0-9]+( [a-z0-9]+)*)?$/);
    }));
    expect(latinKeys('Жұмабаева Гүлнұр Қайратқызы')).toHaveLength(1);
    expect(latinKeys('wxjcshchouphkhýh').length).toBe(16);
  });

  it('keeps digits as they are', () => { expect(coarseLatinKey('Абай 1100')).toBe('abai 1100'); });
});

describe('latinPrefixKeys', () => {
  /** Every beginning of a spelling leads to the name: half a digraph must not hide it for a moment. */
  it.each([
    ['Жумабаева', 'Zhumabayeva'], ['Жумабаева', 'Jumabaeva'], ['Шәкір', 'Shakir'], ['Хамит', 'Khamit'], ['Чокан', 'Chokan'], ['Чокан', 'Tchokan'],
    ['Щербаков', 'Shcherbakov'], ['Васильев', 'Vasiliev'], ['Васильев', 'Vasilyev'], ['Джамбул', 'Dzhambul'], ['Маңғыстау', 'Mangystau'], ['Жұмабаева', 'Жұмабаева'], ['Джамбул', 'Джамбул'],
  ])('leads to %s at every letter of %s', (name, typed) => {
    const keys = latinKeys(name);
    for (let length = 1; length <= typed.length; length += 1) {
      const prefixes = latinPrefixKeys(typed.slice(0, length));
      expect(keys.some((key) => prefixes.some((prefix) => key.startsWith(prefix))), typed.slice(0, length)).toBe(true);
    }
  });

  it('never answers an empty prefix to a letter', () => {
    for (const letter of [...'zsckitdpyjиыьъ', '', '-']) expect(latinPrefixKeys(letter)).not.toContain('');
  });
});
