import { useTranslation } from 'react-i18next';
import type { CaseRow } from '../../../shared/ipc/rows.ts';
import { useOnce } from '../../api/use-once.ts';
import { useClock } from '../../components/clock-context.ts';
import { StatusMark } from '../../components/marks/StatusMark.tsx';
import { TravelMark } from '../../components/marks/TravelMark.tsx';
import { DataTable, type Column } from '../../components/table/DataTable.tsx';
import { formatMoment } from '../../i18n/format-date.ts';
import { localName, localPerson } from '../../i18n/local-name.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import styles from './CaseTable.module.css';

type Props = {
  readonly label: string;
  readonly rows: readonly CaseRow[];
  readonly activeId: string | null;
  readonly onActive: (id: string) => void;
  readonly onOpen: (id: string) => void;
  /** For the narrow list beside a case: person and risk in one cell, fewer columns. */
  readonly narrow?: boolean;
};

/** Cases as a dense table. */
export const CaseTable = ({ label, rows, activeId, onActive, onOpen, narrow = false }: Props) => {
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
    return found ? ` → ${localName(language, found)}` : '';
  };
  const columns: Column<CaseRow>[] = [
    {
      key: 'person',
      title: narrow ? t('column.personRisk') : t('column.person'),
      width: 'minmax(0, 2.2fr)',
      cell: (row) => (
        <>
          <span className={styles.name}>{localPerson(language, row.personKk, row.personRu)}</span>
          {narrow && <span className={styles.under}>{risk(row.risk)}</span>}
        </>
      ),
    },
    ...(narrow ? [] : [
      { key: 'risk', title: t('column.risk'), width: 'minmax(0, 1.8fr)', cell: (row: CaseRow) => risk(row.risk) },
      { key: 'number', title: t('column.number'), width: '132px', cell: (row: CaseRow) => row.number },
    ]),
    { key: 'status', title: t('column.status'), width: narrow ? '150px' : 'minmax(120px, 1.1fr)', cell: (row) => <><StatusMark status={row.status} quiet />{place(row.transferredTo)}</> },
    ...(narrow ? [] : [{ key: 'travel', title: t('column.travel'), width: '128px', cell: (row: CaseRow) => <TravelMark travel={row.travel} /> }]),
    { key: 'by', title: t('column.by'), width: narrow ? '110px' : '150px', cell: (row) => row.byName },
    { key: 'changed', title: t('column.changed'), width: narrow ? '84px' : '124px', align: 'end', cell: (row) => formatMoment(language, row.changedAt, now) },
  ];
  return <DataTable label={label} rows={rows} columns={columns} activeId={activeId} onActive={onActive} onOpen={onOpen} rowHeight={narrow ? 50 : 36} testId="case-table" />;
};
