import { Button, Menu } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { officeDay } from '../../../shared/base/office-day.ts';
import type { BlankRow } from '../../../shared/ipc/mse-rows.ts';
import { call } from '../../api/call.ts';
import { useLive } from '../../api/use-live.ts';
import { StaleNotice } from '../../components/errors/StaleNotice.tsx';
import { EmptyState } from '../../components/layout/EmptyState.tsx';
import { Panel } from '../../components/layout/Panel.tsx';
import { Screen } from '../../components/layout/Screen.tsx';
import { Mark } from '../../components/marks/Mark.tsx';
import { showPrinted } from '../../components/show-printed.ts';
import { showToast } from '../../components/toasts/show-toast.ts';
import { DataTable, type Column } from '../../components/table/DataTable.tsx';
import { errorWords } from '../../i18n/error-words.ts';
import { formatShortDate } from '../../i18n/format-date.ts';
import { BlankForms } from './BlankForms.tsx';
import styles from './Commission.module.css';

const tones = { left: 'plain', issued: 'good', spoilt: 'bad' } as const;

/** The register of numbered blanks: what came, what was given out or spoilt, what is left. */
export const BlanksScreen = () => {
  const { t } = useTranslation('mse');
  const live = useLive('blank.list', {});
  const [activeId, setActiveId] = useState<string | null>(null);
  const { rows = [], counts, next = null } = live.value ?? {};
  const print = async (language: 'kk' | 'ru') => {
    const answer = await call('blank.paper', { language });
    if (answer.ok) showPrinted(answer.value.name, (how) => call('paper.open', { name: answer.value.name, how }));
    else showToast((words) => errorWords(words, answer.error).title, { trouble: true });
  };
  const columns: Column<BlankRow>[] = [
    { key: 'number', title: t('blank.number'), width: '112px', cell: (row) => <strong>{row.number}</strong> },
    { key: 'state', title: t('blank.state'), width: '108px', cell: (row) => <Mark tone={tones[row.state]} quiet>{t(`blank.${row.state}`)}</Mark> },
    { key: 'act', title: t('blank.act'), width: '116px', cell: (row) => row.act ?? '' },
    { key: 'reason', title: t('blank.reason'), width: 'minmax(0, 1fr)', cell: (row) => row.second.length > 0 ? <span data-testid="blank-second"><Mark tone="bad" quiet>{t('blank.second', { names: row.second.join('; ') })}</Mark></span> : <span title={row.reason}>{row.reason}</span> },
    { key: 'by', title: t('blank.by'), width: 'minmax(0, 0.8fr)', cell: (row) => <span title={row.byName}>{row.byName}</span> },
    { key: 'day', title: t('blank.day'), width: '96px', align: 'end', cell: (row) => formatShortDate(officeDay(row.at)) },
  ];
  return (
    <Screen title={t('blank.title')} beside={<>{counts && <span data-testid="blank-counts">{t('blank.counts', counts)}</span>}<StaleNotice live={live} /></>} actions={
      <Menu transitionProps={{ duration: 0 }} portalProps={{ target: 'main' }} position="bottom-end">
        <Menu.Target><Button variant="default" disabled={rows.length === 0} data-testid="print-blanks">{t('paper.print')}</Button></Menu.Target>
        <Menu.Dropdown><Menu.Item onClick={() => void print('kk')}>Қаз</Menu.Item><Menu.Item onClick={() => void print('ru')}>Рус</Menu.Item></Menu.Dropdown>
      </Menu>
    }>
      <div className={styles.columns}>
        <div>
          <Panel fill flush>
            {live.value && rows.length === 0 ? <EmptyState title={t('blank.empty')}>{t('blank.emptyText')}</EmptyState> : <DataTable label={t('blank.title')} rows={rows} columns={columns} activeId={activeId} onActive={setActiveId} onOpen={setActiveId} testId="blanks" />}
          </Panel>
        </div>
        <div className={styles.side}><BlankForms next={next} chosen={rows.find(({ id }) => id === activeId)?.number ?? next} /></div>
      </div>
    </Screen>
  );
};
