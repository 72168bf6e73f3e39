import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AssessmentRow } from '../../../shared/ipc/mse-rows.ts';
import { useToday } from '../../components/clock-context.ts';
import { Mark } from '../../components/marks/Mark.tsx';
import { DataTable, type Column } from '../../components/table/DataTable.tsx';
import { formatShortDate } from '../../i18n/format-date.ts';
import { localPerson } from '../../i18n/local-name.ts';
import { useLanguage } from '../../i18n/use-language.ts';

const tones = { referred: 'plain', scheduled: 'half', signing: 'warn', decided: 'good', refused: 'bad' } as const;
const shapes = { calendar: ['day', 'slot', 'person', 'place', 'kind', 'status'], waiting: ['number', 'person', 'kind', 'mode', 'due'], all: ['number', 'person', 'kind', 'mode', 'day', 'status'] } as const;

type Props = { readonly label: string; readonly rows: readonly AssessmentRow[]; readonly shape: keyof typeof shapes; readonly onOpen: (id: string) => void };

/** Examinations as a dense table: those that are set, by day, those that wait for a day, or all there are. */
export const AssessmentTable = ({ label, rows, shape, onOpen }: Props) => {
  const { t } = useTranslation('mse');
  const language = useLanguage();
  const today = useToday();
  const [activeId, setActiveId] = useState<string | null>(null);
  const all: Record<string, Column<AssessmentRow>> = {
    day: { key: 'day', title: t('column.day'), width: '92px', cell: (row) => (row.day ? formatShortDate(row.day) : '') },
    slot: { key: 'slot', title: t('column.slot'), width: '62px', align: 'end', cell: (row) => row.slot ?? '' },
    person: { key: 'person', title: t('column.person'), width: 'minmax(0, 1.6fr)', cell: (row) => <strong>{localPerson(language, row.personKk, row.personRu)}</strong> },
    place: { key: 'place', title: t('column.place'), width: 'minmax(0, 1.1fr)', cell: (row) => [row.place, row.fieldTrip ? t('fieldTrip') : ''].filter(Boolean).join(' · ') },
    kind: { key: 'kind', title: t('column.kind'), width: '120px', cell: (row) => t(`kind.${row.kind}`) },
    mode: { key: 'mode', title: t('field.mode'), width: '120px', cell: (row) => (row.opinions ? `${t(`mode.${row.mode}`)} ${String(row.opinions.given)}/${String(row.opinions.wanted)}` : t(`mode.${row.mode}`)) },
    status: { key: 'status', title: t('column.status'), width: '128px', cell: (row) => <Mark tone={tones[row.status]} quiet>{t(`status.${row.status}`)}</Mark> },
    number: { key: 'number', title: t('column.number'), width: '122px', cell: (row) => row.number },
    due: { key: 'due', title: t('column.due'), width: '196px', align: 'end', cell: (row) => (row.dueBy < today ? <Mark tone="bad" quiet>{formatShortDate(row.dueBy)} · {t('dueState.overdue')}</Mark> : formatShortDate(row.dueBy)) },
  };
  return <DataTable label={label} rows={rows} columns={shapes[shape].flatMap((key) => all[key] ?? [])} activeId={activeId} onActive={setActiveId} onOpen={onOpen} testId={`assessments-${shape}`} />;
};
