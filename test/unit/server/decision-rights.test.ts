import { expect, test } from 'vitest';
import type { Decision } from '../../../shared/domain/decision.ts';
import { mayTouchDecision, mayTouchLedger, mayTouchScan } from '../../../src-server/ingest/decision-rights.ts';
import type { Workspace } from '../../../src-server/ingest/workspace.ts';

const at = '2026-01-10T10:00:00.000Z';
const step = (by: string) => ({ by, byName: by, at });
const actor = (author: string, ...roles: string[]) => ({ author, roles, names: [author], at }) as never;
const decision = (change: Partial<Record<keyof Decision, unknown>> = {}): Record<string, unknown> => ({ id: 'd', caseId: 'c', decided: step('chief'), programmes: [], withdrawn: null, replacedBy: null, ...change });
const workspace = (status: string) => ({ documents: new Map([['cases/c', { body: { status } }]]) }) as unknown as Workspace;
const kept = { body: decision() } as never;

test('a decision is made by a supervisor in their own name, of an approved case', () => {
  expect(mayTouchDecision(undefined, decision(), actor('chief', 'supervisor'), workspace('approved'))).toBe(true);
  expect(mayTouchDecision(undefined, decision(), actor('chief', 'caseworker'), workspace('approved'))).toBe(false);
  expect(mayTouchDecision(undefined, decision(), actor('other', 'supervisor'), workspace('approved'))).toBe(false);
  expect(mayTouchDecision(undefined, decision(), actor('chief', 'supervisor'), workspace('review'))).toBe(false);
  expect(mayTouchDecision(undefined, decision({ withdrawn: step('chief') }), actor('chief', 'supervisor'), workspace('approved'))).toBe(false);
});

test('a decision only ever ends: nothing else of it changes, and it is withdrawn in one’s own name', () => {
  const change = (after: Record<string, unknown>, by = 'chief') => mayTouchDecision(kept, after, actor(by, 'supervisor'), workspace('approved'));
  expect(change(decision({ replacedBy: 'e' }))).toBe(true);
  expect(change(decision({ withdrawn: step('chief') }))).toBe(true);
  expect(change(decision({ withdrawn: step('somebody') }))).toBe(false);
  expect(change(decision({ programmes: [{}] }))).toBe(false);
});

test('a scan is added and taken away by a caseworker in their own name; what the registry knows is nobody’s to change', () => {
  const scan = { id: 's', added: step('aigul'), removed: null };
  expect(mayTouchScan(undefined, scan, actor('aigul', 'caseworker'))).toBe(true);
  expect(mayTouchScan(undefined, scan, actor('aigul', 'supervisor'))).toBe(false);
  expect(mayTouchScan({ body: scan } as never, { ...scan, removed: step('aigul') }, actor('aigul', 'caseworker'))).toBe(true);
  expect(mayTouchScan({ body: scan } as never, { ...scan, hash: 'x', removed: step('aigul') }, actor('aigul', 'caseworker'))).toBe(false);
  expect(mayTouchLedger()).toBe(false);
});
