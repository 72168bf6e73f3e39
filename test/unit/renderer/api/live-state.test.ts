import { create } from 'jsondiffpatch';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { applyLiveMessage, emptyLive, type LiveState } from '../../../../src-renderer/api/live-state.ts';

const List = z.object({ rows: z.array(z.object({ id: z.string(), n: z.int() })), total: z.int() });
type List = z.infer<typeof List>;
const parse = (value: unknown): List | undefined => List.safeParse(value).data;
const differ = create({ objectHash: (item) => (item as { id: string }).id });
const list = (...ids: string[]): List => ({ rows: ids.map((id, n) => ({ id, n })), total: ids.length });
const first = (value: List) => applyLiveMessage<List>(emptyLive, { first: value }, parse);

describe('applyLiveMessage', () => {
  test('takes a whole value, then differences', () => {
    const before = first(list('a', 'b'));
    const after = applyLiveMessage(before, { diff: differ.diff(list('a', 'b'), list('b', 'c', 'a')) }, parse);
    expect(after).toEqual({ value: list('b', 'c', 'a'), error: null, stale: false });
    expect(before.value).toEqual(list('a', 'b'));
  });

  test('a failure keeps the last value, stale; the next value heals it', () => {
    const failed = applyLiveMessage(first(list('a')), { error: { type: 'Interrupted' } }, parse);
    expect(failed).toEqual({ value: list('a'), error: { type: 'Interrupted' }, stale: true });
    expect(applyLiveMessage(failed, { first: list('b') }, parse)).toEqual({ value: list('b'), error: null, stale: false });
  });

  test('a failure before any value is not stale, only an error', () => expect(applyLiveMessage(emptyLive as LiveState<List>, { error: { type: 'Offline' } }, parse)).toEqual({ value: undefined, error: { type: 'Offline' }, stale: false }));

  test('a value that is not what the contract says is not shown', () => expect(applyLiveMessage(first(list('a')), { first: { junk: 1 } }, parse)).toMatchObject({ value: list('a'), error: { type: 'Unexpected' }, stale: true }));

  test('a difference that does not fit, or comes before a value, is an error and no crash', () => {
    expect(applyLiveMessage(first(list('a')), { diff: { rows: { _t: 'a', _5: ['', 3, 3], 9: { n: [1, 2] } } } }, parse)).toMatchObject({ value: list('a'), stale: true });
    expect(applyLiveMessage(emptyLive as LiveState<List>, { diff: {} }, parse)).toMatchObject({ value: undefined, error: { type: 'Unexpected' } });
  });

  test('any list becomes any other', () => {
    const lists = fc.uniqueArray(fc.constantFrom(...'abcdefghij'), { maxLength: 10 });
    fc.assert(
      fc.property(lists, lists, (from, to) => {
        const state = applyLiveMessage(first(list(...from)), { diff: differ.diff(list(...from), list(...to)) }, parse);
        expect(state.value).toEqual(list(...to));
      }),
    );
  });
});
