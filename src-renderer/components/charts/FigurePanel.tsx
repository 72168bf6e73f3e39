import { useTranslation } from 'react-i18next';
import { barChart } from '../../../shared/domain/figures/bar-chart.ts';
import type { FigureTable } from '../../../shared/domain/figures/figure-table.ts';
import { EmptyState } from '../layout/EmptyState.tsx';
import { Panel } from '../layout/Panel.tsx';
import { formatNumber } from '../../i18n/format-number.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { BarFigure } from './BarFigure.tsx';
import styles from './Charts.module.css';
import { FigureTableView } from './FigureTableView.tsx';

/** A figure: its chart, its table beside it (`stacked`: under it), and what must be said of it. `half`: in half of the width. */
export const FigurePanel = ({ table, half = false, stacked = false }: { readonly table: FigureTable; readonly half?: boolean; readonly stacked?: boolean }) => {
  const { t } = useTranslation('figures');
  const language = useLanguage();
  const isSum = table.rows.length > 2 && table.rows.at(-1)?.[0] === t('total');
  const write = (value: number) => formatNumber(language, value);
  return (
    <div className={half ? styles.half : styles.whole}>
      <Panel title={table.title}>
        {table.rows.length === 0
          ? <EmptyState title={t('empty')} />
          : (
            <div className={stacked || !table.chart ? styles.stacked : styles.beside}>
              {table.chart && <BarFigure chart={barChart(table, { width: half ? 232 : 470, write, isSum })} title={t('chartOf', { title: table.title })} />}
              <FigureTableView table={table} isSum={isSum} testId={`figures-${table.id}`} />
            </div>
          )}
        {table.note && <p className={styles.note}>{table.note}</p>}
      </Panel>
    </div>
  );
};
