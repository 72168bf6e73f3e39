import { useTranslation } from 'react-i18next';
import type { CaseFormRow } from '../../../shared/ipc/case-form.ts';
import type { ReviewRow } from '../../../shared/ipc/review-rows.ts';
import { lawWords } from '../../i18n/law-words.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { shownValue } from '../intake/shown-value.ts';
import styles from './CaseView.module.css';

type Props = { readonly changes: NonNullable<ReviewRow['changes']>; readonly form: CaseFormRow | undefined };

/** What was and what is, field by field, as the form words it. */
export const ChangesTable = ({ changes, form }: Props) => {
  const { t } = useTranslation('desk');
  const language = useLanguage();
  const words = { yes: t('common:yes'), no: t('common:no'), unknown: '—' };
  const label = (field: string): string => {
    const fact = form?.fields.find(({ id }) => field === `law.${id}`);
    return fact ? lawWords(language, fact.label) : t(`case:field.${field}`, { defaultValue: field.replace(/^law\./, '') });
  };
  const shown = (field: string, value: unknown): string => {
    const fact = form?.fields.find(({ id }) => field === `law.${id}`);
    const choice = fact?.choices?.find(({ id }) => id === value);
    const programme = field === 'claims' && Array.isArray(value) ? value.map((id) => { const found = form?.programmes.find((one) => one.id === id); return found ? lawWords(language, found.title) : String(id); }).join(', ') : undefined;
    return programme ?? (choice ? lawWords(language, choice.label) : shownValue(language, value, words));
  };
  return (
    <table className={styles.changes} data-testid="changes">
      <thead><tr><th scope="col">{t('review.field')}</th><th scope="col">{t('review.was')}</th><th scope="col">{t('review.is')}</th></tr></thead>
      <tbody>{changes.map(({ field, before, after }) => <tr key={field}><th scope="row">{label(field)}</th><td className={styles.was}><del>{shown(field, before)}</del></td><td className={styles.is}><ins>{shown(field, after)}</ins></td></tr>)}</tbody>
    </table>
  );
};
