import { expect, it } from 'vitest';
import { factsSchema } from '../../../shared/rules/facts/facts-schema.ts';
import { shippedRules } from '../../support/rules/shipped-rules.ts';

const schemaOf = (id: string) => factsSchema(shippedRules().programmes.get(id)!);

it('says itself what is needed only under a condition, where the condition is a plain one', () => {
  expect(schemaOf('loss-of-capacity-insurance').allOf).toEqual([{ anyOf: [{ required: ['establishedAverage'] }, { required: ['incomes'] }] }]);
  expect(schemaOf('employer-liability').allOf).toEqual([
    // nothing said is no state-budget employer, and nobody who died
    { if: { properties: { stateBudgetEmployer: { const: false } }, required: [] }, then: { required: ['hasContract'] } },
    { if: { properties: { hasContract: { const: true } }, required: ['hasContract'] }, then: { required: ['insurer'] } },
    ...['professionalDegreeFrom', 'professionalDegree', 'averageEarnings'].map((id) => ({ if: { properties: { diedFromAccident: { const: false } }, required: [] }, then: { required: [id] } })),
  ]);
  expect(schemaOf('disability-benefit')).not.toHaveProperty('allOf');
});

it('bounds lists and texts as the reading of facts does', () => {
  expect(schemaOf('employer-liability').properties).toMatchObject({ employer: { pattern: '\\S', maxLength: 500 }, reimbursedCosts: { maxItems: 2000 } });
});

it('tells how a request is made of the facts', () => {
  for (const id of shippedRules().programmes.keys()) expect(schemaOf(id).$comment).toContain(`{"programme":"${id}","asOf":"YYYY-MM-DD","facts":{…}}`);
});
