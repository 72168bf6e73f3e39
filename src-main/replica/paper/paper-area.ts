import type { Area } from '../../../shared/domain/kato.ts';

/** A district or city as a paper names it: «Ұлан ауданы», «Уланский район», «район Биржан сал»; a city (1 or 2 in the third place of its code) by its name alone; nothing where it is not known. */
export const paperArea = (area: Area | undefined, language: 'kk' | 'ru', say: (key: string) => string): string => {
  if (!area) return '';
  const name = language === 'kk' ? area.nameKk : area.nameRu;
  if (/^..[12]/.test(area.kato) && !area.nameRu.endsWith('ский')) return name;
  return say(/[иы]й$/.test(area.nameRu) ? 'area.district' : 'area.districtNamed').replace('{{name}}', name);
};
