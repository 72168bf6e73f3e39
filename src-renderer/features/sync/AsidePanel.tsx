import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppError } from '../../../shared/base/app-error.ts';
import type { AsideRow } from '../../../shared/ipc/monitor-rows.ts';
import type { Result } from '../../../shared/base/result.ts';
import { call } from '../../api/call.ts';
import { useLive } from '../../api/use-live.ts';
import { useClock } from '../../components/clock-context.ts';
import { ErrorNotice } from '../../components/errors/ErrorNotice.tsx';
import { EmptyState } from '../../components/layout/EmptyState.tsx';
import { Panel } from '../../components/layout/Panel.tsx';
import { Mark } from '../../components/marks/Mark.tsx';
import { showToast } from '../../components/toasts/show-toast.ts';
import { formatMoment } from '../../i18n/format-date.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { DiscardDialog } from './DiscardDialog.tsx';
import styles from './SyncScreen.module.css';

/** What the centre did not take, why, and what to do about it: sent again after mending, or given up with a reason. */
export const AsidePanel = () => {
  const { t } = useTranslation('sync');
  const language = useLanguage();
  const now = useClock()();
  const rows = useLive('aside.list', {}).value?.rows;
  const [failure, setFailure] = useState<AppError | null>(null);
  const [giving, setGiving] = useState<AsideRow | null>(null);
  const done = (result: Result<unknown, AppError>, words: 'put.resent' | 'put.discarded') => {
    setFailure(result.ok ? null : result.error);
    if (result.ok) showToast((say) => say(`sync:${words}`));
  };
  const discard = async (reason: string) => {
    if (!giving) return;
    setGiving(null);
    done(await call('aside.discard', { document: giving.document, reason }), 'put.discarded');
  };
  if (!rows) return null;
  return (
    <Panel title={t('put.title')} aside={rows.length > 0 && <Mark tone="bad">{rows.length}</Mark>}>
      {failure && <ErrorNotice error={failure} />}
      {rows.length === 0 && <EmptyState title={t('put.empty')}>{t('put.emptyText')}</EmptyState>}
      <ul className={styles.plain} data-testid="aside-list">
        {rows.map((row) => (
          <li key={row.id} className={styles.row} data-testid="aside-row" data-why={row.why}>
            <div className={styles.head}><strong>{row.label || t('put.record')}</strong><span className={styles.text}>{row.byName} · {formatMoment(language, row.at, now)} · {t('put.numbers', { numbers: row.numbers.join(', ') })}</span></div>
            {row.why !== null && <Mark tone="warn" quiet>{t(`common:aside.${row.why}`)}</Mark>}
            {row.ways.map((way) => <span key={way} className={styles.text}>{t(`put.way.${way}`)}</span>)}
            <div className={styles.buttons}>
              {row.ways.includes('resend') && <Button size="xs" onClick={() => void call('aside.resend', { document: row.document }).then((result) => done(result, 'put.resent'))} data-testid="aside-resend">{t('put.resend')}</Button>}
              {row.ways.includes('discard') && <Button size="xs" variant="default" onClick={() => setGiving(row)} data-testid="aside-discard">{t('put.discard')}</Button>}
            </div>
          </li>
        ))}
      </ul>
      <DiscardDialog opened={giving !== null} onClose={() => setGiving(null)} onDiscard={(reason) => void discard(reason)} />
    </Panel>
  );
};
