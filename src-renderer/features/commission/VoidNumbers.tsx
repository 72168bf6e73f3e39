import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { officeDay } from '../../../shared/base/office-day.ts';
import type { RegisterLine } from '../../../shared/domain/mse/register-line.ts';
import { useLive } from '../../api/use-live.ts';
import { EmptyState } from '../../components/layout/EmptyState.tsx';
import { DataTable, type Column } from '../../components/table/DataTable.tsx';
import { formatShortDate } from '../../i18n/format-date.ts';

/** Numbers of acts and minutes that were taken and given up: none vanishes, each stands here with who and why. */
export const VoidNumbers = () => {
  const { t } = useTranslation('mse');
  const rows = useLive('register.list', {}).value?.rows;
  const [activeId, setActiveId] = useState<string | null>(null);
  const columns: Column<RegisterLine>[] = [
    { key: 'number', title: t('column.number'), width: '140px', cell: (row) => <strong>{row.number}</strong> },
    { key: 'kind', title: t('voids.of'), width: '130px', cell: (row) => t(`voids.${row.kind}`) },
    { key: 'reason', title: t('field.reason'), width: 'minmax(0, 1.4fr)', cell: (row) => <span title={row.reason}>{row.reason === 'rejected' ? t('voids.rejected') : row.reason}</span> },
    { key: 'by', title: t('blank.by'), width: 'minmax(0, 0.8fr)', cell: (row) => row.step.byName },
    { key: 'day', title: t('blank.day'), width: '96px', align: 'end', cell: (row) => formatShortDate(officeDay(row.step.at)) },
  ];
  if (rows?.length === 0) return <EmptyState title={t('voids.empty')}>{t('voids.emptyText')}</EmptyState>;
  return <DataTable label={t('voids.title')} rows={rows ?? []} columns={columns} activeId={activeId} onActive={setActiveId} onOpen={setActiveId} testId="void-numbers" />;
};
