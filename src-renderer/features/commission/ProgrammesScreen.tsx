import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProgrammeRow } from '../../../shared/ipc/mse-rows.ts';
import { useLive } from '../../api/use-live.ts';
import { EmptyState } from '../../components/layout/EmptyState.tsx';
import { Panel } from '../../components/layout/Panel.tsx';
import { Screen } from '../../components/layout/Screen.tsx';
import { DataTable, type Column } from '../../components/table/DataTable.tsx';
import { formatShortDate } from '../../i18n/format-date.ts';
import { localPerson } from '../../i18n/local-name.ts';
import { useLanguage } from '../../i18n/use-language.ts';

/** Individual programmes, those that run first. */
export const ProgrammesScreen = ({ onOpen }: { readonly onOpen: (id: string) => void }) => {
  const { t } = useTranslation('mse');
  const language = useLanguage();
  const rows = useLive('programme.list', {}).value?.rows;
  const [activeId, setActiveId] = useState<string | null>(null);
  const columns: Column<ProgrammeRow>[] = [
    { key: 'person', title: t('column.person'), width: 'minmax(0, 1.6fr)', cell: (row) => <strong>{localPerson(language, row.personKk, row.personRu)}</strong> },
    { key: 'from', title: t('field.from'), width: '110px', cell: (row) => formatShortDate(row.from) },
    { key: 'until', title: t('column.until'), width: '170px', cell: (row) => (row.until ? formatShortDate(row.until) : t('term.indefinite')) },
    { key: 'progress', title: t('column.progress'), width: '180px', cell: (row) => t('progress', { done: row.done, total: row.total }) },
  ];
  return (
    <Screen title={t('title.programmes')}>
      <Panel fill flush>
        {rows?.length === 0 ? <EmptyState title={t('empty.programmes.title')}>{t('empty.programmes.text')}</EmptyState> : <DataTable label={t('title.programmes')} rows={rows ?? []} columns={columns} activeId={activeId} onActive={setActiveId} onOpen={onOpen} testId="programmes" />}
      </Panel>
    </Screen>
  );
};
