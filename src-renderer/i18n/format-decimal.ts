import type { Language } from './language.ts';

/** A decimal text with thousands apart, exact: at most `places` digits behind the point are shown, cut and not rounded. What is no decimal stays as it is. */
export const formatDecimal = (language: Language, text: string, places = 2): string => {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text);
  if (!match) return text;
  const [, sign = '', front = '', behind = ''] = match;
  const [group, point] = language === 'en' ? [',', '.'] : ['\u00a0', ','];
  const fraction = behind.slice(0, places).replace(/0+$/, '');
  return `${sign === '-' ? '−' : ''}${front.replace(/\B(?=(\d{3})+$)/g, group)}${fraction === '' ? '' : point + fraction}`;
};

/** Money out of the rules: «89 498 ₸». */
export const formatTenge = (language: Language, text: string): string => `${formatDecimal(language, text)}\u00a0₸`;
