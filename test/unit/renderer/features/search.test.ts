import { describe, expect, test } from 'vitest';
import { markedWords } from '../../../../src-renderer/features/person-search/marked-words.ts';
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

describe('markedWords', () => {
  const hits = (name: string, typed: string) => markedWords(name, typed).filter((word) => word.hit).map((word) => word.text);
  test('marks the words that begin as typed, spelling aside', () => {
    expect(hits('Қасенов Дәурен Болатұлы', 'касен')).toEqual(['Қасенов']);
    expect(hits('Қасенов Дәурен Болатұлы', 'даурен кас')).toEqual(['Қасенов', 'Дәурен']);
  });
  test('marks all where it cannot tell', () => expect(hits('Қасенов Дәурен', 'qasenov')).toEqual(['Қасенов', 'Дәурен']));
});
