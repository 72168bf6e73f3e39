import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseId } from '../../../shared/base/ids.ts';
import { useLive } from '../../api/use-live.ts';
import { StaleNotice } from '../../components/errors/StaleNotice.tsx';
import { EmptyState } from '../../components/layout/EmptyState.tsx';
import { Panel } from '../../components/layout/Panel.tsx';
import { Screen } from '../../components/layout/Screen.tsx';
import { CaseView } from '../case/CaseView.tsx';
import { CaseTable } from '../worklist/CaseTable.tsx';
import styles from './ReviewScreen.module.css';

/** The supervisor's queue: the list left, the case right; Enter steps into the case, where A approves and R returns. */
export const ReviewScreen = ({ onOpenPerson }: { readonly onOpenPerson: (id: string) => void }) => {
  const { t } = useTranslation('case');
  const live = useLive('case.list', { room: 'review' });
  const [chosen, setChosen] = useState<string | null>(null);
  const side = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const rows = live.value?.rows ?? [];
  const activeId = rows.find((row) => row.id === chosen)?.id ?? rows[0]?.id ?? null;

  return (
    <div className={styles.columns} data-case-keys>
      <div className={styles.list} ref={list}>
        <Screen title={t('room.review')} beside={<>{live.value && <span>{t('total', { count: live.value.total })}</span>}<StaleNotice live={live} /></>}>
          <Panel fill flush>
            {live.value && rows.length === 0 && <EmptyState title={t('empty.review.title')}>{t('empty.review.text')}</EmptyState>}
            {rows.length > 0 && <CaseTable label={t('room.review')} rows={rows} activeId={activeId} onActive={setChosen} onOpen={() => side.current?.querySelector('h1')?.focus()} shape="beside" />}
          </Panel>
        </Screen>
      </div>
      <div className={styles.side} ref={side}>
        {activeId !== null && <CaseView key={activeId} id={activeId as CaseId} onOpenPerson={onOpenPerson} narrow onDone={() => list.current?.querySelector<HTMLElement>('[role="grid"]')?.focus()} />}
      </div>
    </div>
  );
};
