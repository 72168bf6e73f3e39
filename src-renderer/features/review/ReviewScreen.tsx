import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { QueueRow } from '../../../shared/ipc/queue-rows.ts';
import { StaleNotice } from '../../components/errors/StaleNotice.tsx';
import { EmptyState } from '../../components/layout/EmptyState.tsx';
import { Panel } from '../../components/layout/Panel.tsx';
import { Screen } from '../../components/layout/Screen.tsx';
import { Mark } from '../../components/marks/Mark.tsx';
import { useDesk } from '../../components/session-context.ts';
import { CaseView } from '../case/CaseView.tsx';
import { MarkedBar, useApproveMarked } from './MarkedBar.tsx';
import { OtherItem } from './OtherItem.tsx';
import { QueueFilters } from './QueueFilters.tsx';
import { QueueTable } from './QueueTable.tsx';
import { beginQueue, isFiltered, standOn, useQueue } from './queue-store.ts';
import { useQueuePage } from './use-queue-page.ts';
import styles from './ReviewScreen.module.css';

/** All that waits for the supervisor: the queue left, what one stands on right. A approves, R returns, from the list too; Enter steps into the case. */
export const ReviewScreen = ({ onOpenPerson, onOpenConflict }: { readonly onOpenPerson: (id: string) => void; readonly onOpenConflict: (id: string) => void }) => {
  const { t } = useTranslation('desk');
  const { session } = useDesk();
  useEffect(() => beginQueue(session.staff), [session.staff]);
  const { filter, activeId, at: stood, marked } = useQueue();
  const { live, onSeen } = useQueuePage(filter);
  const side = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const many = useApproveMarked();
  const page = live.value;
  const found = page?.rows.findIndex((row) => row.id === activeId) ?? -1;
  // What one stood on has gone from the list: the next one has come to its place.
  const at = page ? (found >= 0 ? found + page.offset : Math.min(stood, Math.max(0, page.total - 1))) : 0;
  const row = page?.rows[at - page.offset];
  useEffect(() => { if (row && row.id !== activeId) standOn(at, row.id); }, [row, activeId, at]);
  // Enter leads where a row is dealt with: a case beside the list, a dispute in its room, a second record on the person's card.
  const open = (found: QueueRow) => {
    if (found.kind === 'conflict') onOpenConflict(found.id.slice(found.id.indexOf(':') + 1));
    else if (found.kind === 'duplicate' && found.personId !== null) onOpenPerson(found.personId);
    else side.current?.querySelector('h1')?.focus();
  };
  const focusList = () => list.current?.querySelector<HTMLElement>('[role="grid"]')?.focus();

  const onKeys = (event: React.KeyboardEvent) => {
    const target = event.target as HTMLElement;
    if (event.ctrlKey || event.altKey || event.metaKey || target.closest('input, textarea, select, [role="dialog"]') !== null) return;
    if (event.code === 'KeyF') {
      event.preventDefault();
      document.getElementById('queue-text')?.focus();
    } else if (event.code === 'KeyA' && marked.size > 0) {
      // not to the case that one stands on
      event.preventDefault();
      event.stopPropagation();
      many.approve();
    }
  };

  const { urgencies = {}, all = 0 } = page?.counts ?? {};
  const near = (['overdue', 'today'] as const).filter((one) => (urgencies[one] ?? 0) > 0);
  return (
    <div className={styles.columns} data-case-keys onKeyDownCapture={onKeys}>
      <div className={styles.list} ref={list}>
        <Screen title={t('title')} beside={<>{page && <span data-testid="queue-total">{t('total', { count: page.total })}</span>}{near.map((one) => <Mark key={one} tone={one === 'overdue' ? 'bad' : 'warn'}>{t(`near.${one}`, { count: urgencies[one] ?? 0 })}</Mark>)}<StaleNotice live={live} /></>}>
          <Panel fill flush>
            {(all > 0 || isFiltered(filter) || (page?.counts.waiting ?? 0) > 0) && <QueueFilters page={page} onList={focusList} />}
            {page && page.total === 0 && (isFiltered(filter) ? <EmptyState title={t('nothingFound.title')}>{t('nothingFound.text')}</EmptyState> : <EmptyState title={t('empty.title')}>{t('empty.text')}</EmptyState>)}
            {page && page.total > 0 && <QueueTable page={page} at={at} onSeen={onSeen} onOpen={open} />}
            <MarkedBar busy={many.busy} onApprove={many.approve} />
          </Panel>
        </Screen>
      </div>
      <div className={styles.side} ref={side}>
        {row && (row.caseId === null ? <OtherItem key={row.id} row={row} onOpenPerson={onOpenPerson} onOpenConflict={onOpenConflict} /> : <CaseView key={row.caseId} id={row.caseId} onOpenPerson={onOpenPerson} narrow onDone={focusList} />)}
      </div>
    </div>
  );
};
