import { describe, expect, test } from 'vitest';
import type { CaseId, PersonId, StaffId } from '../../../../shared/base/ids.ts';
import type { Instant } from '../../../../shared/base/instant.ts';
import type { PlainDate } from '../../../../shared/base/plain-date.ts';
import type { Case } from '../../../../shared/domain/case.ts';
import type { KatoCode } from '../../../../shared/domain/kato.ts';
import { decideApprove } from '../../../../src-main/replica/usecases/approve-case.ts';
import type { CommandContext } from '../../../../src-main/replica/usecases/command-context.ts';
import { decideHandOver } from '../../../../src-main/replica/usecases/hand-over-case.ts';
import { humanNumber } from '../../../../src-main/replica/usecases/next-number.ts';
import { decideOpenCase } from '../../../../src-main/replica/usecases/open-case.ts';
import { decideRegister } from '../../../../src-main/replica/usecases/register-person.ts';
import { decideReturn } from '../../../../src-main/replica/usecases/return-case.ts';
import { decideSaveDraft } from '../../../../src-main/replica/usecases/save-draft.ts';
import { decideTransfer } from '../../../../src-main/replica/usecases/transfer-case.ts';
import { decideUnapprove } from '../../../../src-main/replica/usecases/unapprove-case.ts';
import { madeUpPerson, ulan, zaysan } from '../../../support/replica/people.ts';

const [worker, chief] = ['01890000-0000-7000-8000-0000000b0001', '01890000-0000-7000-8000-0000000b0002'] as [StaffId, StaffId];
const id = '01890000-0000-7000-8000-00000000c001' as CaseId;
const personId = '01890000-0000-7000-8000-00000000d001' as PersonId;

const contextOf = (by: StaffId, roles: CommandContext['roles'], change: Partial<CommandContext> = {}): CommandContext => ({
  step: { by, byName: 'Аты', at: '2026-01-10T06:00:00.000Z' as Instant }, by, roles, today: '2026-01-10' as PlainDate, area: ulan, training: true,
  isDistrict: (kato) => kato === ulan || kato === zaysan, ...change,
});
const asWorker = contextOf(worker, ['caseworker']);
const asChief = contextOf(chief, ['supervisor']);

const caseOf = (change: Partial<Case> = {}): Case => ({
  id, number: '2026-1/AAAAAA', personId, risk: 'loss-of-work-capacity', district: ulan, status: 'draft',
  facts: { onsetDate: '2026-01-05' as PlainDate, employer: '', position: '', degreePercent: null, degreeSetOn: null, workInjury: false, note: '' },
  opened: asWorker.step, handedOver: null, returned: null, approved: null, transferred: null, ...change,
});
const inReview = caseOf({ status: 'review', handedOver: asWorker.step });
const issuesOf = (result: ReturnType<typeof decideRegister>) => (!result.ok && result.error.type === 'InvalidInput' ? result.error.issues : result);

