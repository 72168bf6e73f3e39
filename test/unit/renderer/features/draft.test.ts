import { describe, expect, test } from 'vitest';
import { draftFailed, draftOdd, draftSaved, draftSeen, draftSending, draftTyped, emptyDraft, isUnsaved, isWaiting, sendDelay, shownFacts, wrongFields, type Draft } from '../../../../src-renderer/features/case/draft.ts';
import type { CaseFacts } from '../../../../shared/domain/case.ts';

const facts: CaseFacts = { onsetDate: null, employer: 'old', position: '', degreePercent: null, degreeSetOn: null, workInjury: false, note: '' };
const typed = (draft: Draft, employer: string) => draftTyped(draft, { employer });
const at = '2026-11-22T05:42:07.000Z';

describe('a draft', () => {
  test('shows what was typed at every step until the case itself has it', () => {
    const pending = typed(emptyDraft, 'new');
    const sending = draftSending(pending);
    const saved = draftSaved(sending, at);
    for (const draft of [pending, sending, saved]) expect(shownFacts(facts, draft).employer).toBe('new');
    expect(draftSeen(saved, facts).sent).toEqual({ employer: 'new' });
    const seen = draftSeen(saved, { ...facts, employer: 'new' });
    expect(seen.sent).toEqual({});
    expect(shownFacts({ ...facts, employer: 'newest' }, seen).employer).toBe('newest');
  });

  test('is unsaved until the reply', () => {
    const pending = typed(emptyDraft, 'new');
    expect([emptyDraft, pending, draftSending(pending), draftSaved(draftSending(pending), at)].map(isUnsaved)).toEqual([false, true, true, false]);
  });

  test('typing while a save is on its way waits for the next one', () => {
    const busy = typed(draftSending(typed(emptyDraft, 'one')), 'two');
    expect(shownFacts(facts, busy).employer).toBe('two');
    const after = draftSaved(busy, at);
    expect(after.pending).toEqual({ employer: 'two' });
    expect(shownFacts(facts, after).employer).toBe('two');
  });

  test('a failed save loses nothing and does not cover what was typed since', () => {
    const busy = draftTyped(draftSending(draftTyped(emptyDraft, { employer: 'one', note: 'n' })), { employer: 'two' });
    const failed = draftFailed(busy, { type: 'StorageFull' });
    expect(failed).toMatchObject({ pending: { employer: 'two', note: 'n' }, sending: null, failure: { type: 'StorageFull' }, tries: 1 });
    const saved = draftSaved(draftSending(failed), at);
    expect(saved).toMatchObject({ failure: null, tries: 0, savedAt: at });
  });

  test('a field judged wrong stays on screen with its reason, and the others go on', () => {
    const busy = draftSending(draftTyped(emptyDraft, { degreePercent: 400, note: 'n' }));
    const failed = draftFailed(busy, { type: 'InvalidInput', issues: [{ path: 'facts.degreePercent', code: 'percent' }] });
    expect(failed).toMatchObject({ pending: { note: 'n' }, refused: { degreePercent: 'percent' }, failure: null });
    expect(shownFacts(facts, failed).degreePercent).toBe(400);
    const mended = draftTyped(failed, { degreePercent: 40 });
    expect(mended.refused).toEqual({});
    expect(shownFacts(facts, mended).degreePercent).toBe(40);
  });

  test('is sent within the second, and after failures again and again, ever slower', () => {
    expect(sendDelay(emptyDraft)).toBeLessThan(1000);
    expect([1, 2, 3, 9].map((tries) => sendDelay({ ...emptyDraft, tries }))).toEqual([1000, 2000, 4000, 15_000]);
  });
});

describe('odd text in a field', () => {
  const old = { ...facts, degreePercent: 40 };
  const odd = draftOdd(draftTyped(emptyDraft, { degreePercent: 65, note: 'n' }), 'degreePercent', '650', 'percent');
  test('is kept, is unsaved, and does not go over the value from before', () => {
    expect(odd.odd).toEqual({ degreePercent: { text: '650', code: 'percent' } });
    expect(odd.pending).toEqual({ note: 'n' });
    expect(shownFacts(old, odd).degreePercent).toBe(40);
    const saved = draftSaved(draftSending(odd), at);
    expect(isWaiting(saved)).toBe(false);
    expect(isUnsaved(saved)).toBe(true);
    expect(wrongFields(saved)).toEqual({ degreePercent: 'percent' });
    expect(draftSeen(saved, { ...old, note: 'n' }).odd).toEqual(odd.odd);
  });
  test('goes when a value is typed', () => {
    const mended = draftTyped(odd, { degreePercent: 65 });
    expect([mended.odd, wrongFields(mended), mended.pending]).toEqual([{}, {}, { note: 'n', degreePercent: 65 }]);
  });
  test('a field judged wrong by the other side is unsaved too', () => {
    const failed = draftFailed(draftSending(draftTyped(emptyDraft, { degreePercent: 400 })), { type: 'InvalidInput', issues: [{ path: 'facts.degreePercent', code: 'percent' }] });
    expect([isUnsaved(failed), wrongFields(failed)]).toEqual([true, { degreePercent: 'percent' }]);
  });
});
