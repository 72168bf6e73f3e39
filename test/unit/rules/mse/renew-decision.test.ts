import { expect, test } from 'vitest';
import type { ActId } from '../../../../shared/base/ids.ts';
import type { PlainDate } from '../../../../shared/base/plain-date.ts';
import type { DecidedProgramme } from '../../../../shared/domain/decision.ts';
import type { FactValue } from '../../../../shared/domain/fact-value.ts';
import type { ActEffect } from '../../../../shared/domain/mse/act-effect.ts';
import type { Person } from '../../../../shared/domain/person.ts';
import { renewDecision } from '../../../../shared/rules/mse/renew-decision.ts';
import { shippedRules } from '../../../support/rules/shipped-rules.ts';

type Facts = Readonly<Record<string, FactValue>>;
const today = '2027-01-15';
const act = '01890000-0000-7000-8000-000000000001' as ActId;
const person = { birthDate: '1980-03-01', sex: 'female', disability: { group: 3, cause: 'generalIllness', since: '2019-05-01' } } as unknown as Person;
const group = (one: 1 | 2 | 3, from: string, to: string | null): ActEffect => ({ level: 1, act, group: one, cause: 'generalIllness', child: false, from: from as PlainDate, to: to as PlainDate | null });
const loss = (percent: number, from: string, to: string): ActEffect => ({ level: 2, act, percent, from: from as PlainDate, to: to as PlainDate });
const programme = (id: string, facts: Facts): DecidedProgramme => ({ programme: id, outcome: 'entitled', facts, amounts: [], answer: null });
const benefit = programme('disability-benefit', { birthDate: '1980-03-01', disabilityCategory: 'II', disabilityCause: 'general-illness', disabilityFrom: '2026-03-01', disabilityTo: '2027-02-28' });
const insured = (facts: Facts) => programme('loss-of-capacity-insurance', { degreeSetFrom: '2026-03-01', degree: 65, degreeTo: '2027-02-28', ...facts });

/** Which facts of the decision change, and to what; 'gone' where nothing is left to decide on. */
const renew = (programmes: readonly DecidedProgramme[], effects: readonly ActEffect[], came: readonly DecidedProgramme[] | undefined) => {
  const sources = { person, ledger: undefined, household: [person], asOf: today, effects };
  const made = renewDecision(shippedRules(), { programmes: [...programmes] }, { reasons: undefined, sources, came: came && { programmes: [...came] } }, today);
  return made?.gone ? 'gone' : Object.fromEntries((made?.changed ?? []).map(({ fact, after }) => [fact, after]));
};

test('a decision of one’s own loses what no act gives any more', () => {
  expect(renew([insured({})], [], undefined)).toBe('gone');
  expect(renew([insured({})], [group(2, '2026-03-01', null)], undefined)).toEqual({ degreeSetFrom: null, degree: null, degreeTo: null });
});

test('what another district decided stays where no act is here, or one of another level alone', () => {
  const came = [benefit, insured({})];
  expect(renew(came, [], came)).toEqual({});
  expect(renew(came, [loss(65, '2026-03-01', '2027-03-01')], came)).toEqual({});
  expect(renew(came, [group(1, '2026-12-01', '2027-12-01')], came)).toEqual({ disabilityCategory: 'I', disabilityFrom: '2026-12-01', disabilityTo: '2027-11-30' });
});

test('an act says a level whole: where it names no last day, the right has none', () => {
  expect(renew([benefit], [group(1, '2026-12-01', null)], [benefit])).toEqual({ disabilityCategory: 'I', disabilityFrom: '2026-12-01', disabilityTo: null });
});

test('a right that another district’s act began goes on from there; one that begins after a gap is a new one', () => {
  const came = [insured({})];
  expect(renew(came, [loss(85, '2026-12-01', '2027-12-01')], came)).toEqual({ degree: 85, degreeChangedFrom: '2026-12-01', degreeTo: '2027-11-30' });
  expect(renew(came, [loss(65, '2027-03-01', '2028-03-01')], came)).toEqual({ degreeTo: '2028-02-29' });
  expect(renew(came, [loss(65, '2026-12-01', '2027-06-01'), loss(85, '2027-06-01', '2028-06-01')], came)).toEqual({ degree: 85, degreeChangedFrom: '2027-06-01', degreeTo: '2028-05-31' });
  const ended = [insured({ degreeChangedFrom: '2026-05-01', degreeTo: '2026-10-31' })];
  expect(renew(ended, [loss(85, '2026-12-01', '2027-12-01')], ended)).toEqual({ degreeSetFrom: '2026-12-01', degree: 85, degreeChangedFrom: null, degreeTo: '2027-11-30' });
});

test('of a decision made here over one that came along only what was put here can fall', () => {
  const came = [benefit, insured({})];
  const anew = [programme('disability-benefit', { ...benefit.facts, disabilityCategory: 'I', disabilityFrom: '2026-12-01', disabilityTo: '2027-11-30' }), insured({})];
  expect(renew(anew, [group(1, '2026-12-01', '2027-12-01')], came)).toEqual({});
  // The act was annulled: what the former district decided holds again.
  expect(renew(anew, [], came)).toEqual({ disabilityCategory: 'II', disabilityFrom: '2026-03-01', disabilityTo: '2027-02-28' });
});
