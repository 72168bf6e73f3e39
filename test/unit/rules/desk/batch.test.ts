import { describe, expect, it } from 'vitest';
import { anyCase, isOfBatch } from '../../../../shared/rules/desk/batch-rule.ts';
import { batchTotals, grandTotal, type BatchPart } from '../../../../shared/rules/desk/batch-totals.ts';

const part = (level: 1 | 2 | 3, monthly: string, once = '0'): BatchPart => ({ level, monthly, once });

describe('batchTotals', () => {
  const cases = [
    { risk: 'loss', parts: [part(1, '89498'), part(2, '61843.1')] }, { risk: 'birth', parts: [part(1, '0', '164350')] }, { risk: 'loss', parts: [part(1, '0.2')] }, { risk: 'need', parts: [] },
  ];
  it('adds exactly, by risk and level', () => {
    expect(batchTotals(cases)).toEqual([
      { risk: 'loss', level: 1, cases: 2, monthly: '89498.2', once: '0' }, { risk: 'loss', level: 2, cases: 1, monthly: '61843.1', once: '0' }, { risk: 'birth', level: 1, cases: 1, monthly: '0', once: '164350' },
    ]);
    expect(grandTotal(batchTotals(cases))).toEqual({ monthly: '151341.3', once: '164350' });
  });
  it('is what the cases give together, however they are divided', () => {
    const parts = cases.flatMap((one) => one.parts);
    expect(grandTotal(batchTotals(cases))).toEqual(grandTotal(parts));
  });
});

describe('isOfBatch', () => {
  const found = { risk: 'loss', approvedOn: '2026-11-20', parts: [part(1, '89498'), part(2, '61843')] };
  it.each([
    [{}, true], [{ risk: 'loss' }, true], [{ risk: 'birth' }, false], [{ level: 2 as const }, true], [{ level: 3 as const }, false], [{ from: '2026-11-20', to: '2026-11-20' }, true], [{ from: '2026-11-21' }, false],
    [{ to: '2026-11-19' }, false], [{ least: '151341', most: '151341' }, true], [{ least: '151341.01' }, false], [{ most: '151340.99' }, false], [{ most: '9' }, false], [{ least: 'көп', most: '-' }, true],
  ])('%j', (change, expected) => expect(isOfBatch({ ...anyCase, ...change }, found)).toBe(expected));
});
