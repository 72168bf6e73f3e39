import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppError } from '../../../shared/base/app-error.ts';
import { call } from '../../api/call.ts';
import { useLive } from '../../api/use-live.ts';
import { ErrorNotice } from '../../components/errors/ErrorNotice.tsx';
import { StaleNotice } from '../../components/errors/StaleNotice.tsx';
import { EmptyState } from '../../components/layout/EmptyState.tsx';
import { Panel } from '../../components/layout/Panel.tsx';
import { Screen } from '../../components/layout/Screen.tsx';
import { useDesk } from '../../components/session-context.ts';
import { showToast } from '../../components/toasts/show-toast.ts';
import { VerifyPaper } from '../commission/VerifyPaper.tsx';
import { ExtractItem } from './ExtractItem.tsx';
import styles from './Extracts.module.css';

type Props = { readonly onOpenCase: (id: string) => void; readonly onOpenPerson: (id: string) => void };

/** What the commission's newest acts ask of the office: cases that they opened, and decisions in force that rest on other facts, each with its reasons and sums. */
export const ExtractsScreen = ({ onOpenCase, onOpenPerson }: Props) => {
  const { t } = useTranslation('mse');
  const live = useLive('extract.list', {});
  const isSupervisor = useDesk().session.roles.includes('supervisor');
  const [failure, setFailure] = useState<AppError | null>(null);
  const rows = live.value?.rows ?? [];
  const apply = async (caseId: string) => {
    const answer = await call('extract.apply', { caseId: caseId as never });
    setFailure(answer.ok ? null : answer.error);
    if (answer.ok) showToast((words) => words('mse:extract.applied'));
  };
  return (
    <Screen title={t('extract.title')} beside={<><span>{t('extract.hint')}</span><StaleNotice live={live} /></>}>
      {failure && <ErrorNotice error={failure} />}
      <VerifyPaper />
      <Panel fill>
        {live.value && rows.length === 0 && <EmptyState title={t('extract.empty')}>{t('extract.emptyText')}</EmptyState>}
        <ul className={styles.list} data-testid="extracts">
          {rows.map((row) => <ExtractItem key={row.id} row={row} onOpenCase={onOpenCase} onOpenPerson={onOpenPerson} onApply={isSupervisor ? apply : undefined} />)}
        </ul>
      </Panel>
    </Screen>
  );
};
