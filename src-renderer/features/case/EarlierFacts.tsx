import { useTranslation } from 'react-i18next';
import type { CaseFacts } from '../../../shared/domain/case.ts';
import { formatLongDate } from '../../i18n/format-date.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import styles from '../intake/Intake.module.css';

/** What the form of an earlier version asked and the law does not ask (`asked` are the facts of the form), so that nothing typed then is out of sight now. */
export const EarlierFacts = ({ facts, asked }: { readonly facts: CaseFacts; readonly asked: readonly string[] }) => {
  const { t } = useTranslation('law');
  const language = useLanguage();
  const rows = ([['onsetDate', facts.onsetDate ? formatLongDate(language, facts.onsetDate) : ''], ['employer', asked.includes('employer') ? '' : facts.employer], ['position', facts.position]] as const).filter(([, text]) => text !== '');
  if (rows.length === 0) return null;
  return (
    <section className={styles.note} data-testid="earlier-facts">
      <h2 className={styles.heading}>{t('earlier')}</h2>
      <dl className={styles.pairs}>{rows.map(([field, text]) => [<dt key={`${field}:`}>{t(`case:field.${field}`)}</dt>, <dd key={field}>{text}</dd>])}</dl>
    </section>
  );
};
