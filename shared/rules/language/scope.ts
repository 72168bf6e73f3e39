import { ExpressionProblem, type Syntax } from './syntax.ts';
import { typeName, type Type } from './types.ts';
import type { CompiledParameter } from './compiled-parameter.ts';
import type { Run } from './frame.ts';

export type Compiled = { readonly type: Type; readonly run: Run };

/** The names an expression may use. `find` answers how a name is read; a definition may be compiled by it on the way. */
export type Scope = {
  readonly find: (name: string, at: number) => Compiled | undefined;
  readonly parameters: ReadonlyMap<string, CompiledParameter>;
  /** How many `name ->` stand around the expression. */
  readonly depth: number;
  /** The compiler itself, handed down so that functions can compile their arguments. */
  readonly compile: (node: Syntax, scope: Scope) => Compiled;
};

/** Compiles and checks an expression that must be of a kind. */
export const compileAs = (node: Syntax, wanted: Type['kind'], scope: Scope): Compiled => {
  const compiled = scope.compile(node, scope);
  if (compiled.type.kind !== wanted) throw new ExpressionProblem('wrongType', `${wanted} wanted, ${typeName(compiled.type)} given`, node.at);
  return compiled;
};
