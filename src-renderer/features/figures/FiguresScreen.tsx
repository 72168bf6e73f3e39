import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppError } from '../../../shared/base/app-error.ts';
import type { PlainDate } from '../../../shared/base/plain-date.ts';
import { officeTables, type Say } from '../../../shared/domain/figures/office-tables.ts';
import type { OfficeFigures } from '../../../shared/domain/figures/office-figures.ts';
import { ExportFormat } from '../../../shared/ipc/figures-rows.ts';
import { call } from '../../api/call.ts';
import { useLive } from '../../api/use-live.ts';
import { useOnce } from '../../api/use-once.ts';
import { useToday } from '../../components/clock-context.ts';
import { FigurePanel } from '../../components/charts/FigurePanel.tsx';
import { ErrorNotice } from '../../components/errors/ErrorNotice.tsx';
import { StaleNotice } from '../../components/errors/StaleNotice.tsx';
import { Scroller } from '../../components/layout/Scroller.tsx';
import { Screen } from '../../components/layout/Screen.tsx';
import { showPrinted } from '../../components/show-printed.ts';
import { formatNumber } from '../../i18n/format-number.ts';
import { localName } from '../../i18n/local-name.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { PeriodPicker } from './PeriodPicker.tsx';
import { periodOf } from './period-presets.ts';
import styles from './Figures.module.css';

const Tiles = ({ figures }: { readonly figures: OfficeFigures }) => {
  const { t } = useTranslation('figures');
  const language = useLanguage();
  const tiles: [string, string][] = [
    [t('tile.opened'), formatNumber(language, figures.opened)],
    [t('tile.decided'), formatNumber(language, figures.wait.bands.reduce((sum, { cases }) => sum + cases, 0))],
    [t('tile.open'), formatNumber(language, figures.open)],
    [t('tile.median'), figures.wait.median === null ? '—' : t('tile.days', { days: figures.wait.median })],
    [t('tile.late'), formatNumber(language, figures.deadlines.late + figures.deadlines.overdue)],
  ];
  return <dl className={styles.tiles} data-testid="figures-tiles">{tiles.map(([words, value]) => <div key={words} className={styles.tile}><dt>{words}</dt><dd>{value}</dd></div>)}</dl>;
};

const halves: ReadonlySet<string> = new Set(['wait', 'deadlines']);
/** Halves stand beside one another. */
const order = ['cases', 'wait', 'deadlines', 'workers', 'causes', 'ages'];

/** The figures of the office over a period: on the screen, and as a file. */
export const FiguresScreen = () => {
  const { t } = useTranslation('figures');
  const language = useLanguage();
  const today = useToday();
  const [days, setDays] = useState<{ from: PlainDate | null; to: PlainDate | null }>(() => periodOf('year', today));
  const [failure, setFailure] = useState<AppError | null>(null);
  const [busy, setBusy] = useState<ExportFormat | null>(null);
  const risks = useOnce('risk.list', {})?.risks ?? [];
  const { from, to } = days;
  const period = from !== null && to !== null && from <= to ? { from, to } : null;
  const live = useLive('figures.read', period && { period });
  const figures = live.value;
  const riskWords = (id: string) => {
    const risk = risks.find((one) => one.id === id);
    return risk ? localName(language, risk) : id;
  };
  const put = async (format: ExportFormat) => {
    if (!period) return;
    setBusy(format);
    const made = await call('figures.export', { period, format, language });
    setBusy(null);
    setFailure(made.ok ? null : made.error);
    if (made.ok) showPrinted(made.value.name, (how) => call('paper.open', { name: made.value.name, how }));
  };
  const tables = figures ? officeTables(figures, t as unknown as Say, riskWords) : [];
  return (
    <Screen
      title={t('title')}
      beside={<StaleNotice live={live} />}
      actions={<div role="group" aria-label={t('export.label')} className={styles.exports}>{ExportFormat.options.map((format) => <Button key={format} variant="default" disabled={!period} loading={busy === format} onClick={() => void put(format)} data-testid={`figures-${format}`}>{t(`export.${format}`)}</Button>)}</div>}
    >
      <PeriodPicker today={today} from={from} to={to} onChange={(first, last) => setDays({ from: first, to: last })} fault={from !== null && to !== null && from > to ? t('errors:issue.periodOrder') : undefined} />
      {failure && <ErrorNotice error={failure} />}
      {live.error && !figures && <ErrorNotice error={live.error} />}
      <Scroller className={styles.scroll} label={t('title')}>
        <div className={styles.all} data-testid="figures">
          {figures && <Tiles figures={figures} />}
          {tables.toSorted((a, b) => order.indexOf(a.id) - order.indexOf(b.id)).map((table) => <FigurePanel key={table.id} table={table} half={halves.has(table.id)} />)}
          <p className={styles.note}>{t('lead')}</p>
        </div>
      </Scroller>
    </Screen>
  );
};
