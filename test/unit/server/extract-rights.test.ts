import { expect, it } from 'vitest';
import { toBase64url } from '../../../shared/base/base64url.ts';
import { utf8 } from '../../../shared/base/bytes.ts';
import type { CaseId, PersonId, StaffId } from '../../../shared/base/ids.ts';
import type { Instant } from '../../../shared/base/instant.ts';
import { noFacts, type Case } from '../../../shared/domain/case.ts';
import type { Extract } from '../../../shared/domain/mse/extract.ts';
import { extractOf } from '../../../shared/rules/mse/extract-of.ts';
import { mayOpenCase } from '../../../src-server/ingest/case-rights.ts';
import { mayTellPayers } from '../../../src-server/ingest/extract-rights.ts';
import { keyOf, type WorkingDocument } from '../../../src-server/ingest/workspace.ts';
import { actBody, actOf, crypto } from '../../support/mse/act.ts';

const body = actBody(3);
const act = { ...actOf(body), status: 'signed' as const };
const workspace = (held: object) => ({ crypto, documents: new Map([[keyOf('acts', act.id), { body: held } as unknown as WorkingDocument]]) });
const actor = { author: 'chair', roles: ['chair' as const], names: ['Төраға'], at: '2026-11-22T06:00:00.000Z' };
const extract: Extract = { id: act.id, caseId: null, ...extractOf(body, toBase64url(crypto.sha256(utf8(act.body)))) };

it('an extract is taken where it says word for word what a signed act at the centre says, of somebody of a commission', () => {
  expect(mayTellPayers(extract, actor, workspace(act))).toBe(true);
  expect(mayTellPayers(extract, { ...actor, roles: ['commissionMember'] }, workspace(act))).toBe(true);
  expect(mayTellPayers(extract, { ...actor, roles: ['caseworker', 'supervisor', 'medicalRegistrar'] }, workspace(act))).toBe(false);
  expect(mayTellPayers(extract, actor, workspace({ ...act, status: 'signing' }))).toBe(false);
  expect(mayTellPayers(extract, actor, { crypto, documents: new Map() })).toBe(false);
  expect(mayTellPayers(extract, actor, workspace({ ...act, body: `${act.body} ` }))).toBe(false);
  const lies: Partial<Extract>[] = [{ outcome: 'group1' }, { generalLoss: 80 }, { until: null }, { cause: 'workInjury' }, { personId: act.id as unknown as PersonId }, { hash: 'A'.repeat(43) }, { cites: act.id }];
  for (const lie of lies) expect([lie, mayTellPayers({ ...extract, ...lie }, actor, workspace(act))]).toEqual([lie, false]);
});

it('a commission opens a case for its act, and says nothing in it', () => {
  const opened: Case = {
    id: act.id as unknown as CaseId, number: '2026-1/A', personId: body.person.id, risk: 'loss-of-work-capacity', district: body.district, status: 'draft', facts: { ...noFacts, claims: ['disability-benefit'], law: {} },
    opened: { by: 'chair' as StaffId, byName: 'Төраға', at: actor.at as Instant }, handedOver: null, returned: null, approved: null, transferred: null,
  };
  expect(mayOpenCase(opened, actor)).toBe(true);
  expect(mayOpenCase(opened, { ...actor, roles: ['medicalRegistrar'] })).toBe(false);
  for (const facts of [{ ...opened.facts, law: { degree: 100 } }, { ...opened.facts, degreePercent: 100 }, { ...opened.facts, note: 'x' }, noFacts]) expect(mayOpenCase({ ...opened, facts }, actor)).toBe(false);
  expect(mayOpenCase({ ...opened, facts: { ...noFacts, note: 'x' } }, { ...actor, roles: ['caseworker'] })).toBe(true);
});
