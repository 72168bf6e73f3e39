import { compileAs, type Compiled, type Scope } from './scope.ts';
import { readParameter } from './compiled-parameter.ts';
import { multiply, whole, type Rational } from './rational.ts';
import { ExpressionProblem, type Syntax } from './syntax.ts';
import { numberType } from './types.ts';
import { Missing, type MissingItem } from './value.ts';

/**
 * `compound(@factors, after, until)`: the product of every row of a parameter whose date lies after `after` and not after `until`: what successive
 * indexations make of an amount that was assigned on `after`. 1 where there is none.
 */
export const compileCompound = (node: Syntax & { kind: 'call' }, scope: Scope): Compiled => {
  const [of, afterNode, untilNode] = node.args;
  if (!of || !afterNode || !untilNode || node.args.length !== 3 || of.kind !== 'parameter' || of.keys.length > 0 || of.date) throw new ExpressionProblem('argumentCount', 'compound takes @parameter, a date and a date', node.at);
  const parameter = scope.parameters.get(of.id);
  if (!parameter) throw new ExpressionProblem('unknownParameter', of.id, of.at);
  if (parameter.type.kind !== 'number' || parameter.type.unit !== 'decimal' || parameter.keys.length > 0) throw new ExpressionProblem('wrongType', `${of.id} is not a decimal without keys`, of.at);
  const [after, until] = [compileAs(afterNode, 'date', scope).run, compileAs(untilNode, 'date', scope).run];
  return {
    type: numberType('decimal'),
    run: (frame) => {
      const [a, b] = [after(frame), until(frame)];
      if (a instanceof Missing) return a;
      if (b instanceof Missing) return b;
      let product: Rational = whole(1);
      const missing: MissingItem[] = [];
      for (const { from } of parameter.rows) {
        if (from <= (a as string) || from > (b as string)) continue;
        const row = readParameter(parameter, from, []);
        if (row instanceof Missing) {
          missing.push(...row.items);
          continue;
        }
        frame.used(row);
        frame.inputs[row.label] = row.shown;
        product = multiply(product, row.value as Rational);
      }
      return missing.length > 0 ? new Missing(missing) : product;
    },
  };
};
