import { cite } from '../../../shared/rules/cite.ts';
import { useOnce } from '../../api/use-once.ts';
import { useLanguage } from '../../i18n/use-language.ts';

/** Citations of an edition in the language of the window. */
export const useCitations = (edition: string): ((citation: string) => string) => {
  const language = useLanguage();
  const sources = useOnce('law.sources', { edition })?.sources ?? {};
  return (citation) => cite(sources, citation, language);
};