describe('register', () => {
  const decide = (change: Parameters<typeof madeUpPerson>[1], context = asWorker, same?: string, similar: Parameters<typeof decideRegister>[1]['similar'] = [], dismissed: PersonId[] = []) =>
    decideRegister({ ...madeUpPerson(1, change), dismissed }, { sameIin: same, similar }, personId, context);

  test('a training number in training mode makes a synthetic person', () => {
    expect(decide({})).toMatchObject({ ok: true, value: [{ collection: 'persons', before: undefined, after: { id: personId, synthetic: true, work: [], disability: null } }] });
  });
  test('outside training a training number is refused; no number is accepted', () => {
    const real = { ...asWorker, training: false };
    expect(issuesOf(decide({}, real))).toEqual([{ path: 'iin', code: 'iinTraining' }]);
    expect(decide({ iin: null }, real)).toMatchObject({ ok: true, value: [{ after: { synthetic: false, iin: null } }] });
  });
  test('every fault is told at once: number, birth date, district', () => {
    const person = { iin: '123456789012', birthDate: '2026-01-11' as PlainDate, district: '111111111' as KatoCode };
    expect(issuesOf(decide(person))).toEqual([{ path: 'iin', code: 'iinChecksum' }, { path: 'birthDate', code: 'future' }, { path: 'district', code: 'katoUnknown' }]);
    expect(decide({ birthDate: '2026-01-10' as PlainDate })).toMatchObject({ ok: true });
  });
  test('a number that disagrees with birth date and sex is no error', () => {
    expect(decide({ birthDate: '1990-12-12' as PlainDate, sex: 'male' })).toMatchObject({ ok: true });
  });
  test('somebody very like them must be looked at first; the decision stays in the record', () => {
    const twin = '01890000-0000-7000-8000-00000000d009' as PersonId;
    expect(decide({}, asWorker, undefined, [{ id: twin, score: 0.7, reasons: [] }])).toMatchObject({ ok: true });
    const like = [{ id: twin, score: 0.9, reasons: [] }];
    expect(decide({}, asWorker, undefined, like)).toEqual({ ok: false, error: { type: 'Conflict', what: 'similar', id: twin } });
    expect(decide({}, asWorker, undefined, like, [twin])).toMatchObject({ ok: true, value: [{ after: { notSame: [twin] } }] });
  });
  test('the same number twice leads to the person who has it', () => {
    expect(decide({}, asWorker, 'somebody')).toEqual({ ok: false, error: { type: 'Conflict', what: 'iin', id: 'somebody' } });
  });
});

