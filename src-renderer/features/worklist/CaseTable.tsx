import { useMediaQuery } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import type { CaseRow } from '../../../shared/ipc/rows.ts';
import { useOnce } from '../../api/use-once.ts';
import { useClock } from '../../components/clock-context.ts';
import { StatusMark } from '../../components/marks/StatusMark.tsx';
import { TravelMark } from '../../components/marks/TravelMark.tsx';
import { DataTable, type Column } from '../../components/table/DataTable.tsx';
import { formatMoment } from '../../i18n/format-date.ts';
import { areaName } from '../../i18n/area-name.ts';
import { localName, localPerson } from '../../i18n/local-name.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import styles from './CaseTable.module.css';

type Props = {
  readonly label: string;
  readonly rows: readonly CaseRow[];
  readonly activeId: string | null;
  readonly onActive: (id: string) => void;
  readonly onOpen: (id: string) => void;
  /** What the list is for: a whole room, the list beside a case, the cases of one person, those that left. */
  readonly shape?: 'room' | 'beside' | 'person' | 'transferred';
};

const shapes = {
  room: ['person', 'risk', 'number', 'status', 'travel', 'by', 'changed'],
  beside: ['personRisk', 'byChanged'],
  person: ['risk', 'number', 'status', 'travel', 'changed'],
  transferred: ['person', 'risk', 'number', 'to', 'by', 'changed'],
} as const;

/** Cases as a dense table. */
export const CaseTable = ({ label, rows, activeId, onActive, onOpen, shape = 'room' }: Props) => {
  const { t } = useTranslation('case');
  const language = useLanguage();
  const now = useClock()();
  const risks = useOnce('risk.list', {})?.risks ?? [];
  const areas = useOnce('area.list', {})?.areas ?? [];
  const risk = (id: string) => {
    const found = risks.find((one) => one.id === id);
    return found ? localName(language, found) : id;
  };
  const place = (kato: string | null) => {
    const found = areas.find((area) => area.kato === kato);
    return found ? areaName(t, language, found) : '';
  };
  const two = shape === 'beside';
  // At 125 % zoom of a 1366-pixel screen the names need the place.
  const small = useMediaQuery('(max-width: 1200px)');
  const all: Record<string, Column<CaseRow>> = {
    person: { key: 'person', title: t('column.person'), width: 'minmax(0, 1.7fr)', cell: (row) => <span className={styles.name} title={localPerson(language, row.personKk, row.personRu)}>{localPerson(language, row.personKk, row.personRu)}</span> },
    personRisk: {
      key: 'personRisk', title: t('column.personRisk'), width: 'minmax(0, 1fr)',
      cell: (row) => <><span className={styles.name} title={localPerson(language, row.personKk, row.personRu)}>{localPerson(language, row.personKk, row.personRu)}</span><span className={styles.under}>{risk(row.risk)}</span></>,
    },
    risk: { key: 'risk', title: t('column.risk'), width: 'minmax(0, 1.2fr)', cell: (row) => risk(row.risk) },
    number: { key: 'number', title: t('column.number'), width: two || shape === 'person' ? '140px' : '120px', cell: (row) => row.number },
    status: { key: 'status', title: t('column.status'), width: '108px', cell: (row) => <StatusMark status={row.status} quiet /> },
    to: { key: 'to', title: t('transferTo'), width: 'minmax(0, 1fr)', cell: (row) => place(row.transferredTo) },
    travel: { key: 'travel', title: t('column.travel'), width: '112px', cell: (row) => <TravelMark travel={row.travel} /> },
    by: { key: 'by', title: t('column.by'), width: 'minmax(0, 0.75fr)', cell: (row) => <span title={row.byName}>{row.byName}</span> },
    byChanged: {
      key: 'byChanged', title: t('column.changed'), width: 'minmax(0, 0.55fr)', align: 'end',
      cell: (row) => <><span title={row.byName}>{row.byName}</span><span className={styles.under}>{formatMoment(language, row.changedAt, now)}</span></>,
    },
    changed: { key: 'changed', title: t('column.changed'), width: '96px', align: 'end', cell: (row) => formatMoment(language, row.changedAt, now) },
  };
  const columns = shapes[shape].filter((key) => !small || key !== 'by').flatMap((key) => all[key] ?? []);
  return <DataTable label={label} rows={rows} columns={columns} activeId={activeId} onActive={onActive} onOpen={onOpen} rowHeight={two ? 50 : 36} testId="case-table" />;
};
