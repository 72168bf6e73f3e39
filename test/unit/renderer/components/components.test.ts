import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseKatoTable } from '../../../../shared/domain/kato.ts';
import type { KatoCode } from '../../../../shared/domain/kato.ts';
import { areaGroups, areaSearchKeys, findMatchingGroups } from '../../../../src-renderer/components/fields/area-options.ts';
import { maskIin, spaceIin } from '../../../../src-renderer/components/mask-iin.ts';
import { localName } from '../../../../src-renderer/i18n/local-name.ts';
import { findRowMove } from '../../../../src-renderer/components/table/row-move.ts';

const areas = parseKatoTable(readFileSync(join(import.meta.dirname, '../../../../resources/reference/kato-2024.tsv'), 'utf8'));
const keys = areaSearchKeys(areas);
const labels = (language: 'kk' | 'ru' | 'en', typed: string) => findMatchingGroups(areaGroups(areas, language, (area) => localName(language, area)), keys, typed).flatMap((group) => group.items.map((item) => `${group.group} › ${item.label}`));

describe('the КАТО picker', () => {
  test('holds every district and city once, below its region', () => {
    const items = areaGroups(areas, 'kk', (area) => area.nameKk).flatMap((group) => group.items.map((item) => item.value));
    expect(new Set(items).size).toBe(items.length);
    expect(items.length).toBeGreaterThanOrEqual(areas.filter((area) => area.level === 2).length);
  });

  test.each(['зайсан', 'Зайсанск', 'ZAISAN', 'зайс шығыс', 'зайс восточно'])('%s finds Зайсан in the Kazakh window', (typed) => expect(labels('kk', typed)).toEqual(['Шығыс Қазақстан › Зайсан']));

  test('Kazakh letters may be typed without their marks', () => expect(labels('kk', 'улан')).toContain('Шығыс Қазақстан › Ұлан'));

  test('sorts as the language sorts', () => {
    const regions = areaGroups(areas, 'kk', (area) => area.nameKk).map((group) => group.group);
    expect(regions.indexOf('Қостанай')).toBeLessThan(regions.indexOf('Маңғыстау'));
    expect(regions.indexOf('Жетісу')).toBeLessThan(regions.indexOf('Қостанай'));
    expect(regions.at(0)).toBe('Абай');
  });

  test('leaves out the one that cannot be chosen', () => {
    const items = areaGroups(areas, 'ru', (area) => area.nameRu, '634600000' as KatoCode).flatMap((group) => group.items.map((item) => item.value));
    expect(items).not.toContain('634600000');
  });
});

describe('an IIN', () => {
  test('is masked, and spaced when shown', () => {
    expect(maskIin('800514450117')).toBe('80 •• •• ••• •17');
    expect(spaceIin('800514450117')).toBe('80 05 14 450 117');
  });
});

describe('moving in a list', () => {
  test('by arrows, letters and pages, never out of it', () => {
    expect(findRowMove('ArrowDown', 0, 3, 10)).toBe(1);
    expect(findRowMove('KeyJ', 2, 3, 10)).toBe(2);
    expect(findRowMove('KeyK', 0, 3, 10)).toBe(0);
    expect(findRowMove('PageDown', 0, 30, 10)).toBe(10);
    expect(findRowMove('End', 0, 30, 10)).toBe(29);
    expect(findRowMove('KeyA', 0, 3, 10)).toBeUndefined();
    expect(findRowMove('ArrowDown', -1, 0, 10)).toBeUndefined();
  });
});
