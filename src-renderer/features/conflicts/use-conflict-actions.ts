import { useState } from 'react';
import type { AppError } from '../../../shared/base/app-error.ts';
import type { ConflictDecision, ConflictRow } from '../../../shared/ipc/conflict-rows.ts';
import { call } from '../../api/call.ts';
import { showToast } from '../../components/toasts/show-toast.ts';
import { showUndoToast } from '../../components/toasts/show-undo-toast.ts';
import { errorWords } from '../../i18n/error-words.ts';

/** What can be done to disputes: each as it stood when the person looked at it. `onDone` after a success. */
export const useConflictActions = (onDone: () => void) => {
  const [failure, setFailure] = useState<AppError | null>(null);
  const takeBack = async (ids: readonly string[]) => {
    for (const id of ids) {
      const result = await call('conflict.takeBack', { id });
      if (!result.ok) return showToast((t) => errorWords(t, result.error).title, { trouble: true });
    }
    showToast((t) => t('conflicts:takenBack'));
  };
  const decide = async (rows: readonly ConflictRow[], choice: ConflictDecision['choice'], picks: ConflictDecision['picks'] = {}): Promise<AppError | undefined> => {
    setFailure(null);
    const open = rows.filter((row) => row.status === 'open' && row.mayDecide);
    if (open.length === 0) return undefined;
    const result = await call('conflict.decide', { tasks: open.map(({ id, version }) => ({ id, version })), choice, picks, note: '' });
    if (!result.ok) {
      if (choice !== 'mixed') setFailure(result.error);
      return result.error;
    }
    onDone();
    showUndoToast((t) => t('conflicts:decided', { count: open.length }), (t) => t('conflicts:undo'), () => void takeBack(open.map(({ id }) => id)));
    return undefined;
  };
  const note = async (rows: readonly ConflictRow[], text: string) => {
    setFailure(null);
    const result = await call('conflict.note', { ids: rows.filter((row) => row.status === 'open').map(({ id }) => id), text });
    if (!result.ok) setFailure(result.error);
    else showToast((t) => t('conflicts:noted'));
  };
  return { failure, decide, note, takeBack: (id: string) => void takeBack([id]) };
};
