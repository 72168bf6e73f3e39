import { describe, expect, it } from 'vitest';
import { statusAfter } from '../../../shared/domain/case-actions.ts';
import { CaseStatus } from '../../../shared/domain/case-status.ts';

describe('statusAfter', () => {
  it('leads a case from draft to approved by the right people only', () => {
    expect(statusAfter('draft', 'handOver', ['caseworker'])).toBe('review');
    expect(statusAfter('draft', 'handOver', ['supervisor'])).toBeUndefined();
    expect(statusAfter('review', 'approve', ['supervisor'])).toBe('approved');
    expect(statusAfter('review', 'approve', ['caseworker'])).toBeUndefined();
    expect(statusAfter('review', 'return', ['supervisor'])).toBe('returned');
    expect(statusAfter('returned', 'handOver', ['caseworker', 'supervisor'])).toBe('review');
    expect(statusAfter('approved', 'withdraw', ['supervisor'])).toBe('review');
    expect(statusAfter('approved', 'withdraw', ['caseworker'])).toBeUndefined();
  });
  it('lets nobody touch a case that has gone', () => {
    for (const action of ['edit', 'handOver', 'approve', 'return', 'transfer'] as const)
      expect(statusAfter('transferredAway', action, ['caseworker', 'supervisor', 'administrator'])).toBeUndefined();
  });
  it('leads only to statuses that exist', () => {
    for (const status of CaseStatus.options)
      for (const action of ['edit', 'handOver', 'approve', 'return', 'withdraw', 'transfer', 'recall', 'putAside', 'takeUp', 'reassign'] as const) {
        const after = statusAfter(status, action, ['caseworker', 'supervisor']);
        if (after) expect(CaseStatus.options).toContain(after);
      }
  });
});
