import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { mendedKato } from '../../../scripts/reference/import-kato.ts';
import type { PlainDate } from '../../../shared/base/plain-date.ts';
import { areaPath, findArea, KatoCode, parseKatoTable, type Area } from '../../../shared/domain/kato.ts';

const text = readFileSync('resources/reference/kato-2024.tsv', 'utf8');
const areas = parseKatoTable(text);
const getArea = (kato: string): Area => {
  const area = findArea(areas, kato);
  if (!area) throw new Error(kato);
  return area;
};

describe('the КАТО table', () => {
  it('is what the import makes of the source and the list of mends', () => { expect(text).toBe(mendedKato()); });

  it('has 20 regions and 224 districts and cities, each code once', () => {
    expect(areas.filter((area) => area.level === 1)).toHaveLength(20);
    expect(areas.filter((area) => area.level === 2)).toHaveLength(224);
    expect(new Set(areas.map((area) => area.kato)).size).toBe(244);
  });

  it('has no Latin letter in a Cyrillic name and no Cyrillic one in an English name', () => {
    expect(areas.filter((area) => /\p{Script=Latin}/u.test(area.nameKk + area.nameRu))).toEqual([]);
    expect(areas.filter((area) => /\p{Script=Cyrillic}/u.test(area.nameEn))).toEqual([]);
  });

  it('has no Kazakh letter in a Russian name, no ending written twice, no stray space', () => {
    expect(areas.filter((area) => /[әғқңөұүһі]/iu.test(area.nameRu))).toEqual([]);
    expect(areas.filter((area) => /скийск|Чимкент/u.test(area.nameRu))).toEqual([]);
    for (const area of areas) for (const name of [area.nameKk, area.nameRu, area.nameEn]) expect(name).toBe(name.trim().normalize('NFC').replace(/\s+/gu, ' '));
  });

  it.each([
    ['790000000', 'Шымкент (қала)', 'Шымкент'], ['331000000', 'Талдықорған', 'Талдыкорган'], ['590000000', 'Солтүстік Қазақстан', 'Северо-Казахстанская'],
    ['791510000', 'Еңбекші', 'Енбекшинский'], ['791710000', 'Қаратау', 'Каратауский'], ['113400000', 'Аршалы', 'Аршалинский'], ['101010000', 'Жаңасемей', 'Жанасемейский'],
  ])('%s is %s, %s', (kato, nameKk, nameRu) => { expect(getArea(kato)).toMatchObject({ nameKk, nameRu }); });

  it('sorts by the Kazakh alphabet, which the Russian order and the binary one do not', () => {
    const names = ['Қарасу', 'Карасу', 'Әулиекөл', 'Бурабай', 'Алға', 'Ғабит', 'Ұлан', 'Зайсан', 'Еңбекші', 'Ескелді', 'Іле', 'Шу', 'Ырғыз'];
    const kazakh = ['Алға', 'Әулиекөл', 'Бурабай', 'Ғабит', 'Еңбекші', 'Ескелді', 'Зайсан', 'Карасу', 'Қарасу', 'Ұлан', 'Шу', 'Ырғыз', 'Іле'];
    expect([...names].sort(new Intl.Collator('kk').compare)).toEqual(kazakh);
    expect([...names].sort()).not.toEqual(kazakh);
    const ofTable = areas.map((area) => area.nameKk).sort(new Intl.Collator('kk').compare);
    expect(ofTable.findIndex((name) => name.startsWith('Ә'))).toBeLessThan(ofTable.findIndex((name) => name.startsWith('Б')));
  });
});

describe('parseKatoTable', () => {
  const heading = text.slice(0, text.indexOf('\n'));
  it.each([
    ['another heading', 'kato\tname\n'],
    ['a code of 8 digits', `${heading}\n1\t10000000\t\tА\tА\tA\t\t2024-01-01\t\n`],
    ['a district without its region', `${heading}\n2\t101000000\t100000000\tА\tА\tA\t\t2024-01-01\t\n`],
    ['a row cut short', `${heading}\n1\t100000000\t\tА\n`],
  ])('throws on %s', (_, broken) => { expect(() => parseKatoTable(broken)).toThrow(); });

  it('reads a file with carriage returns and a byte order mark', () => {
    expect(parseKatoTable(`\uFEFF${text.replaceAll('\n', '\r\n')}`)).toEqual(areas);
  });
});

describe('findArea and areaPath', () => {
  it('goes from the region down', () => {
    expect(areaPath(areas, '636200000').map((area) => area.nameKk)).toEqual(['Шығыс Қазақстан', 'Ұлан']);
    expect(areaPath(areas, '630000000').map((area) => area.kato)).toEqual(['630000000']);
    expect(areaPath(areas, '999999999')).toEqual([]);
  });

  it('tells a reused code by the day', () => {
    const city = { ...getArea('101010000'), nameRu: 'Семей', from: '2000-01-01' as PlainDate, to: '2023-12-31' as PlainDate };
    const both = [city, ...areas];
    expect(findArea(both, '101010000', '2010-05-01' as PlainDate)?.nameRu).toBe('Семей');
    expect(findArea(both, '101010000', '2024-01-01' as PlainDate)?.nameRu).toBe('Жанасемейский');
    expect(findArea(both, '101010000')?.nameRu).toBe('Жанасемейский');
    expect(findArea(both, '101010000', '1999-12-31' as PlainDate)).toBeUndefined();
  });
});

describe('KatoCode', () => {
  it.each(['63620000', '6362000000', '63620000a', '', '٦٣٦٢٠٠٠٠٠'])('refuses %j', (code) => { expect(KatoCode.safeParse(code).success).toBe(false); });
});
