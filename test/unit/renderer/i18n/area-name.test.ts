import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import i18next from 'i18next';
import { beforeAll, expect, test } from 'vitest';
import { findArea, parseKatoTable } from '../../../../shared/domain/kato.ts';
import { areaName } from '../../../../src-renderer/i18n/area-name.ts';
import type { Language } from '../../../../src-renderer/i18n/language.ts';
import { resources } from '../../../../src-renderer/i18n/resources.ts';

const areas = parseKatoTable(readFileSync(join(import.meta.dirname, '../../../../resources/reference/kato-2024.tsv'), 'utf8'));
beforeAll(() => i18next.init({ lng: 'kk', resources }));
const said = (language: Language, kato: string) => {
  const area = findArea(areas, kato);
  return area && areaName(i18next.getFixedT(language, 'common'), language, area);
};

test('a district is called one, in the order of the language; a city is not', () => {
  expect([said('kk', '636200000'), said('ru', '636200000'), said('en', '636200000')]).toEqual(['Ұлан ауданы', 'Уланский район', 'Ulan district']);
  expect(said('ru', '114500000')).toBe('район Биржан сал');
  expect([said('kk', '101010000'), said('ru', '751410000')]).toEqual(['Жаңасемей ауданы', 'Бостандыкский район']);
  expect(['631000000', '632400000', '622010000', '392400000', '101000000'].map((kato) => said('ru', kato))).toEqual(['Усть-Каменогорск', 'Риддер', 'Сатпаев', 'Рудный', 'Семей']);
});
test('a region is called one, a city of republican rank is not', () => {
  expect([said('kk', '630000000'), said('ru', '630000000'), said('ru', '710000000')]).toEqual(['Шығыс Қазақстан облысы', 'Восточно-Казахстанская область', 'Астана']);
});
