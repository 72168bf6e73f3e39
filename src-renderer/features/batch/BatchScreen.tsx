import { useTranslation } from 'react-i18next';
import { useLive } from '../../api/use-live.ts';
import { StaleNotice } from '../../components/errors/StaleNotice.tsx';
import { EmptyState } from '../../components/layout/EmptyState.tsx';
import { Panel } from '../../components/layout/Panel.tsx';
import { Screen } from '../../components/layout/Screen.tsx';
import { useDesk } from '../../components/session-context.ts';
import { BatchList } from './BatchList.tsx';
import { SignBatch } from './SignBatch.tsx';
import styles from './BatchScreen.module.css';

/** What would be released, the signature that releases it, and what was released before. */
export const BatchScreen = ({ onOpenCase }: { readonly onOpenCase: (id: string) => void }) => {
  const { t } = useTranslation('batch');
  const supervises = useDesk().session.roles.includes('supervisor');
  const list = useLive('batch.list', {});
  return (
    <Screen title={t('title')} beside={<StaleNotice live={list} />}>
      <div className={supervises ? styles.columns : styles.single}>
        {supervises && <SignBatch onOpenCase={onOpenCase} />}
        <Panel title={t('released')} fill>
          {list.value?.rows.length === 0 && <EmptyState title={t('noBatches.title')}>{t('noBatches.text')}</EmptyState>}
          {list.value && list.value.rows.length > 0 && <BatchList rows={list.value.rows} />}
        </Panel>
      </div>
    </Screen>
  );
};
