import { describe, expect, test } from 'vitest';
import type { Releasable } from '../../../../src-main/replica/queries/releasable.ts';
import { splitRelease } from '../../../../src-main/replica/usecases/split-release.ts';

type Row = { readonly number: number; readonly collection: string; readonly document: string; readonly device?: string };

const loaded = (own: readonly Row[], others: readonly Row[] = [], cases: readonly string[] = []): Releasable =>
  ({ cases: cases.map((id) => ({ id })), persons: [...new Set([...own, ...others].filter(({ collection }) => collection === 'persons').map(({ document }) => document))], entries: own, others }) as unknown as Releasable;
/** A person belongs to the case of the same name. */
const unitOf = ({ document }: { readonly document: string }) => document.replace(/^p/, 'c');
const rows = (...documents: string[]): Row[] => documents.map((document, at) => ({ number: at + 1, collection: document.startsWith('p') ? 'persons' : 'cases', document }));
const numbers = (parts: readonly Releasable[]) => parts.map(({ entries }) => entries.map(({ number }) => number));

describe('a release in parts', () => {
  test('is one where it is small enough, and the very thing that was given', () => {
    const small = loaded(rows('p1', 'c1', 'c1', 'c1'), [], ['c1']);
    expect(splitRelease(small, unitOf, 4)).toEqual([small]);
    expect(splitRelease(small, unitOf, 4)[0]).toBe(small);
  });

  test('keeps a case with its person in one part, each part in the order of its entries, nothing twice and nothing lost', () => {
    // Two cases were worked on by turns; a third began last.
    const given = loaded(rows('p1', 'p2', 'c1', 'c2', 'c1', 'c2', 'p3', 'c3', 'c1'), [], ['c1', 'c2', 'c3']);
    const parts = splitRelease(given, unitOf, 5);
    expect(numbers(parts)).toEqual([[1, 3, 5, 9], [2, 4, 6, 7, 8]]);
    expect(parts.map(({ cases, persons }) => [cases.map(({ id }) => id as string), persons])).toEqual([[['c1'], ['p1']], [['c2', 'c3'], ['p2', 'p3']]]);
  });

  test('cuts a case that is larger than a part, and counts it once', () => {
    const given = loaded(rows('p1', 'c1', 'c1', 'c1', 'c1', 'p2', 'c2'), [], ['c1', 'c2']);
    const parts = splitRelease(given, unitOf, 3);
    expect(numbers(parts)).toEqual([[1, 2, 3], [4, 5], [6, 7]]);
    expect(parts.map(({ cases, persons }) => [cases.length, persons.length])).toEqual([[1, 1], [0, 0], [1, 1]]);
  });

  test('takes what colleagues made of a case with it', () => {
    const others: Row[] = [{ device: 'b', number: 1, collection: 'cases', document: 'c1' }, { device: 'b', number: 2, collection: 'cases', document: 'c9' }];
    const parts = splitRelease(loaded(rows('c1', 'c1', 'c2', 'c2'), others, ['c1', 'c2']), unitOf, 3);
    expect(numbers(parts)).toEqual([[1, 2], [3, 4]]);
    expect(parts.map((part) => part.others?.map(({ number }) => number))).toEqual([[1], [2]]);
  });
});
