import { describe, expect, test } from 'vitest';
import { spacedRanges, spaceIin } from '../../../../src-renderer/components/mask-iin.ts';
import { markedParts } from '../../../../src-renderer/features/person-search/marked-parts.ts';
import { emptySearch, enterMeans, withResults, withStep, type SearchState } from '../../../../src-renderer/features/person-search/search-store.ts';

const state = (ids: string[], activeId: string | null): SearchState => ({ ...emptySearch, text: 'x', answered: 'x', ids, activeId });

describe('the arrows of the search', () => {
  test('begin at the first, stay with the person, stop at the ends', () => {
    expect(withResults(state([], null), 'x', ['a', 'b']).activeId).toBe('a');
    expect(withResults(state(['a', 'b'], 'b'), 'x', ['c', 'b']).activeId).toBe('b');
    expect(withResults(state(['a', 'b'], 'b'), 'x', ['c']).activeId).toBe('c');
    expect(withResults(state(['a'], 'a'), 'x', []).activeId).toBeNull();
    expect(withStep(state(['a', 'b'], 'a'), 1).activeId).toBe('b');
    expect(withStep(state(['a', 'b'], 'b'), 1).activeId).toBe('b');
    expect(withStep(state(['a', 'b'], 'a'), -1).activeId).toBe('a');
    expect(withStep(state([], null), 1).activeId).toBeNull();
  });
});

test('Enter opens a person of the answer to what is typed, never of an older one', () => {
  expect(enterMeans(state(['a'], 'a'))).toEqual({ open: 'a' });
  expect(enterMeans(state([], null))).toBe('register');
  expect(enterMeans({ ...state(['a'], 'a'), text: 'xy' })).toBe('wait');
  expect(enterMeans({ ...state(['a'], 'a'), text: ' x ' })).toEqual({ open: 'a' });
});

test('a text is cut at what was hit', () => {
  expect(markedParts('Қасенов Дәурен', [[0, 3], [8, 14]])).toEqual([{ text: 'Қас', hit: true }, { text: 'енов ', hit: false }, { text: 'Дәурен', hit: true }]);
  expect(markedParts('Қасенов', [])).toEqual([{ text: 'Қасенов', hit: false }]);
});

test('digits are marked in the spaced number as well', () => {
  const marked = (from: number, to: number) => spacedRanges([[from, to]]).map((range) => spaceIin('800514450117').slice(...range));
  expect(marked(0, 2)).toEqual(['80']);
  expect(marked(0, 7)).toEqual(['80 05 14 4']);
  expect(marked(0, 12)).toEqual(['80 05 14 450 117']);
});
