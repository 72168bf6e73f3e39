import { useTranslation } from 'react-i18next';
import { useLive } from '../../api/use-live.ts';
import { useClock } from '../../components/clock-context.ts';
import { Panel } from '../../components/layout/Panel.tsx';
import { Mark } from '../../components/marks/Mark.tsx';
import { formatMoment } from '../../i18n/format-date.ts';
import { formatBytes, formatNumber } from '../../i18n/format-number.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import styles from './SyncScreen.module.css';

/** What waits on this laptop, the centre's last receipt, and what it did not take. */
export const SyncWaits = () => {
  const { t } = useTranslation('sync');
  const language = useLanguage();
  const now = useClock()();
  const line = useLive('status.watch', {}).value;
  if (!line) return null;
  const entries = (count: number) => t('common:entries', { count });
  const rows: [string, string][] = [
    [t('unreleased'), entries(line.unreleased)],
    [t('unsent'), entries(line.unsent)],
    [t('lastReceipt'), line.lastReceiptAt === null ? t('never') : formatMoment(language, line.lastReceiptAt, now)],
    [t('filesOnlyHere'), line.filesOnlyHere === 0 ? formatNumber(language, 0) : `${formatNumber(language, line.filesOnlyHere)} · ${formatBytes(language, line.fileBytesOnlyHere)}`],
    [t('aside'), entries(line.quarantined)],
  ];
  return (
    <Panel title={t('waits')}>
      <dl className={styles.list} data-testid="sync-waits">
        {rows.map(([label, words]) => [<dt key={`${label}:`}>{label}</dt>, <dd key={label}>{words}</dd>])}
      </dl>
      {line.quarantined > 0 && <p className={styles.aside}><Mark tone="warn">{t('asideText')}</Mark></p>}
    </Panel>
  );
};
