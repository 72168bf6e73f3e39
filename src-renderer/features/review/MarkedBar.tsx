import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseId } from '../../../shared/base/ids.ts';
import { call } from '../../api/call.ts';
import { Keys } from '../../components/layout/Keys.tsx';
import { showToast } from '../../components/toasts/show-toast.ts';
import { showUndoToast } from '../../components/toasts/show-undo-toast.ts';
import { errorWords } from '../../i18n/error-words.ts';
import { markRows, useQueue } from './queue-store.ts';
import styles from './ReviewScreen.module.css';

const approvable = /^(?:review|answered):/;
const caseIdOf = (id: string): CaseId => id.slice(id.indexOf(':') + 1) as CaseId;

/** Approves everything that is chosen and may be; what may not stays chosen, and why is said. */
export const useApproveMarked = () => {
  const [busy, setBusy] = useState(false);
  const approve = async () => {
    const ids = [...useQueue.getState().marked].filter((id) => approvable.test(id));
    if (ids.length === 0 || busy) return;
    setBusy(true);
    const result = await call('queue.approve', { ids: ids.map(caseIdOf) });
    setBusy(false);
    if (!result.ok) {
      const { error } = result;
      return showToast((say) => errorWords(say, error).title, { trouble: true });
    }
    const { done, failed } = result.value;
    markRows(ids.filter((id) => done.includes(caseIdOf(id))), false);
    const [first] = failed;
    if (first) showToast((say) => say('desk:someFailed', { count: failed.length, reason: errorWords(say, first.error).title }), { trouble: true });
    if (done.length > 0) showUndoToast((say) => say('desk:approvedMany', { count: done.length }), (say) => say('case:undo'), () => void Promise.all(done.map((id) => call('case.unapprove', { id }))));
  };
  return { busy, approve: () => void approve() };
};

/** How many are chosen, and what can be done with all of them. */
export const MarkedBar = ({ busy, onApprove }: { readonly busy: boolean; readonly onApprove: () => void }) => {
  const { t } = useTranslation('desk');
  const marked = useQueue((state) => state.marked);
  if (marked.size === 0) return null;
  return (
    <div className={styles.marked} role="group" aria-label={t('chosen', { count: marked.size })} data-testid="marked-bar">
      <span>{t('chosen', { count: marked.size })}</span>
      <Button size="xs" variant="default" onClick={() => markRows([...marked], false)}>{t('letGo')}</Button>
      <Button size="xs" loading={busy} onClick={onApprove} aria-keyshortcuts="A" rightSection={<Keys>A</Keys>} data-testid="approve-marked">{t('approveMarked')}</Button>
    </div>
  );
};
