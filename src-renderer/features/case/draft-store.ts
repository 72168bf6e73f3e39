import { create } from 'zustand';
import type { CaseFacts } from '../../../shared/domain/case.ts';
import type { CaseId } from '../../../shared/base/ids.ts';
import { call } from '../../api/call.ts';
import { draftFailed, draftSaved, draftSeen, draftSending, draftTyped, emptyDraft, isUnsaved, sendDelay, type Draft } from './draft.ts';

/** Case → its draft. Outside the screen: leaving a case, or a restart of the replica host, loses nothing that was typed. */
export const useDraftStore = create<Readonly<Record<string, Draft>>>(() => ({}));

const timers = new Map<string, ReturnType<typeof setTimeout>>();
const running = new Map<string, Promise<void>>();

const draftOf = (id: CaseId): Draft => useDraftStore.getState()[id] ?? emptyDraft;
const keep = (id: CaseId, draft: Draft): void => useDraftStore.setState({ [id]: draft });

const send = async (id: CaseId): Promise<void> => {
  keep(id, draftSending(draftOf(id)));
  const result = await call('case.saveDraft', { id, facts: draftOf(id).sending ?? {} });
  keep(id, result.ok ? draftSaved(draftOf(id), result.value.savedAt) : draftFailed(draftOf(id), result.error));
};

/** Sends what waits, one request of a case at a time, and plans the next try where something is left. */
const sendNow = (id: CaseId): Promise<void> => {
  clearTimeout(timers.get(id));
  timers.delete(id);
  const before = running.get(id);
  if (before) return before.then(() => (Object.keys(draftOf(id).pending).length > 0 ? sendNow(id) : undefined));
  if (Object.keys(draftOf(id).pending).length === 0) return Promise.resolve();
  const now = send(id).finally(() => {
    running.delete(id);
    plan(id);
  });
  running.set(id, now);
  return now;
};

const plan = (id: CaseId): void => {
  if (timers.has(id) || running.has(id) || Object.keys(draftOf(id).pending).length === 0) return;
  timers.set(id, setTimeout(() => void sendNow(id), sendDelay(draftOf(id))));
};

/** Some facts were typed: saved within the second, and again and again where that fails. */
export const typeFacts = (id: CaseId, facts: Partial<CaseFacts>): void => {
  keep(id, draftTyped(draftOf(id), facts));
  plan(id);
};

/** Saves what is typed now; true when nothing is left unsaved. */
export const flushDraft = async (id: CaseId): Promise<boolean> => {
  await sendNow(id);
  return !isUnsaved(draftOf(id));
};

/** Saves every case; true when nothing is left unsaved. For locking the laptop. */
export const flushAllDrafts = async (): Promise<boolean> => (await Promise.all(Object.keys(useDraftStore.getState()).map((id) => flushDraft(id as CaseId)))).every(Boolean);

/** The live case was seen with these facts. */
export const seeFacts = (id: CaseId, facts: CaseFacts): void => {
  const draft = draftOf(id);
  const seen = draftSeen(draft, facts);
  if (seen !== draft) keep(id, seen);
};
