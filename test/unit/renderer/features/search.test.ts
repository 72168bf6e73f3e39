import { describe, expect, test } from 'vitest';
import { markedWords } from '../../../../src-renderer/features/person-search/marked-words.ts';
import { withResults, withStep, type SearchState } from '../../../../src-renderer/features/person-search/search-store.ts';

const state = (ids: string[], activeId: string | null): SearchState => ({ text: 'x', ids, activeId });

describe('the arrows of the search', () => {
  test('begin at the first, stay with the person, stop at the ends', () => {
    expect(withResults(state([], null), ['a', 'b']).activeId).toBe('a');
    expect(withResults(state(['a', 'b'], 'b'), ['c', 'b']).activeId).toBe('b');
    expect(withResults(state(['a', 'b'], 'b'), ['c']).activeId).toBe('c');
    expect(withResults(state(['a'], 'a'), []).activeId).toBeNull();
    expect(withStep(state(['a', 'b'], 'a'), 1).activeId).toBe('b');
    expect(withStep(state(['a', 'b'], 'b'), 1).activeId).toBe('b');
    expect(withStep(state(['a', 'b'], 'a'), -1).activeId).toBe('a');
    expect(withStep(state([], null), 1).activeId).toBeNull();
  });
});

describe('markedWords', () => {
  const hits = (name: string, typed: string) => markedWords(name, typed).filter((word) => word.hit).map((word) => word.text);
  test('marks the words that begin as typed, spelling aside', () => {
    expect(hits('Қасенов Дәурен Болатұлы', 'касен')).toEqual(['Қасенов']);
    expect(hits('Қасенов Дәурен Болатұлы', 'даурен кас')).toEqual(['Қасенов', 'Дәурен']);
  });
  test('marks all where it cannot tell', () => expect(hits('Қасенов Дәурен', 'qasenov')).toEqual(['Қасенов', 'Дәурен']));
});
