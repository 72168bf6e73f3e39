import { useTranslation } from 'react-i18next';
import type { AppError } from '../../../shared/base/app-error.ts';
import { errorWords } from '../../i18n/error-words.ts';
import styles from './ErrorNotice.module.css';

/** An expected failure in words: what happened and the way out. Read out as soon as it appears. */
export const ErrorNotice = ({ error, children }: { readonly error: AppError; readonly children?: React.ReactNode }) => {
  const { t } = useTranslation();
  const words = errorWords(t, error);
  return (
    <div role="alert" className={styles.notice} data-testid="error-notice" data-error={error.type}>
      <span aria-hidden="true" className={styles.shape}>■</span>
      <div>
        <strong>{words.title}</strong>
        <div className={styles.way}>{words.way}</div>
        {children}
      </div>
    </div>
  );
};
