import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppError } from '../../../shared/base/app-error.ts';
import { call } from '../../api/call.ts';
import { useLive } from '../../api/use-live.ts';
import { ErrorNotice } from '../../components/errors/ErrorNotice.tsx';
import { StaleNotice } from '../../components/errors/StaleNotice.tsx';
import { Panel } from '../../components/layout/Panel.tsx';
import { Screen } from '../../components/layout/Screen.tsx';
import { OfficePanel } from './OfficePanel.tsx';
import { Scroller } from '../../components/layout/Scroller.tsx';
import { formatNumber } from '../../i18n/format-number.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useDesk } from '../../components/session-context.ts';
import { AsidePanel } from './AsidePanel.tsx';
import { FallenPanel } from './FallenPanel.tsx';
import { StickPanel } from './StickPanel.tsx';
import { SyncFigures } from './SyncFigures.tsx';
import { SyncMonitorPanel } from './SyncMonitorPanel.tsx';
import { SyncWaits } from './SyncWaits.tsx';
import styles from './SyncScreen.module.css';

/** Synchronisation with the centre: started, stopped and resumed here, and told as it is. */
export const SyncScreen = () => {
  const { t } = useTranslation('sync');
  const language = useLanguage();
  const live = useLive('sync.watch', {});
  const { roles } = useDesk().session;
  const isSupervisor = roles.includes('supervisor');
  const mayAnswer = isSupervisor || roles.includes('administrator');
  const [failure, setFailure] = useState<AppError | null>(null);
  const [asking, setAsking] = useState(false);
  const progress = live.value;
  const running = progress !== undefined && ['connecting', 'exchanging', 'files'].includes(progress.phase);
  const isCut = progress?.phase === 'cancelled' || progress?.phase === 'failed';

  const start = async () => {
    setAsking(true);
    setFailure(null);
    const result = await call('sync.start', {});
    setAsking(false);
    if (!result.ok) setFailure(result.error);
  };
  const cancel = async () => {
    const result = await call('sync.cancel', {});
    if (!result.ok) setFailure(result.error);
  };
  // A refusal of the start says the same as the failed sync that is shown: once is enough.
  // Whoever stopped it knows: that is no failure, and what becomes of it is said above.
  const shown = [progress?.error, failure].find((error) => error && error.type !== 'Cancelled') ?? null;

  return (
    <Screen
      title={t('title')}
      beside={<StaleNotice live={live} />}
      actions={running
        ? <Button variant="default" onClick={() => void cancel()} data-testid="sync-cancel">{t('cancel')}</Button>
        : <Button onClick={() => void start()} loading={asking} data-testid="sync-start" data-autofocus>{t(isCut ? 'resume' : 'start')}</Button>}
    >
      <Scroller className={styles.scroll} label={t('title')}>
      <div className={styles.two}>
      <div className={styles.column}>
        <Panel title={t('state')}>
          {progress && <SyncFigures progress={progress} />}
          {isCut && <p className={styles.text} data-testid="sync-resume">{t('resumeText', { receipts: formatNumber(language, progress.receipts), items: formatNumber(language, progress.itemsReceived) })}</p>}
          {shown && !running && <ErrorNotice error={shown} />}
        </Panel>
        <SyncWaits />
        <StickPanel />
        <OfficePanel />
        <p className={styles.text}>{t('text')}</p>
      </div>
      <div className={styles.column}>
        {isSupervisor && <AsidePanel />}
        {mayAnswer && <FallenPanel />}
        <SyncMonitorPanel />
      </div>
      </div>
      </Scroller>
    </Screen>
  );
};
