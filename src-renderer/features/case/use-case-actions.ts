import { useState } from 'react';
import type { AppError } from '../../../shared/base/app-error.ts';
import type { CaseId, StaffId } from '../../../shared/base/ids.ts';
import type { PlainDate } from '../../../shared/base/plain-date.ts';
import { err, type Result } from '../../../shared/base/result.ts';
import type { CaseAction } from '../../../shared/domain/case-actions.ts';
import type { FieldNote } from '../../../shared/domain/case.ts';
import type { KatoCode } from '../../../shared/domain/kato.ts';
import { call } from '../../api/call.ts';
import { showToast } from '../../components/toasts/show-toast.ts';
import { showUndoToast } from '../../components/toasts/show-undo-toast.ts';
import { errorWords } from '../../i18n/error-words.ts';
import { wrongFields, type Draft } from './draft.ts';
import { findDraft, flushDraft, useDraft } from './draft-store.ts';

/** What is typed and wrong, as the refusal that it causes; undefined where nothing is. */
const faultsOfDraft = (draft: Draft | undefined): AppError & { readonly type: 'InvalidInput' } | undefined => {
  const issues = Object.entries(draft ? wrongFields(draft) : {}).map(([field, code]) => ({ path: `facts.${field}`, code }));
  return issues.length === 0 ? undefined : { type: 'InvalidInput', issues };
};

/** The actions of one case: what runs, what failed, and which dialog asks for more. `onDone` after a success. */
export const useCaseActions = (id: CaseId, actions: readonly CaseAction[], onDone: ((action: CaseAction) => void) | undefined) => {
  const draft = useDraft(id);
  const [busy, setBusy] = useState<CaseAction | null>(null);
  const [failure, setFailure] = useState<AppError | null>(null);
  /** The hand-over was refused because of what the draft holds: said until that is mended. */
  const [refused, setRefused] = useState(false);
  /** How many times an action was refused: what leads the eye to the fault does so once for each. */
  const [attempt, setAttempt] = useState(0);
  const [dialog, setDialog] = useState<'return' | 'transfer' | 'putAside' | 'reassign' | null>(null);

  const run = async (action: CaseAction, work: () => Promise<Result<unknown, AppError>>) => {
    setBusy(action);
    setFailure(null);
    setRefused(false);
    const result = await work();
    setBusy(null);
    setDialog(null);
    if (!result.ok) {
      setFailure(result.error);
      setAttempt((before) => before + 1);
      return;
    }
    if (action === 'approve') showUndoToast((t) => t('case:done.approve'), (t) => t('case:undo'), () => void withdraw());
    else if (action === 'return' || action === 'putAside') showUndoToast((t) => t(`case:done.${action}`), (t) => t('case:undo'), () => void takeBack(action));
    else showToast((t) => t(`case:done.${action}`));
    onDone?.(action);
  };
  // The screen may be another one by then: the toast says what became of it.
  const withdraw = async () => {
    const result = await call('case.unapprove', { id });
    showToast((t) => result.ok ? t('case:done.withdraw') : errorWords(t, result.error).title, { trouble: !result.ok });
  };
  const takeBack = async (action: 'return' | 'putAside') => {
    const result = await call(action === 'return' ? 'case.recall' : 'case.takeUp', { id });
    showToast((t) => result.ok ? t(`case:done.${action === 'return' ? 'recall' : 'takeUp'}`) : errorWords(t, result.error).title, { trouble: !result.ok });
  };
  const handOver = async (): Promise<Result<unknown, AppError>> => {
    // What was typed last must be in the case before it leaves the caseworker's hands.
    const saved = await flushDraft(id);
    const faults = faultsOfDraft(findDraft(id));
    if (faults) {
      setRefused(true);
      return err(faults);
    }
    if (!saved) return err(findDraft(id)?.failure ?? { type: 'StorageBusy' });
    return call('case.handOver', { id });
  };
  const start = (action: CaseAction) => {
    if (busy !== null || !actions.includes(action)) return;
    if (action === 'return' || action === 'transfer' || action === 'putAside' || action === 'reassign') setDialog(action);
    else if (action === 'approve') void run(action, () => call('case.approve', { id }));
    else if (action === 'withdraw') void run(action, () => call('case.unapprove', { id }));
    else if (action === 'recall') void run(action, () => call('case.recall', { id }));
    else if (action === 'takeUp') void run(action, () => call('case.takeUp', { id }));
    else if (action === 'handOver') void run(action, handOver);
  };

  return {
    busy, attempt, failure: refused ? faultsOfDraft(draft) ?? null : failure, dialog, start,
    close: () => setDialog(null),
    giveBack: (reason: string, fields: FieldNote[]) => void run('return', () => call('case.return', { id, reason, fields })),
    putAside: (until: PlainDate, reason: string) => void run('putAside', () => call('case.putAside', { id, until, reason })),
    reassign: (to: StaffId) => void run('reassign', () => call('case.reassign', { id, to })),
    transfer: (to: KatoCode, reason: string) => void run('transfer', () => call('case.transfer', { id, to, reason })),
  };
};
