import type { TFunction } from 'i18next';
import type { Area } from '../../shared/domain/kato.ts';
import type { Language } from './language.ts';
import { localName } from './local-name.ts';

/** A city of КАТО: 1 or 2 in the third place of its code; city districts, which stand there too, have an adjective for a Russian name. */
const isCity = ({ kato, nameRu }: Area): boolean => /^..[12]/.test(kato) && !nameRu.endsWith('ский');

/** Cities of republican rank, in whose codes nothing follows the region. */
const isRepublican = ({ kato }: Area): boolean => /^(71|75|79)0/.test(kato);

/** An area as it is said: «Ұлан ауданы», «Уланский район», «район Биржан сал», «Абай облысы»; a city by its name alone. */
export const areaName = (t: TFunction, language: Language, area: Area): string => {
  const name = localName(language, area);
  if (area.level === 1) return isRepublican(area) ? name : t('common:area.region', { name });
  if (isCity(area)) return name;
  return t(/[иы]й$/.test(area.nameRu) ? 'common:area.district' : 'common:area.districtNamed', { name });
};
