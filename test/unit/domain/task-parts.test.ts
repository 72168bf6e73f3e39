import { expect, it } from 'vitest';
import { composeOutcome, partsOf } from '../../../shared/domain/task-parts.ts';

const facts = { note: 'l', employer: 'e', law: { income: '100', degree: 40 } };
const caseTask = {
  collection: 'cases', fields: ['approved', 'facts', 'handedOver', 'status'], left: { values: { facts, status: 'draft', approved: null, handedOver: null } },
  right: { values: { facts: { ...facts, note: 'r', law: { income: '200', degree: 40, months: 3 } } } },
};

it('shows the facts of a case one by one, those that differ, and the step where one was taken', () => {
  expect(partsOf(caseTask).map(({ path, left, right }) => [path, left, right])).toEqual([['facts.note', 'l', 'r'], ['facts.law.income', '100', '200'], ['facts.law.months', undefined, 3]]);
  const handed = { ...caseTask, left: { values: { ...caseTask.left.values, status: 'review' } } };
  expect(partsOf(handed).at(-1)).toEqual({ path: 'status', left: 'review', right: undefined, mayTake: false, mayType: false });
});

it('composes an outcome of a value of each side and a third one', () => {
  expect(composeOutcome(caseTask, { 'facts.note': { value: 'third' }, 'facts.law.income': 'right', 'facts.law.months': 'left' })).toMatchObject({ facts: { note: 'third', employer: 'e', law: { income: '200', degree: 40 } }, status: 'draft' });
  expect(composeOutcome(caseTask, { 'facts.law.months': 'right' })).toMatchObject({ facts: { ...facts, law: { ...facts.law, months: 3 } } });
  expect(composeOutcome(caseTask, {})).toEqual(caseTask.left.values);
});

it('takes a step whole, and nothing that may not be taken', () => {
  const step = { by: 'b', byName: 'B', at: '2026-01-05T05:00:00.000Z' };
  const returned = { collection: 'cases', fields: ['approved', 'handedOver', 'returned', 'status'], left: { values: { status: 'approved', approved: step, handedOver: step, returned: null } }, right: { values: { status: 'returned', returned: { ...step, reason: 'r' }, handedOver: null } } };
  expect(composeOutcome(returned, { status: 'right' })).toEqual({ status: 'returned', returned: { ...step, reason: 'r' }, handedOver: null, approved: null });
  const moved = { collection: 'cases', fields: ['approved', 'district', 'handedOver', 'status', 'transferred'], left: { values: { status: 'review', approved: null, handedOver: step, district: 'x' } }, right: { values: { district: 'y', transferred: { ...step, from: 'x', to: 'y', reason: '' } } } };
  expect(partsOf(moved).at(-1)).toMatchObject({ right: 'transferredAway', mayTake: false });
  expect(composeOutcome(moved, { status: 'right' })).toEqual(moved.left.values);
});
