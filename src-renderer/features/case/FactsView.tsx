import { useTranslation } from 'react-i18next';
import type { CaseFacts } from '../../../shared/domain/case.ts';
import { formatLongDate } from '../../i18n/format-date.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import styles from './CaseView.module.css';

/** The facts of a case to be read; what is missing says so. */
export const FactsView = ({ facts }: { readonly facts: CaseFacts }) => {
  const { t } = useTranslation('case');
  const language = useLanguage();
  const date = (value: string | null) => (value === null ? '' : formatLongDate(language, value));
  const rows: [keyof CaseFacts, string][] = [
    ['onsetDate', date(facts.onsetDate)],
    ['employer', facts.employer],
    ['position', facts.position],
    ['degreePercent', facts.degreePercent === null ? '' : `${String(facts.degreePercent)} %`],
    ['degreeSetOn', date(facts.degreeSetOn)],
    ['workInjury', t(facts.workInjury ? 'common:yes' : 'common:no')],
    ['note', facts.note],
  ];
  return (
    <dl className={styles.facts}>
      {rows.map(([field, words]) => [<dt key={`${field}:`}>{t(`field.${field}`)}</dt>, <dd key={field} data-missing={words === '' || undefined}>{words === '' ? t('missing') : words}</dd>])}
    </dl>
  );
};
