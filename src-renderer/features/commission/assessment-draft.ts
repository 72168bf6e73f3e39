import { create } from 'zustand';
import type { AppError } from '../../../shared/base/app-error.ts';
import type { AssessmentId } from '../../../shared/base/ids.ts';
import type { AssessmentDraft } from '../../../shared/domain/mse/assessment.ts';
import { call } from '../../api/call.ts';

/** What was typed into an examination and not yet seen in it again; outside the screen, so that leaving it loses nothing. */
export type TypedDraft = { readonly typed: Partial<AssessmentDraft>; readonly unsaved: boolean; readonly savedAt: string | null; readonly failure: AppError | null };

export const nothingTyped: TypedDraft = { typed: {}, unsaved: false, savedAt: null, failure: null };

export const useAssessmentDrafts = create<Readonly<Record<string, TypedDraft>>>(() => ({}));

/** A breath of the typist: what follows within it is one save. */
const delay = 350;
const retryDelay = 3000;
const timers = new Map<string, ReturnType<typeof setTimeout>>();
const running = new Map<string, Promise<void>>();

const change = (id: string, next: (draft: TypedDraft) => TypedDraft) => useAssessmentDrafts.setState((all) => ({ [id]: next(all[id] ?? nothingTyped) }));

const send = async (id: AssessmentId): Promise<void> => {
  await running.get(id);
  const draft = useAssessmentDrafts.getState()[id];
  if (!draft?.unsaved) return;
  const { typed } = draft;
  const sent = call('assessment.saveDraft', { id, draft: typed }).then((answer) => {
    // What was typed while this was under way waits for the next save.
    change(id, (now) => answer.ok ? { ...now, unsaved: now.typed !== typed, savedAt: answer.value.savedAt, failure: null } : { ...now, failure: answer.error });
    if (!answer.ok) timers.set(id, setTimeout(() => void send(id), retryDelay));
  });
  running.set(id, sent);
  await sent;
  running.delete(id);
};

/** Lays `typed` over the examination; it is saved within a third of a second. */
export const typeAssessment = (id: AssessmentId, typed: Partial<AssessmentDraft>): void => {
  change(id, (draft) => ({ ...draft, typed: { ...draft.typed, ...typed }, unsaved: true }));
  clearTimeout(timers.get(id));
  timers.set(id, setTimeout(() => void send(id), delay));
};

/** Saves what waits, at once; true where all of it is on disk. */
export const flushAssessments = async (): Promise<boolean> => {
  const ids = Object.entries(useAssessmentDrafts.getState()).filter(([, draft]) => draft.unsaved).map(([id]) => id as AssessmentId);
  await Promise.all(ids.map((id) => {
    clearTimeout(timers.get(id));
    return send(id);
  }));
  return ids.every((id) => !useAssessmentDrafts.getState()[id]?.unsaved);
};

/** Forgets what was typed, where it is saved: what is shown is then what the examination has. */
export const settleAssessment = (id: string): void => {
  if (!useAssessmentDrafts.getState()[id]?.unsaved) change(id, (draft) => ({ ...draft, typed: {} }));
};
