import { useTranslation } from 'react-i18next';
import type { AppError } from '../../../shared/base/app-error.ts';
import { isDamage } from '../../../shared/base/is-damage.ts';
import { ErrorNotice } from '../../components/errors/ErrorNotice.tsx';
import styles from './DeviceScreen.module.css';
import { RestoreOffer } from './RestoreOffer.tsx';

/** The replica cannot be opened at all: what is wrong with it, that nothing was deleted, and what to do; for a damaged one the restore is offered. */
export const ProblemScreen = ({ problem, logins }: { readonly problem: AppError; readonly logins: readonly string[] }) => {
  const { t } = useTranslation('unlock');
  return (
    <main className={styles.page}>
      <div className={styles.card} data-testid="problem-screen">
        <div>
          <p className={styles.brand}>{t('common:brand')}</p>
          <h1 className={styles.title} tabIndex={-1}>{t('problemTitle')}</h1>
          <p className={styles.text}>{t('problemText')}</p>
        </div>
        <ErrorNotice error={problem} />
        {isDamage(problem) && logins.length > 0 && <RestoreOffer logins={logins} />}
        <p className={styles.detail}>{t('problemCode', { code: isDamage(problem) ? `${problem.type} ${problem.detail}` : problem.type })}</p>
      </div>
    </main>
  );
};
