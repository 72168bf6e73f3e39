import { create } from 'zustand';
import type { CaseFacts } from '../../../shared/domain/case.ts';
import type { CaseId } from '../../../shared/base/ids.ts';
import { call } from '../../api/call.ts';
import { nestFacts, type FlatFacts } from './flat-facts.ts';
import { draftFailed, draftOdd, draftSaved, draftSeen, draftSending, draftTyped, emptyDraft, isWaiting, sendDelay, type Draft } from './draft.ts';

/** Member of staff and case → their draft. Outside the screen: leaving a case, or a restart of the replica host, loses nothing that was typed. */
export const useDraftStore = create<Readonly<Record<string, Draft>>>(() => ({}));

const timers = new Map<string, ReturnType<typeof setTimeout>>();
const running = new Map<string, Promise<void>>();

/** Who is at the laptop: what one person typed is never sent under the name of another. */
let owner = '';
const keyOf = (id: CaseId): string => `${owner} ${id}`;
const draftAt = (key: string): Draft => useDraftStore.getState()[key] ?? emptyDraft;
const keep = (key: string, draft: Draft): void => useDraftStore.setState({ [key]: draft });
const caseOf = (key: string): CaseId => key.slice(key.indexOf(' ') + 1) as CaseId;
const isOwn = (key: string): boolean => key.startsWith(`${owner} `);

const send = async (key: string): Promise<void> => {
  keep(key, draftSending(draftAt(key)));
  const result = await call('case.saveDraft', { id: caseOf(key), facts: nestFacts(draftAt(key).sending ?? {}) });
  keep(key, result.ok ? draftSaved(draftAt(key), result.value.savedAt) : draftFailed(draftAt(key), result.error));
};

/** Sends what waits, one request of a case at a time, and plans the next try where something is left. */
const sendNow = (key: string): Promise<void> => {
  clearTimeout(timers.get(key));
  timers.delete(key);
  const waits = () => Object.keys(draftAt(key).pending).length > 0;
  const before = running.get(key);
  if (before) return before.then(() => (waits() ? sendNow(key) : undefined));
  if (!waits() || !isOwn(key)) return Promise.resolve();
  const now = send(key).finally(() => {
    running.delete(key);
    plan(key);
  });
  running.set(key, now);
  return now;
};

const plan = (key: string): void => {
  if (timers.has(key) || running.has(key) || !isOwn(key) || Object.keys(draftAt(key).pending).length === 0) return;
  timers.set(key, setTimeout(() => void sendNow(key), sendDelay(draftAt(key))));
};

const flush = async (key: string): Promise<boolean> => {
  await sendNow(key);
  return !isWaiting(draftAt(key));
};

/** `staff` is at the laptop now: what they had not saved is sent again. */
export const resumeDrafts = (staff: string): void => {
  owner = staff;
  for (const key of Object.keys(useDraftStore.getState()).filter(isOwn)) plan(key);
};

/** The draft of a case by who is at the laptop. */
export const useDraft = (id: CaseId): Draft => useDraftStore((drafts) => drafts[keyOf(id)]) ?? emptyDraft;
export const findDraft = (id: CaseId): Draft | undefined => useDraftStore.getState()[keyOf(id)];

/** Some facts were typed: saved within the second, and again and again where that fails. */
export const typeFacts = (id: CaseId, facts: FlatFacts): void => {
  keep(keyOf(id), draftTyped(draftAt(keyOf(id)), facts));
  plan(keyOf(id));
};

/** A text was typed that is no value of its field: kept here, also when the case is left and opened again. */
export const typeOdd = (id: CaseId, field: string, text: string, code: string): void => keep(keyOf(id), draftOdd(draftAt(keyOf(id)), field, text, code));

/** Saves what is typed now; true when nothing waits any more (what is wrong does not wait: it is kept until it is mended). */
export const flushDraft = (id: CaseId): Promise<boolean> => flush(keyOf(id));

/** Saves every case; true when nothing waits any more. For locking the laptop. */
export const flushAllDrafts = async (): Promise<boolean> => (await Promise.all(Object.keys(useDraftStore.getState()).filter(isOwn).map(flush))).every(Boolean);

/** The live case was seen with these facts. */
export const seeFacts = (id: CaseId, facts: CaseFacts): void => {
  const draft = draftAt(keyOf(id));
  const seen = draftSeen(draft, facts);
  if (seen !== draft) keep(keyOf(id), seen);
};