describe('a case', () => {
  test('opens as a draft of a known risk for a known person', () => {
    const loaded = { person: undefined, risks: ['loss-of-work-capacity'], programmes: ['p'], id, number: 'n' };
    expect(decideOpenCase({ personId, risk: 'loss-of-work-capacity' }, loaded, asWorker)).toEqual({ ok: false, error: { type: 'NotFound', what: 'person', id: personId } });
    const person = { id: personId } as never;
    expect(decideOpenCase({ personId, risk: 'x' }, { ...loaded, person }, asWorker)).toMatchObject({ error: { issues: [{ path: 'risk', code: 'riskUnknown' }] } });
    expect(decideOpenCase({ personId, risk: 'loss-of-work-capacity' }, { ...loaded, person }, asWorker)).toMatchObject({ value: [{ after: { status: 'draft', district: ulan, opened: asWorker.step } }] });
    expect(decideOpenCase({ personId, risk: 'loss-of-work-capacity', claims: ['q'] }, { ...loaded, person }, asWorker)).toMatchObject({ error: { issues: [{ path: 'claims', code: 'choice' }] } });
    expect(decideOpenCase({ personId, risk: 'loss-of-work-capacity', claims: ['p'] }, { ...loaded, person }, asWorker)).toMatchObject({ value: [{ after: { facts: { claims: ['p'], law: {} } } }] });
  });
  test('keeps the facts that were not sent', () => {
    const saved = decideSaveDraft({ id, facts: { employer: 'ЖШС', note: undefined } }, caseOf(), asWorker);
    expect(saved).toMatchObject({ value: [{ after: { facts: { onsetDate: '2026-01-05', employer: 'ЖШС', note: '' } } }] });
  });
  test('of an earlier version needs the day the loss began, and not a day ahead, to be handed over', () => {
    const handOver = (change: Partial<Case> = {}) => ({ found: caseOf(change), form: undefined });
    const facts = caseOf().facts;
    expect(decideHandOver(id, handOver({ facts: { ...facts, onsetDate: null } }), asWorker)).toMatchObject({ error: { issues: [{ path: 'facts.onsetDate', code: 'required' }] } });
    expect(decideHandOver(id, handOver({ facts: { ...facts, onsetDate: '2026-01-11' as PlainDate } }), asWorker)).toMatchObject({ error: { issues: [{ path: 'facts.onsetDate', code: 'future' }] } });
    expect(decideHandOver(id, handOver(), asWorker)).toMatchObject({ value: [{ after: { status: 'review', handedOver: asWorker.step } }] });
  });
  test('is approved by other eyes than those that opened, typed in or handed it over', () => {
    const both = contextOf(worker, ['caseworker', 'supervisor']);
    const fourEyes = { ok: false, error: { type: 'RuleRefused', rule: 'fourEyes', citation: null } };
    const others = { opened: asChief.step, handedOver: asChief.step };
    expect(decideApprove(id, { found: inReview, typedBy: [], decide: () => undefined }, both)).toEqual(fourEyes);
    expect(decideApprove(id, { found: { ...inReview, ...others, handedOver: both.step }, typedBy: [], decide: () => undefined }, both)).toEqual(fourEyes);
    expect(decideApprove(id, { found: { ...inReview, ...others }, typedBy: [worker], decide: () => undefined }, both)).toEqual(fourEyes);
    expect(decideApprove(id, { found: inReview, typedBy: [worker], decide: () => undefined }, asChief)).toMatchObject({ value: [{ after: { status: 'approved', approved: asChief.step } }] });
  });
  test('goes back with its reason, and only from review', () => {
    expect(decideReturn({ id, reason: 'Неге' }, inReview, asChief)).toMatchObject({ value: [{ after: { status: 'returned', returned: { reason: 'Неге', by: chief } } }] });
    expect(decideReturn({ id, reason: 'x' }, caseOf(), asChief)).toEqual({ ok: false, error: { type: 'Conflict', what: 'caseStatus', id } });
    expect(decideReturn({ id, reason: 'x' }, inReview, asWorker)).toEqual({ ok: false, error: { type: 'NotAllowed', action: 'case.return' } });
    expect(decideReturn({ id, reason: 'x' }, undefined, asChief)).toEqual({ ok: false, error: { type: 'NotFound', what: 'case', id } });
  });
  test('has its approval taken back by who gave it, until it is released', () => {
    const approved = caseOf({ status: 'approved', approved: asChief.step });
    expect(decideUnapprove(id, { found: approved, unreleased: true, decision: undefined }, asChief)).toMatchObject({ value: [{ after: { status: 'review', approved: null } }] });
    expect(decideUnapprove(id, { found: approved, unreleased: false, decision: undefined }, asChief)).toMatchObject({ error: { type: 'Conflict', what: 'caseStatus' } });
    expect(decideUnapprove(id, { found: approved, unreleased: true, decision: undefined }, contextOf(worker, ['supervisor']))).toMatchObject({ error: { type: 'NotAllowed' } });
    expect(decideUnapprove(id, { found: inReview, unreleased: true, decision: undefined }, asChief)).toMatchObject({ error: { type: 'Conflict' } });
  });

  test('is transferred to another real district only, and not by an office that no longer has it', () => {
    const approved = caseOf({ status: 'approved', approved: asChief.step });
    const decide = (to: string, found = approved) => decideTransfer({ id, to: to as KatoCode, reason: '' }, found, asChief);
    expect(decide('111111111')).toMatchObject({ error: { issues: [{ path: 'to', code: 'katoUnknown' }] } });
    expect(decide(ulan)).toMatchObject({ error: { issues: [{ path: 'to', code: 'sameDistrict' }] } });
    expect(decide(zaysan)).toMatchObject({ value: [{ after: { status: 'approved', district: zaysan, transferred: { from: ulan, to: zaysan, by: chief } } }] });
    expect(decide(ulan, { ...approved, district: zaysan })).toMatchObject({ error: { type: 'Conflict' } });
  });
  test('has a number that names the year, the count and the laptop', () => {
    expect(humanNumber({ year: 2026, last: 12 }, '01890000-0000-7000-8000-0000007f3a2c' as never)).toBe('2026-12/7F3A2C');
  });
});
