import type { Rational } from './rational.ts';

/** The tree of one expression (grammar: resources/rules/README.md). `at` is the place in the text, from 0. */
export type Syntax = { readonly at: number } & (
  | { readonly kind: 'number'; readonly value: Rational; readonly whole: boolean }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'date'; readonly value: string }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'field'; readonly of: Syntax; readonly name: string }
  | { readonly kind: 'parameter'; readonly id: string; readonly keys: readonly Syntax[]; readonly date: Syntax | undefined }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Syntax[] }
  | { readonly kind: 'each'; readonly name: string; readonly body: Syntax }
  | { readonly kind: 'negative'; readonly of: Syntax }
  | { readonly kind: 'not'; readonly of: Syntax }
  | { readonly kind: 'binary'; readonly operator: BinaryOperator; readonly left: Syntax; readonly right: Syntax }
  | { readonly kind: 'in'; readonly of: Syntax; readonly choices: readonly Syntax[] }
  | { readonly kind: 'if'; readonly test: Syntax; readonly then: Syntax; readonly otherwise: Syntax }
);

export type BinaryOperator = 'or' | 'and' | '==' | '!=' | '<' | '<=' | '>' | '>=' | '+' | '-' | '*' | '/';

/** What is wrong with an expression and where; thrown inside the language, returned at its door. */
export class ExpressionProblem extends Error {
  readonly code: string;
  readonly at: number;
  constructor(code: string, detail: string, at: number) {
    super(detail);
    this.code = code;
    this.at = at;
  }
}
