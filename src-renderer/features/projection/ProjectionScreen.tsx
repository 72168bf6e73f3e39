import { Button, Menu } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppError } from '../../../shared/base/app-error.ts';
import type { Say } from '../../../shared/domain/figures/office-tables.ts';
import { ExportFormat } from '../../../shared/ipc/figures-rows.ts';
import { projectionTables } from '../../../shared/rules/projection/projection-tables.ts';
import { call } from '../../api/call.ts';
import { useLive } from '../../api/use-live.ts';
import { useOnce } from '../../api/use-once.ts';
import { FigurePanel } from '../../components/charts/FigurePanel.tsx';
import { ErrorNotice } from '../../components/errors/ErrorNotice.tsx';
import { StaleNotice } from '../../components/errors/StaleNotice.tsx';
import { EmptyState } from '../../components/layout/EmptyState.tsx';
import { Panel } from '../../components/layout/Panel.tsx';
import { Screen } from '../../components/layout/Screen.tsx';
import { Scroller } from '../../components/layout/Scroller.tsx';
import { showPrinted } from '../../components/show-printed.ts';
import { lawWords } from '../../i18n/law-words.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { AssumptionsForm } from './AssumptionsForm.tsx';
import { readAssumptions, typedOf, type TypedAssumptions } from './typed-assumptions.ts';
import styles from './Projection.module.css';

const files = ['projection', 'obligations', 'dictionary'] as const;

/** What the office owes, carried on over years by assumptions that one sees and changes (Concept, S16). */
export const ProjectionScreen = () => {
  const { t } = useTranslation('figures');
  const language = useLanguage();
  const risks = useOnce('law.risks', {})?.risks ?? [];
  const [typed, setTyped] = useState<TypedAssumptions>({});
  const [failure, setFailure] = useState<AppError | null>(null);
  const first = useLive('projection.read', { assumptions: null });
  const base = first.value?.assumptions;
  const read = base && Object.keys(typed).length > 0 ? readAssumptions(base, typed) : undefined;
  const live = useLive('projection.read', read?.assumptions ? { assumptions: read.assumptions } : null);
  const view = read ? (live.value ?? first.value) : first.value;
  const titles = {
    risk: (id: string) => { const risk = risks.find((one) => one.id === id); return risk ? lawWords(language, risk.title) : id; },
    programme: (id: string) => { const found = risks.flatMap(({ programmes }) => programmes).find((one) => one.id === id); return found ? lawWords(language, found.title) : id; },
  };
  const put = async (what: (typeof files)[number], format: ExportFormat) => {
    const made = await call('projection.export', { what, assumptions: read?.assumptions ?? null, format, language });
    setFailure(made.ok ? null : made.error);
    if (made.ok) showPrinted(made.value.name, (how) => call('paper.open', { name: made.value.name, how }));
  };
  const tables = view ? projectionTables(view, t as unknown as Say, titles) : [];
  return (
    <Screen
      title={t('projection.title')}
      beside={<StaleNotice live={first} />}
      actions={
        <Menu transitionProps={{ duration: 0 }} portalProps={{ target: 'main' }} position="bottom-end">
          <Menu.Target><Button variant="default" data-testid="projection-export">{t('export.label')}</Button></Menu.Target>
          <Menu.Dropdown>
            {files.flatMap((what) => ExportFormat.options.map((format) => <Menu.Item key={`${what} ${format}`} onClick={() => void put(what, format)} data-testid={`put-${what}-${format}`}>{t(`projection.export.${what}`)} · {t(`export.${format}`)}</Menu.Item>))}
          </Menu.Dropdown>
        </Menu>
      }
    >
      {(failure ?? (view ? null : first.error)) && <ErrorNotice error={(failure ?? first.error)!} />}
      <div className={styles.both}>
        <Panel title={t('projection.assumptions')} fill>
          {base && <AssumptionsForm base={base} typed={typed} text={typedOf(base)} faults={read?.faults ?? new Set()} programme={titles.programme} onType={(path, text) => setTyped((before) => ({ ...before, [path]: text }))} onReset={() => setTyped({})} />}
        </Panel>
        <Scroller className={styles.scroll} label={t('projection.title')}>
          <div className={styles.all} data-testid="projection" data-payments={view?.payments}>
            {view?.payments === 0 && <Panel><EmptyState title={t('projection.none')}>{t('projection.noneText')}</EmptyState></Panel>}
            {tables.filter(({ id }) => id !== 'assumptions').map((table) => <FigurePanel key={table.id} table={table} stacked />)}
            <p className={styles.note}>{tables.find(({ id }) => id === 'assumptions')?.note}</p>
            <p className={styles.note}>{t('projection.lead')}</p>
          </div>
        </Scroller>
      </div>
    </Screen>
  );
};
