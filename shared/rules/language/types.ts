/**
 * The static types. Numbers carry a unit: `money` (tenge) is never added to a bare number nor multiplied by money; `integer` and `months` widen to `decimal`;
 * `literal` is a whole number written in the expression, which fits each of them.
 */
export type NumberUnit = 'literal' | 'integer' | 'months' | 'decimal' | 'money';
export type Type =
  | { readonly kind: 'number'; readonly unit: NumberUnit }
  | { readonly kind: 'boolean' }
  | { readonly kind: 'date' }
  | { readonly kind: 'text' }
  | { readonly kind: 'code'; readonly choices: readonly string[] }
  | { readonly kind: 'list'; readonly of: Type }
  | { readonly kind: 'record'; readonly fields: Readonly<Record<string, Type>> };

export const numberType = (unit: NumberUnit): Type => ({ kind: 'number', unit });
export const booleanType: Type = { kind: 'boolean' };
export const dateType: Type = { kind: 'date' };

/** How a type is named in messages. */
export const typeName = (type: Type): string => {
  if (type.kind === 'number') return type.unit === 'literal' ? 'number' : type.unit;
  if (type.kind === 'list') return `list of ${typeName(type.of)}`;
  return type.kind === 'code' ? `code (${type.choices.join(', ')})` : type.kind;
};

/** The type of two values of which either may come (branches, minimum, sums), or undefined where they do not go together. */
export const commonType = (a: Type, b: Type): Type | undefined => {
  if (a.kind === 'number' && b.kind === 'number') {
    if (a.unit === b.unit || b.unit === 'literal') return a;
    if (a.unit === 'literal') return b;
    if (a.unit === 'money' || b.unit === 'money') return undefined;
    return numberType(a.unit !== 'decimal' && b.unit !== 'decimal' ? 'months' : 'decimal');
  }
  if (a.kind === 'code' && b.kind === 'code') return { kind: 'code', choices: [...new Set([...a.choices, ...b.choices])] };
  if (a.kind === 'list' && b.kind === 'list') {
    const of = commonType(a.of, b.of);
    return of && { kind: 'list', of };
  }
  if (a.kind === 'record' && b.kind === 'record') return a.fields === b.fields ? a : undefined;
  return a.kind === b.kind ? a : undefined;
};

/** The type of a product, or undefined (money times money). */
export const productType = (a: Type, b: Type): Type | undefined => {
  if (a.kind !== 'number' || b.kind !== 'number') return undefined;
  if (a.unit === 'money' && b.unit === 'money') return undefined;
  if (a.unit === 'money' || b.unit === 'money') return numberType('money');
  return commonType(a, b);
};

/** The type of a quotient, or undefined (a bare number divided by money). */
export const quotientType = (a: Type, b: Type): Type | undefined => {
  if (a.kind !== 'number' || b.kind !== 'number') return undefined;
  if (b.unit === 'money') return a.unit === 'money' ? numberType('decimal') : undefined;
  return numberType(a.unit === 'money' ? 'money' : 'decimal');
};
