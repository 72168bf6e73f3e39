import { useTranslation } from 'react-i18next';
import type { Case } from '../../../shared/domain/case.ts';
import { useClock } from '../../components/clock-context.ts';
import { Mark } from '../../components/marks/Mark.tsx';
import { formatMoment } from '../../i18n/format-date.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import styles from './CaseView.module.css';

/** Why the supervisor sent the case back. */
export const ReturnedNote = ({ step }: { readonly step: NonNullable<Case['returned']> }) => {
  const { t } = useTranslation('case');
  const language = useLanguage();
  const now = useClock()();
  return (
    <div className={styles.returned} data-testid="return-reason">
      <Mark tone="warn">{t('status.returned')}</Mark>
      <div>
        <p className={styles.reason}>{step.reason}</p>
        <p className={styles.who}>{step.byName} · {formatMoment(language, step.at, now)}</p>
      </div>
    </div>
  );
};
