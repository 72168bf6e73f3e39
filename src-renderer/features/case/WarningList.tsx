import { Anchor } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ReviewWarning } from '../../../shared/ipc/review-rows.ts';
import { Mark } from '../../components/marks/Mark.tsx';
import { formatTenge } from '../../i18n/format-decimal.ts';
import { lawWords } from '../../i18n/law-words.ts';
import { localPerson } from '../../i18n/local-name.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import styles from './CaseView.module.css';

type Props = { readonly warnings: readonly ReviewWarning[]; readonly onOpenPerson: (id: string) => void };

const mostShown = 4;

/** What to beware of, each with its reason; nothing to beware of is said too. */
export const WarningList = ({ warnings, onOpenPerson }: Props) => {
  const { t } = useTranslation('desk');
  const language = useLanguage();
  const some = (words: readonly string[]): string => (words.length > mostShown ? `${words.slice(0, mostShown).join(', ')} ${t('andMore', { count: words.length - mostShown })}` : words.join(', '));
  const text = (warning: ReviewWarning): React.ReactNode => {
    switch (warning.kind) {
      case 'ownWork': return t('warn.ownWorkText');
      case 'unconfirmed': return some(warning.rules.map((rule) => lawWords(language, rule)));
      case 'documents': return some(warning.titles.map((title) => lawWords(language, title)));
      case 'gap': return some(warning.months.map((month) => `${month.slice(5)}.${month.slice(0, 4)}`));
      case 'unusual': return t('warn.unusualText', { title: lawWords(language, warning.title), amount: formatTenge(language, warning.amount), low: formatTenge(language, warning.low), high: formatTenge(language, warning.high), count: warning.count });
      case 'duplicate': return <><Anchor component="button" type="button" className={styles.link} onClick={() => onOpenPerson(warning.id)}>{localPerson(language, warning.nameKk, warning.nameRu)}</Anchor> · {t('warn.likeness', { percent: warning.percent })}</>;
    }
  };
  return (
    <ul className={styles.warnings} data-testid="warnings">
      {warnings.map((warning, at) => <li key={`${warning.kind} ${String(at)}`} data-warning={warning.kind}><Mark tone={warning.kind === 'ownWork' ? 'bad' : 'warn'}>{t(`warn.${warning.kind}`)}</Mark> <span>{text(warning)}</span></li>)}
      {!warnings.some(({ kind }) => kind === 'duplicate') && <li><Mark tone="good" quiet>{t('warn.noDuplicate')}</Mark></li>}
    </ul>
  );
};
