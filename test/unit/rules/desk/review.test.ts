import { describe, expect, it } from 'vitest';
import type { Case } from '../../../../shared/domain/case.ts';
import { noFacts } from '../../../../shared/domain/case.ts';
import { changedFacts } from '../../../../shared/rules/desk/changed-facts.ts';
import { isUnusual, usualRange } from '../../../../shared/rules/desk/usual-range.ts';

describe('usualRange', () => {
  const oneTo = (count: number) => Array.from({ length: count }, (_, at) => String(at + 1));
  it('gives the fences of Tukey, reckoned by hand', () => {
    // 1 … 21: quartiles 6 and 16, between them 10, fences 6 − 15 and 16 + 15; below nothing there is no sum
    expect(usualRange(oneTo(21))).toEqual({ low: '0', high: '31', count: 21 });
    // 100.5 more each: quartiles 106.5 and 116.5
    expect(usualRange(oneTo(21).map((text) => `${Number(text) + 100}.5`))).toEqual({ low: '91.5', high: '131.5', count: 21 });
    // of 22 sums the quartiles lie between two: 1 + 21/4 = 6.25, 1 + 63/4 = 16.75
    expect(usualRange(oneTo(22))).toEqual({ low: '0', high: '32.5', count: 22 });
  });
  it('says nothing of a few sums, or where most are the same', () => {
    expect(usualRange(oneTo(19))).toBeUndefined();
    expect(usualRange([...oneTo(4), ...Array.from({ length: 30 }, () => '89498')])).toBeUndefined();
  });
  it('compares exactly', () => {
    const range = { low: '91.5', high: '131.5', count: 21 };
    expect(['91.5', '131.5', '91.49', '131.500000000001'].map((sum) => isUnusual(sum, range))).toEqual([false, false, true, true]);
  });
});

describe('changedFacts', () => {
  const at = (facts: object) => ({ risk: 'need', personId: 'p', facts: { ...noFacts, ...facts } }) as unknown as Case;
  it('names each field that is not as it was', () => {
    expect(changedFacts(at({ law: { degree: 60, income: '221300' }, claims: ['a'], note: '' }), at({ law: { degree: 65, account: 'KZ' }, claims: ['a', 'b'], note: 'x', origins: { degree: 'registry' } }))).toEqual([
      { field: 'law.degree', before: 60, after: 65 }, { field: 'law.account', before: null, after: 'KZ' }, { field: 'note', before: null, after: 'x' }, { field: 'claims', before: ['a'], after: ['a', 'b'] },
      { field: 'law.income', before: '221300', after: null },
    ]);
  });
  it('takes nothing, an empty text and an empty list for the same', () => {
    expect(changedFacts(at({ law: { degree: null }, brought: [], lawDay: null }), at({ law: {}, reasons: {} }))).toEqual([]);
  });
});
