import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeviceState } from '../../../shared/ipc/device-state.ts';
import { useClock } from '../../components/clock-context.ts';
import { Mark } from '../../components/marks/Mark.tsx';
import { formatMoment } from '../../i18n/format-date.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import styles from './DeviceScreen.module.css';
import { EnrolScreen } from './EnrolScreen.tsx';

/** The laptop's access was taken away and its data erased: what happened, what of the work was handed in and what went with it, and the way back. */
export const RevokedScreen = ({ revoked }: { readonly revoked: NonNullable<DeviceState['revoked']> }) => {
  const { t } = useTranslation('unlock');
  const language = useLanguage();
  const now = useClock()();
  const [anew, setAnew] = useState(false);
  const { handedIn, filesLost = 0 } = revoked;
  if (anew) return <EnrolScreen />;
  return (
    <main className={styles.page}>
      <div className={styles.card} data-testid="revoked-screen">
        <div>
          <p className={styles.brand}>{t('common:brand')}</p>
          <h1 className={styles.title} tabIndex={-1}>{t('revoked.title')}</h1>
          <p className={styles.text}>{t('revoked.text')}</p>
        </div>
        {filesLost === 0 && <div><Mark tone="good">{handedIn === 0 ? t('revoked.nothingLeft') : t('revoked.handedIn', { count: handedIn })}</Mark></div>}
        {filesLost > 0 && handedIn > 0 && <div><Mark tone="good">{t('revoked.entriesIn', { count: handedIn })}</Mark></div>}
        {filesLost > 0 && <div><Mark tone="warn">{t('revoked.filesLost', { count: filesLost })}</Mark></div>}
        <p className={styles.text}>{t('revoked.again')}</p>
        <Button variant="default" onClick={() => setAnew(true)} data-testid="revoked-enrol">{t('revoked.enrol')}</Button>
        <p className={styles.detail}>{t('revoked.at', { at: formatMoment(language, revoked.at, now) })}</p>
      </div>
    </main>
  );
};
