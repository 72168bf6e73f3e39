import { describe, expect, test } from 'vitest';
import { findActionOfKey } from '../../../../src-renderer/features/case/action-key.ts';
import { faultsOf } from '../../../../src-renderer/features/case/faults-of.ts';
import { syncShare } from '../../../../src-renderer/features/sync/sync-share.ts';
import type { CaseFacts } from '../../../../shared/domain/case.ts';
import type { SyncProgress } from '../../../../shared/ipc/sync-state.ts';

const key = (code: string, held: Partial<{ ctrlKey: boolean; altKey: boolean; metaKey: boolean }> = {}) => ({ code, ctrlKey: false, altKey: false, metaKey: false, ...held });

describe('the keys of a case', () => {
  test('letters act outside fields only', () => {
    expect(['KeyA', 'KeyR', 'KeyT', 'KeyQ'].map((code) => findActionOfKey(key(code), false))).toEqual(['approve', 'return', 'transfer', undefined]);
    expect(['KeyA', 'KeyR', 'KeyT'].map((code) => findActionOfKey(key(code), true))).toEqual([undefined, undefined, undefined]);
  });
  test('Ctrl Enter hands over, in a field too; other Ctrl keys do nothing', () => {
    expect(findActionOfKey(key('Enter', { ctrlKey: true }), true)).toBe('handOver');
    expect(findActionOfKey(key('KeyA', { ctrlKey: true }), false)).toBeUndefined();
    expect(findActionOfKey(key('KeyA', { altKey: true }), false)).toBeUndefined();
  });
});

describe('faultsOf', () => {
  const facts = { onsetDate: null, note: '' } as CaseFacts;
  const refused = { type: 'InvalidInput', issues: [{ path: 'facts.onsetDate', code: 'required' }, { path: 'elsewhere', code: 'date' }] } as const;
  test('names the fields until they are filled in', () => {
    expect(faultsOf({ ...refused, issues: [...refused.issues] }, facts)).toEqual({ onsetDate: 'required' });
    expect(faultsOf({ ...refused, issues: [...refused.issues] }, { ...facts, onsetDate: '2026-01-05' as CaseFacts['onsetDate'] })).toEqual({});
    expect(faultsOf({ type: 'Offline' }, facts)).toEqual({});
  });
});

describe('syncShare', () => {
  const progress = (phase: SyncProgress['phase'], sent: number, toSend: number) => ({ phase, entriesSent: sent, entriesToSend: toSend, itemsReceived: 0, itemsToReceive: 0 }) as SyncProgress;
  test('is whole only when it is done', () => {
    expect(syncShare(progress('done', 0, 0))).toBe(1);
    expect(syncShare(progress('exchanging', 10, 10))).toBeLessThan(1);
    expect(syncShare(progress('failed', 10, 10))).toBeLessThan(1);
    expect(syncShare(progress('exchanging', 5, 10))).toBe(0.5);
    expect(syncShare(progress('connecting', 0, 0))).toBe(0);
  });
});
