import { useTranslation } from 'react-i18next';
import type { StatusLine } from '../../shared/ipc/sync-state.ts';
import { useLive } from '../api/use-live.ts';
import { useClock } from '../components/clock-context.ts';
import { formatMoment } from '../i18n/format-date.ts';
import { useLanguage } from '../i18n/use-language.ts';
import styles from './Shell.module.css';

const shapes = { up: '●', down: '▲', unknown: '○' } as const satisfies Record<StatusLine['link'], string>;

/** The line that never lies: the link as the last contact showed it, what waits, the last receipt, the lease; and the shortcuts. */
export const StatusFoot = () => {
  const { t } = useTranslation('shell');
  const language = useLanguage();
  const now = useClock()();
  const live = useLive('status.watch', {});
  const line = live.value;
  const moment = (at: string | null) => (at === null ? t('never') : formatMoment(language, at, now));
  return (
    <footer className={styles.foot} data-testid="status-line" data-link={line?.link} data-unreleased={line?.unreleased} data-unsent={line?.unsent}>
      <div className={styles.facts}>
        {line && (
          <>
            <span data-link={line.link} className={styles.link}><span aria-hidden="true">{shapes[line.link]}</span> <strong>{t(line.syncing ? 'link.syncing' : `link.${line.link}`)}</strong>{line.link !== 'unknown' && line.lastContactAt !== null && <> · {moment(line.lastContactAt)}</>}</span>
            <span>{t('unreleased')} <strong>{t('common:entries', { count: line.unreleased })}</strong></span>
            <span>{t('unsent')} <strong>{t('common:entries', { count: line.unsent })}</strong></span>
            {line.quarantined > 0 && <span className={styles.alarm}><span aria-hidden="true">■</span> {t('quarantined')} <strong>{line.quarantined}</strong></span>}
            <span>{t('lastReceipt')} <strong>{moment(line.lastReceiptAt)}</strong></span>
            <span className={line.leaseDaysLeft <= 5 ? styles.alarm : undefined}>{line.leaseDaysLeft <= 5 && <span aria-hidden="true">▲ </span>}{t('lease')} <strong>{line.leaseDaysLeft > 0 ? t('common:days', { count: line.leaseDaysLeft }) : t('leaseOver')}</strong></span>
          </>
        )}
        {live.error && <span className={styles.alarm} role="status"><span aria-hidden="true">▲</span> {t('common:stale')}</span>}
      </div>
      <div className={styles.shortcuts}>{t('footShortcuts')}</div>
    </footer>
  );
};
