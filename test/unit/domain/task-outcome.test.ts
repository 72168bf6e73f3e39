import { expect, it } from 'vitest';
import { alsoInDispute, isSoundOutcome, mayTakeRight, outcomeOf, outcomeOfSide } from '../../../shared/domain/task-outcome.ts';

const step = { by: 'a', byName: 'A', at: '2026-01-05T05:00:00.000Z' };
const person = { collection: 'persons', fields: ['iin', 'lastNameKk'], left: { values: { iin: '1', lastNameKk: 'Ә' } }, right: { values: { iin: '2' } } };
const approved = { collection: 'cases', fields: ['approved', 'facts', 'handedOver', 'status'], left: { values: { facts: { note: 'l' }, status: 'approved', approved: step, handedOver: step } }, right: { values: { facts: { note: 'r' } } } };

it('a side is taken whole; what it left alone stays', () => {
  expect(outcomeOfSide(person, 'left')).toEqual({ iin: '1', lastNameKk: 'Ә' });
  expect(outcomeOfSide(person, 'right')).toEqual({ iin: '2', lastNameKk: 'Ә' });
});

it('in a case an approval falls with the facts it covered, and no decision approves', () => {
  expect(outcomeOfSide(approved, 'left')).toEqual(approved.left.values);
  expect(outcomeOfSide(approved, 'right')).toEqual({ facts: { note: 'r' }, status: 'review', approved: null, handedOver: step });
  const returned = { ...approved, left: { values: { ...approved.left.values, status: 'returned', approved: null, handedOver: null } }, right: { values: { status: 'approved', approved: step } } };
  expect(outcomeOfSide(returned, 'right')).toMatchObject({ status: 'review', approved: null });
  expect(alsoInDispute('cases', ['facts'])).toEqual(['status', 'approved', 'handedOver']);
  expect([alsoInDispute('cases', ['personId']), alsoInDispute('persons', ['iin'])]).toEqual([[], []]);
});

it('what other documents changed with, and what is signed or closed, is done anew', () => {
  const merged = { collection: 'persons', fields: ['mergedInto'], left: { values: { mergedInto: 'a' } }, right: { values: { mergedInto: 'b' } } };
  expect([mayTakeRight(merged, 'mergedInto'), outcomeOfSide(merged, 'right')]).toEqual([false, undefined]);
  const act = { collection: 'acts', fields: ['status'], left: { values: { status: 'inForce' } }, right: { values: { status: 'annulled' } } };
  expect(mayTakeRight(act, 'status')).toBe(false);
  const draft = { collection: 'assessments', fields: ['draft'], left: { values: { draft: 1 } }, right: { values: { draft: 2 } } };
  expect(mayTakeRight(draft, 'draft')).toBe(true);
  expect(mayTakeRight({ ...draft, fields: ['draft', 'status'], left: { values: { draft: 1, status: 'decided' } } }, 'draft')).toBe(false);
});

it('an outcome is sound only within the dispute, and as the rules make it', () => {
  expect(isSoundOutcome(person, { iin: '3', lastNameKk: 'Б' })).toBe(true);
  expect(isSoundOutcome(person, { iin: '2', lastNameKk: 'Ә', phone: '1' })).toBe(false);
  expect(isSoundOutcome(approved, outcomeOf(approved, { facts: { note: 'third' } }))).toBe(true);
  expect(isSoundOutcome(approved, { ...approved.left.values, facts: { note: 'third' } }), 'approved, but not for this').toBe(false);
  expect(isSoundOutcome(approved, { ...outcomeOf(approved, { facts: { note: 'x' } }), status: 'transferredAway' })).toBe(false);
  const merged = { collection: 'persons', fields: ['mergedInto'], left: { values: { mergedInto: 'a' } }, right: { values: { mergedInto: 'b' } } };
  expect(isSoundOutcome(merged, { mergedInto: 'b' })).toBe(false);
});
