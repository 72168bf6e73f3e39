import { expect, it } from 'vitest';
import type { Assessment } from '../../../shared/domain/mse/assessment.ts';
import { mayChangeAssessment } from '../../../src-server/ingest/mse-rights.ts';

const at = '2026-11-22T06:00:00.000Z';
const actor = { author: 'saule', roles: ['medicalRegistrar' as const], names: ['Сәуле'], at };
const file = (hash: string, by = 'saule') => ({ name: 'a.pdf', type: 'application/pdf', size: 9, hash: hash.repeat(64), added: { by, byName: by === 'saule' ? 'Сәуле' : by, at } });
const assessment = (files: readonly object[] | undefined, status = 'referred') => ({ id: 'x', status, act: null, refused: null, ...(files ? { files } : {}) }) as unknown as Assessment;

it('files of a referral are added in one’s own name while the examination is open; none is taken away or exchanged', () => {
  const may = (before: readonly object[] | undefined, after: readonly object[] | undefined, status?: string) => mayChangeAssessment(assessment(before, status), assessment(after, status), actor);
  expect(may(undefined, [file('a')])).toBe(true);
  expect(may([file('a', 'seitov')], [file('a', 'seitov'), file('b')])).toBe(true);
  expect(may(undefined, [file('a', 'seitov')])).toBe(false);
  expect(may([file('a')], [])).toBe(false);
  expect(may([file('a')], [file('b')])).toBe(false);
  expect(may(undefined, [file('a')], 'signing')).toBe(false);
  expect(mayChangeAssessment(assessment(undefined), assessment([file('a')]), { ...actor, roles: ['caseworker'] })).toBe(false);
});
