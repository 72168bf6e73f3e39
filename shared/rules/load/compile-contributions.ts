import { compile } from '../language/compile.ts';
import type { CompiledParameter } from '../language/compiled-parameter.ts';
import type { Run } from '../language/frame.ts';
import { parseExpression } from '../language/parse.ts';
import type { Compiled } from '../language/scope.ts';
import { ExpressionProblem } from '../language/syntax.ts';
import { dateType, numberType, typeName } from '../language/types.ts';
import type { Contributions } from '../schema/contributions.ts';
import type { RuleIssue } from './issue.ts';

const names: ReadonlyMap<string, Compiled> = new Map([
  ['asOf', { type: dateType, run: (frame) => frame.asOf }],
  ['income', { type: numberType('money'), run: (frame) => frame.facts.income! }],
]);

/** Compiles what a month's contribution is; a fault becomes an issue with its place in the file. */
export const compileContributions = (file: string, { due }: Contributions, parameters: ReadonlyMap<string, CompiledParameter>, issues: RuleIssue[]): Run | undefined => {
  const report = (code: string, detail: string): undefined => void issues.push({ file, path: 'due', code, detail });
  try {
    const { type, run } = compile(parseExpression(due), { find: (name) => names.get(name), parameters, depth: 0, compile });
    const given = typeName(type);
    return given === typeName(numberType('money')) ? run : report('wrongType', `money wanted, ${given} given`);
  } catch (error) {
    if (!(error instanceof ExpressionProblem)) throw error;
    return report(error.code, error.message);
  }
};
