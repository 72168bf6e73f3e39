import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLive } from '../../api/use-live.ts';
import { StaleNotice } from '../../components/errors/StaleNotice.tsx';
import { EmptyState } from '../../components/layout/EmptyState.tsx';
import { Panel } from '../../components/layout/Panel.tsx';
import { Screen } from '../../components/layout/Screen.tsx';
import { SmallButton } from '../../components/SmallButton.tsx';
import { useDesk } from '../../components/session-context.ts';
import { BatchList } from './BatchList.tsx';
import { SignBatch } from './SignBatch.tsx';
import styles from './BatchScreen.module.css';

/** Batches that are shown at first, and with each look further back. */
const step = 100;

/** What would be released, the signature that releases it, and what was released before. */
export const BatchScreen = ({ onOpenCase }: { readonly onOpenCase: (id: string) => void }) => {
  const { t } = useTranslation('batch');
  const supervises = useDesk().session.roles.includes('supervisor');
  const [limit, setLimit] = useState(step);
  const list = useLive('batch.list', { limit });
  const left = list.value ? list.value.total - list.value.rows.length : 0;
  return (
    <Screen title={t('title')} beside={<StaleNotice live={list} />}>
      <div className={supervises ? styles.columns : styles.single}>
        {supervises && <SignBatch onOpenCase={onOpenCase} />}
        <Panel title={t('released')} fill>
          {list.value?.rows.length === 0 && <EmptyState title={t('noBatches.title')}>{t('noBatches.text')}</EmptyState>}
          {list.value && list.value.rows.length > 0 && <BatchList rows={list.value.rows} />}
          {left > 0 && <SmallButton onClick={() => setLimit(limit + step)} data-testid="batch-earlier">{t('earlier', { left })}</SmallButton>}
        </Panel>
      </div>
    </Screen>
  );
};
