import { Progress } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { SyncProgress } from '../../../shared/ipc/sync-state.ts';
import { useClock } from '../../components/clock-context.ts';
import { Mark, type Tone } from '../../components/marks/Mark.tsx';
import { formatMoment } from '../../i18n/format-date.ts';
import { formatBytes, formatNumber } from '../../i18n/format-number.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { syncShare } from './sync-share.ts';
import styles from './SyncScreen.module.css';

const tones = { idle: 'plain', connecting: 'half', exchanging: 'half', files: 'half', done: 'good', failed: 'bad', cancelled: 'warn' } as const satisfies Record<SyncProgress['phase'], Tone>;

/** A sync in figures: what went up, what came down, bytes, time left, and how it ended. */
export const SyncFigures = ({ progress }: { readonly progress: SyncProgress }) => {
  const { t } = useTranslation('sync');
  const language = useLanguage();
  const now = useClock()();
  const number = (value: number) => formatNumber(language, value);
  const share = syncShare(progress);
  const of = (part: number, whole: number) => t('common:ofWhole', { part: number(part), whole: number(whole) });
  const rows: [string, string][] = [
    [t('entries'), of(progress.entriesSent, progress.entriesToSend)],
    [t('receipts'), number(progress.receipts)],
    [t('items'), of(progress.itemsReceived, progress.itemsToReceive)],
    [t('bytes'), `↑ ${formatBytes(language, progress.bytesUp)} · ↓ ${formatBytes(language, progress.bytesDown)}`],
    [t('left'), progress.secondsLeft === null ? '—' : progress.secondsLeft < 60 ? t('seconds', { count: progress.secondsLeft }) : t('minutes', { count: Math.ceil(progress.secondsLeft / 60) })],
  ];
  if (progress.filesToSend > 0) rows.splice(-2, 0, [t('files'), `${of(progress.filesSent, progress.filesToSend)} · ${t('common:ofWhole', { part: formatBytes(language, progress.fileBytesSent), whole: formatBytes(language, progress.fileBytesToSend) })}`]);
  if (progress.filesToReceive > 0) rows.splice(-2, 0, [t('filesReceived'), `${of(progress.filesReceived, progress.filesToReceive)} · ${t('common:ofWhole', { part: formatBytes(language, progress.fileBytesReceived), whole: formatBytes(language, progress.fileBytesToReceive) })}`]);
  if (progress.quarantined > 0) rows.splice(2, 0, [t('quarantined'), number(progress.quarantined)]);
  if (progress.repaired > 0) rows.splice(-2, 0, [t('repaired'), number(progress.repaired)]);
  if (progress.unequal > 0) rows.splice(-2, 0, [t('unequal'), number(progress.unequal)]);
  const asideDone = progress.phase === 'done' && progress.quarantined > 0;
  const at = progress.endedAt ?? progress.startedAt;
  return (
    <div className={styles.figures} data-testid="sync-state" data-phase={progress.phase} data-started={progress.startedAt ?? ''}>
      <div role="status" className={styles.phase}>
        <Mark tone={asideDone ? 'warn' : tones[progress.phase]}>{asideDone ? t('doneAside') : t(`phase.${progress.phase}`)}</Mark>
        {at !== null && <span className={styles.text}>{formatMoment(language, at, now)}</span>}
      </div>
      {progress.restored && <p className={styles.text} data-testid="sync-restored"><Mark tone="warn">{t('restored')}</Mark></p>}
      {progress.unequal > 0 && <p className={styles.text} data-testid="sync-unequal"><Mark tone="warn">{t('unequalText')}</Mark></p>}
      {progress.phase !== 'idle' && (
        <>
          <Progress value={share * 100} aria-label={t('progress')} size="md" />
          <dl className={styles.list}>
            {rows.map(([label, words]) => [<dt key={`${label}:`}>{label}</dt>, <dd key={label}>{words}</dd>])}
          </dl>
        </>
      )}
    </div>
  );
};
