import type { AppError, InputIssue } from '../../../shared/base/app-error.ts';
import type { CaseFacts } from '../../../shared/domain/case.ts';
import { flatFacts, flatNameOf, nestFacts, type FlatFacts } from './flat-facts.ts';

type Facts = FlatFacts;

/** A text that is no value of its field, and the issue code that says why. */
export type OddText = { readonly text: string; readonly code: string };

/**
 * What was typed into one case and where it is: `pending` waits to be sent, `sending` is on its way, `sent` is saved but not yet seen in the
 * live case, `refused` was judged wrong (field → issue code) and stays on screen. Over the case's own facts, in that order, they are what is shown.
 */
export type Draft = {
  readonly pending: Facts;
  readonly sending: Facts | null;
  readonly sent: Facts;
  readonly refused: Readonly<Record<string, string>>;
  readonly refusedFacts: Facts;
  /** What stands in a field and is no value of it (a date «32.13.26»): kept as text, never sent, and never put over the value that was there before. */
  readonly odd: Readonly<Record<string, OddText>>;
  readonly savedAt: string | null;
  readonly failure: AppError | null;
  /** Failed tries in a row. */
  readonly tries: number;
};

export const emptyDraft: Draft = { pending: {}, sending: null, sent: {}, refused: {}, refusedFacts: {}, odd: {}, savedAt: null, failure: null, tries: 0 };

const without = <T extends object>(record: T, keys: readonly string[]): T => Object.fromEntries(Object.entries(record).filter(([key]) => !keys.includes(key))) as T;

/** True while something waits to be saved, or is on its way. */
export const isWaiting = (draft: Draft): boolean => draft.sending !== null || Object.keys(draft.pending).length > 0;

/** Field → issue code of what was typed and cannot be saved as it stands. */
export const wrongFields = (draft: Draft): Readonly<Record<string, string>> => ({ ...draft.refused, ...Object.fromEntries(Object.entries(draft.odd).map(([field, { code }]) => [field, code])) });

/** True while something typed is not saved: it waits, or it is wrong. */
export const isUnsaved = (draft: Draft): boolean => isWaiting(draft) || Object.keys(wrongFields(draft)).length > 0;

export const draftTyped = (draft: Draft, facts: Facts): Draft => {
  const fields = Object.keys(facts);
  return { ...draft, pending: { ...draft.pending, ...facts }, refused: without(draft.refused, fields), refusedFacts: without(draft.refusedFacts, fields), odd: without(draft.odd, fields) };
};

/** A text was typed that is no value of `field`: it is kept, and nothing of the field is sent until it is mended. */
export const draftOdd = (draft: Draft, field: string, text: string, code: string): Draft => ({
  ...draft,
  pending: without(draft.pending, [field]),
  refused: without(draft.refused, [field]),
  refusedFacts: without(draft.refusedFacts, [field]),
  odd: { ...draft.odd, [field]: { text, code } },
});

export const draftSending = (draft: Draft): Draft => ({ ...draft, sending: draft.pending, pending: {} });

export const draftSaved = (draft: Draft, savedAt: string): Draft => ({ ...draft, sent: { ...draft.sent, ...draft.sending }, sending: null, savedAt, failure: null, tries: 0 });

/** The send failed: what it carried waits again, below what was typed since. Fields that were judged wrong are taken out, so the others can be saved. */
export const draftFailed = (draft: Draft, error: AppError): Draft => {
  const carried = draft.sending ?? {};
  const wrong = error.type === 'InvalidInput' ? judgedWrong(error.issues, carried) : {};
  const fields = Object.keys(wrong);
  return {
    ...draft,
    pending: { ...without(carried, fields), ...draft.pending },
    sending: null,
    refused: { ...draft.refused, ...wrong },
    refusedFacts: { ...draft.refusedFacts, ...Object.fromEntries(Object.entries(carried).filter(([field]) => fields.includes(field))) },
    failure: fields.length > 0 ? null : error,
    tries: fields.length > 0 ? 0 : draft.tries + 1,
  };
};

const judgedWrong = (issues: readonly InputIssue[], carried: Facts): Record<string, string> =>
  Object.fromEntries(issues.map((issue) => [flatNameOf(issue.path), issue.code] as const).filter(([field]) => field in carried));

/** The live case was seen: what it now holds needs no cover. */
export const draftSeen = (draft: Draft, facts: CaseFacts): Draft => {
  if (Object.keys(draft.sent).length === 0) return draft;
  const now = flatFacts(facts);
  const seen = Object.entries(draft.sent).filter(([field, value]) => JSON.stringify(now[field]) === JSON.stringify(value)).map(([field]) => field);
  return seen.length === 0 ? draft : { ...draft, sent: without(draft.sent, seen) };
};

/** What the form shows. */
export const shownFacts = (facts: CaseFacts, draft: Draft): CaseFacts => ({ ...facts, ...nestFacts({ ...flatFacts(facts), ...draft.sent, ...draft.sending, ...draft.refusedFacts, ...draft.pending }) });

/** Milliseconds until the next try: within the second at first, then slower, at most every 15 s. */
export const sendDelay = (draft: Draft): number => (draft.tries === 0 ? 700 : Math.min(15_000, 1000 * 2 ** (draft.tries - 1)));
