import type { Sources } from './schema/sources.ts';

/** A citation's parts: the acts and remarks it is put together of. */
export const citationParts = (citation: string): string[] => citation.split('; ');

/** A citation as people of a language read it; a part that has no words stays as it stands in the rules. */
export const cite = (sources: Sources, citation: string, language: 'kk' | 'ru' | 'en'): string =>
  language === 'en' ? citation : citationParts(citation).map((part) => (Object.hasOwn(sources, part) ? sources[part]![language] : part)).join('; ');
