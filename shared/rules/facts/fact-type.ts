import { booleanType, dateType, numberType, type Type } from '../language/types.ts';
import type { FactDefinition, FactField } from '../schema/fact.ts';

/** The static type of a fact in the language. */
export const factType = (fact: Pick<FactDefinition, 'type' | 'of'> & { readonly choices?: FactField['choices'] }): Type => {
  switch (fact.type) {
    case 'boolean': return booleanType;
    case 'date':
    case 'month': return dateType;
    case 'code': return { kind: 'code', choices: (fact.choices ?? []).map(({ id }) => id) };
    case 'text': return { kind: 'text' };
    case 'list': return { kind: 'list', of: { kind: 'record', fields: Object.fromEntries((fact.of ?? []).map((field) => [field.id, factType(field)])) } };
    default: return numberType(fact.type);
  }
};
