import { useTranslation } from 'react-i18next';
import type { QueuePage, QueueRow } from '../../../shared/ipc/queue-rows.ts';
import { useOnce } from '../../api/use-once.ts';
import { useClock } from '../../components/clock-context.ts';
import type { Column } from '../../components/table/DataTable.tsx';
import { PagedTable } from '../../components/table/PagedTable.tsx';
import { formatDecimal } from '../../i18n/format-decimal.ts';
import { formatMoment } from '../../i18n/format-date.ts';
import { localName, localPerson } from '../../i18n/local-name.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { DueMark } from './DueMark.tsx';
import { markRows, standOn, useQueue } from './queue-store.ts';
import styles from './ReviewScreen.module.css';

type Props = { readonly page: QueuePage; readonly at: number; readonly onSeen: (first: number, last: number) => void; readonly onOpen: (row: QueueRow) => void };

/** What waits, two lines a row: whom it is about and what for, how much and whose work, until when. */
export const QueueTable = ({ page, at, onSeen, onOpen }: Props) => {
  const { t } = useTranslation('desk');
  const language = useLanguage();
  const now = useClock()();
  const marked = useQueue((state) => state.marked);
  const risks = useOnce('risk.list', {})?.risks ?? [];
  const risk = (id: string) => {
    const found = risks.find((one) => one.id === id);
    return found ? localName(language, found) : id;
  };
  const sumWords = ({ sum }: QueueRow): string => {
    if (sum === null) return '';
    if (sum.monthly !== '0') return formatDecimal(language, sum.monthly);
    return sum.once === '0' ? '0' : t('once', { sum: formatDecimal(language, sum.once) });
  };
  const columns: readonly Column<QueueRow>[] = [
    { key: 'mark', title: '✓', width: '18px', cell: (row) => <span aria-hidden="true" className={styles.box} data-on={marked.has(row.id) || undefined} onClick={(event) => { event.stopPropagation(); markRows([row.id], !marked.has(row.id)); }}>{marked.has(row.id) ? '✓' : ''}</span> },
    {
      key: 'person', title: t('column.person'), width: 'minmax(0, 1fr)',
      cell: (row) => <><span className={styles.name} title={localPerson(language, row.personKk, row.personRu)}>{localPerson(language, row.personKk, row.personRu) || row.number}</span><span className={styles.under}>{[row.kind === 'review' ? '' : t(`kind.${row.kind}`), risk(row.risk)].filter(Boolean).join(' · ')}</span></>,
    },
    { key: 'sum', title: t('column.sum'), width: 'minmax(0, 0.5fr)', align: 'end', cell: (row) => <><span>{sumWords(row)}</span><span className={styles.under} title={row.byName}>{row.byName}</span></> },
    { key: 'due', title: t('column.due'), width: '92px', align: 'end', cell: (row) => <><DueMark due={row.due} urgency={row.urgency} /><span className={styles.under}>{formatMoment(language, row.since, now)}</span></> },
  ];
  return (
    <PagedTable
      label={t('title')} total={page.total} offset={page.offset} rows={page.rows} columns={columns} at={at} onAt={(to) => standOn(to, page.rows[to - page.offset]?.id ?? null)} onSeen={onSeen} onOpen={onOpen}
      marked={marked} onMark={(rows, on) => markRows(rows.map(({ id }) => id), on)} rowHeight={50} testId="queue-table"
    />
  );
};
