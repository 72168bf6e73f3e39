import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BatchCaseRow } from '../../../shared/ipc/rows.ts';
import { grandTotal } from '../../../shared/rules/desk/batch-totals.ts';
import { useOnce } from '../../api/use-once.ts';
import type { Column } from '../../components/table/DataTable.tsx';
import { PagedTable } from '../../components/table/PagedTable.tsx';
import { formatDecimal } from '../../i18n/format-decimal.ts';
import { formatShortDate } from '../../i18n/format-date.ts';
import { localName, localPerson } from '../../i18n/local-name.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { leaveOut } from './compose-store.ts';
import styles from './BatchScreen.module.css';

type Props = { readonly rows: readonly BatchCaseRow[]; readonly without: ReadonlySet<string>; readonly onOpen: (id: string) => void };

const seen = () => undefined;

/** The cases that fit, each in the batch until it is taken out: Space, or the box before it. */
export const ComposeTable = ({ rows, without, onOpen }: Props) => {
  const { t } = useTranslation('batch');
  const language = useLanguage();
  const [activeId, setActiveId] = useState<string | null>(null);
  const risks = useOnce('risk.list', {})?.risks ?? [];
  const at = Math.max(0, rows.findIndex(({ id }) => id === activeId));
  const chosen = new Set(rows.filter(({ id }) => !without.has(id)).map(({ id }) => id as string));
  const risk = (id: string) => {
    const found = risks.find((one) => one.id === id);
    return found ? localName(language, found) : id;
  };
  const columns: readonly Column<BatchCaseRow>[] = [
    { key: 'mark', title: '✓', width: '18px', cell: (row) => <span aria-hidden="true" className={styles.box} data-on={chosen.has(row.id) || undefined} onClick={(event) => { event.stopPropagation(); leaveOut([row.id], chosen.has(row.id)); }}>{chosen.has(row.id) ? '✓' : ''}</span> },
    { key: 'person', title: t('case:column.personRisk'), width: 'minmax(0, 1fr)', cell: (row) => <><span className={styles.name}>{localPerson(language, row.personKk, row.personRu)}</span><span className={styles.under}>{risk(row.risk)}</span></> },
    { key: 'sum', title: t('desk:column.sum'), width: '96px', align: 'end', cell: (row) => { const { monthly, once } = grandTotal(row.parts); if (monthly !== '0') return formatDecimal(language, monthly); return once === '0' ? '—' : t('desk:once', { sum: formatDecimal(language, once) }); } },
    { key: 'approved', title: t('approved'), width: '92px', align: 'end', cell: (row) => formatShortDate(row.approvedOn) },
  ];
  return (
    <PagedTable label={t('toRelease')} total={rows.length} offset={0} rows={rows} columns={columns} at={at} onAt={(to) => setActiveId(rows[to]?.id ?? null)} onSeen={seen} onOpen={(row) => onOpen(row.id)}
      marked={chosen} onMark={(of, on) => leaveOut(of.map(({ id }) => id), !on)} rowHeight={50} testId="case-table" />
  );
};
