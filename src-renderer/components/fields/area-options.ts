import { coarseLatinKey, foldSearchKey } from '../../../shared/domain/search-key.ts';
import type { Area, KatoCode } from '../../../shared/domain/kato.ts';
import { compareIn } from '../../i18n/collator.ts';
import type { Language } from '../../i18n/language.ts';

type Option = { readonly value: string; readonly label: string };
type Group = { readonly group: string; readonly items: Option[] };

/** Regions with their present districts and cities, both sorted as the language sorts. A city of republican rank stands in a group of its own. */
export const areaGroups = (areas: readonly Area[], language: Language, nameOf: (area: Area) => string, except?: KatoCode): Group[] => {
  const compare = compareIn(language);
  const now = areas.filter((area) => area.to === null && area.kato !== except);
  return now
    .filter((region) => region.level === 1)
    .map((region) => {
      const districts = now.filter((area) => area.parent === region.kato);
      const items = districts.length > 0 ? districts : [region];
      return { group: nameOf(region), items: items.map((area) => ({ value: area.kato as string, label: nameOf(area) })).sort((a, b) => compare(a.label, b.label)) };
    })
    .sort((a, b) => compare(a.group, b.group));
};

const wordsOf = (text: string): string[] => foldSearchKey(text).split(/\s+/).filter((word) => word !== '');

/** КАТО code → names of the area and its region in all three languages: folded, and in the one coarse spelling of all Latin transliterations. */
export const areaSearchKeys = (areas: readonly Area[]): ReadonlyMap<string, string> => {
  const names = (area: Area | undefined) => (area ? `${area.nameKk} ${area.nameRu} ${area.nameEn}` : '');
  return new Map(areas.map((area) => {
    const words = wordsOf(`${names(area)} ${names(areas.find((region) => region.kato === area.parent))}`);
    return [area.kato as string, ` ${[...words, ...words.map(coarseLatinKey)].join(' ')}`];
  }));
};

/** The groups with only those options that have, for every typed word, a name that begins so. */
export const findMatchingGroups = <G extends Group>(groups: readonly G[], keys: ReadonlyMap<string, string>, typed: string): G[] => {
  const words = wordsOf(typed).map((word) => [` ${word}`, ` ${coarseLatinKey(word)}`] as const);
  const fits = (option: Option) => words.every((spellings) => spellings.some((word) => word !== ' ' && keys.get(option.value)?.includes(word)));
  return groups.map((group) => ({ ...group, items: group.items.filter(fits) })).filter((group) => group.items.length > 0);
};
