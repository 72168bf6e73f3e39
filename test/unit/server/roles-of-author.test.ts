import { expect, test } from 'vitest';
import type { Instant } from '../../../shared/base/instant.ts';
import { nextHlc } from '../../../shared/sync/hlc.ts';
import { rolesOfAuthor } from '../../../src-server/ingest/roles-of-author.ts';
import type { Workspace } from '../../../src-server/ingest/workspace.ts';

const term = { staff: 'dina', from: '2026-03-02', to: '2026-03-12', ended: null };
const workspace = { roles: new Map([['dina', ['caseworker']]]), left: new Map(), acting: [term] } as unknown as Workspace;
const rolesAt = (clock: string, released: string) => rolesOfAuthor(workspace, { author: 'dina' as never, number: 7, hlc: nextHlc('', Date.parse(clock)) }, released as Instant);
const acts = ['caseworker', 'supervisor'];

test('an entry of an acting supervisor is judged by its clock, and by when it was released where its clock was ahead of that', () => {
  expect(rolesAt('2026-03-05T05:00:00.000Z', '2026-03-05T06:00:00.000Z')).toEqual(acts);
  expect(rolesAt('2026-03-05T05:00:00.000Z', '2026-04-05T06:00:00.000Z')).toEqual(acts);
  expect(rolesAt('2026-04-02T05:00:00.000Z', '2026-03-05T06:00:00.000Z')).toEqual(acts);
  expect(rolesAt('9000-01-01T00:00:00.000Z', '2026-03-05T06:00:00.000Z')).toEqual(acts);
});

test('what was written, or released with a clock ahead, outside the term has no supervisor’s role', () => {
  expect(rolesAt('2026-03-20T05:00:00.000Z', '2026-03-21T06:00:00.000Z')).toEqual(['caseworker']);
  expect(rolesAt('2026-04-02T05:00:00.000Z', '2026-03-20T06:00:00.000Z')).toEqual(['caseworker']);
  // Released within the term, by whomever, and written before it.
  expect(rolesAt('2026-02-20T05:00:00.000Z', '2026-03-05T06:00:00.000Z')).toEqual(['caseworker']);
});
