import { useTranslation } from 'react-i18next';
import type { FigureTable } from '../../../shared/domain/figures/figure-table.ts';
import type { StreamLag, SyncRun } from '../../../shared/ipc/monitor-rows.ts';
import { useLive } from '../../api/use-live.ts';
import { FigurePanel } from '../../components/charts/FigurePanel.tsx';
import { FigureTableView } from '../../components/charts/FigureTableView.tsx';
import { useClock } from '../../components/clock-context.ts';
import { EmptyState } from '../../components/layout/EmptyState.tsx';
import { Panel } from '../../components/layout/Panel.tsx';
import { formatMoment } from '../../i18n/format-date.ts';
import { formatBytes } from '../../i18n/format-number.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import styles from './SyncScreen.module.css';

/** As many as are looked at together. */
const shown = 8;
const kilobytes = (bytes: number): number => Math.round(bytes / 102.4) / 10;

/** The line as it was measured, how far each stream has been read, and the synchronisations before, as a small chart and a table. */
export const SyncMonitorPanel = () => {
  const { t } = useTranslation('sync');
  const language = useLanguage();
  const now = useClock()();
  const monitor = useLive('sync.monitor', {}).value;
  if (!monitor) return null;
  const streamWords = (stream: string): string => {
    const kind = stream.split('/')[1] ?? '';
    return t(`monitor.${(['registry', 'casework', 'medical', 'extracts', 'expert'] as const).find((one) => one === kind) ?? 'stream'}`);
  };
  const endedWords = ({ phase, quarantined, repaired, unequal }: SyncRun): string => {
    if (phase !== 'done') return t(`phase.${phase}`);
    if (quarantined > 0) return t('doneAside');
    if (unequal > 0) return t('doneUnequal', { count: unequal });
    return repaired > 0 ? t('doneRepaired', { count: repaired }) : t('phase.done');
  };
  const streams: Pick<FigureTable, 'columns' | 'rows' | 'title' | 'id'> = {
    id: 'streams', title: t('monitor.streams'),
    columns: [{ title: t('monitor.stream'), type: 'text' }, { title: t('monitor.read'), type: 'number' }, { title: t('monitor.behind'), type: 'number' }],
    rows: monitor.streams.map(({ stream, seq, behind }: StreamLag) => [streamWords(stream), seq, behind]),
  };
  const history: FigureTable = {
    id: 'runs', title: t('monitor.history'), chart: [4, 5],
    columns: [
      { title: t('monitor.when'), type: 'text' }, { title: t('monitor.ended'), type: 'text' }, { title: t('monitor.sent'), type: 'number' }, { title: t('monitor.received'), type: 'number' },
      { title: t('monitor.up'), type: 'expected' }, { title: t('monitor.down'), type: 'expected' }, { title: t('monitor.seconds'), type: 'expected' },
    ],
    rows: monitor.runs.slice(0, shown).map((run: SyncRun) => [
      formatMoment(language, run.startedAt, now), endedWords(run), run.entries, run.items, kilobytes(run.bytesUp), kilobytes(run.bytesDown), run.seconds,
    ]),
  };
  return (
    <>
      <Panel title={t('monitor.title')}>
        <dl className={styles.list}>
          <dt>{t('monitor.speed')}</dt><dd data-testid="sync-speed">{monitor.bytesPerSecond === null ? t('monitor.notMeasured') : t('monitor.perSecond', { bytes: formatBytes(language, Math.round(monitor.bytesPerSecond)) })}</dd>
        </dl>
        {monitor.streams.length === 0 ? <EmptyState title={t('monitor.none')} /> : <div className={styles.streams}><FigureTableView table={streams} testId="sync-streams" /></div>}
      </Panel>
      {history.rows.length === 0 ? <Panel title={t('monitor.history')}><EmptyState title={t('monitor.empty')} /></Panel> : <FigurePanel table={history} stacked />}
    </>
  );
};
