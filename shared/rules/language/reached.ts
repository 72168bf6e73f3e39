import { addMonths } from './dates.ts';
import { readParameter, type CompiledParameter } from './compiled-parameter.ts';
import { toNumber, type Rational } from './rational.ts';
import { compileAs, type Compiled, type Scope } from './scope.ts';
import { ExpressionProblem, type Syntax } from './syntax.ts';
import { dateType } from './types.ts';
import { Missing, type Value } from './value.ts';

/** The first day on which somebody born on `birth` is as many months old as the parameter asks on that day. */
const dayReached = (parameter: CompiledParameter, keys: readonly Value[], birth: string, used: (label: string, row: Exclude<ReturnType<typeof readParameter>, Missing>) => void): string | Missing => {
  let last: Missing = new Missing([{ what: 'parameter', id: parameter.id, at: birth, keys: [], why: 'notYet' }]);
  for (const [index, { from }] of parameter.rows.entries()) {
    const next = parameter.rows[index + 1]?.from;
    const row = readParameter(parameter, from, keys);
    if (row instanceof Missing) {
      last = row;
      continue;
    }
    const day = addMonths(birth, toNumber(row.value as Rational));
    // whoever was old enough before the first known row is reported by the day itself
    const first = day < from && index > 0 ? from : day;
    if (next !== undefined && first >= next) continue;
    used(row.label, row);
    return first;
  }
  return last;
};

/** `reached(@months[key], birth)`: the day an age limit that changes by date is reached, for example the pension age. */
export const compileReached = (node: Syntax & { kind: 'call' }, scope: Scope): Compiled => {
  const [of, birthNode] = node.args;
  if (!of || !birthNode || node.args.length !== 2 || of.kind !== 'parameter' || of.date) throw new ExpressionProblem('argumentCount', 'reached takes @parameter and a date', node.at);
  const parameter = scope.parameters.get(of.id);
  const { type } = scope.compile(of, scope);
  if (!parameter || type.kind !== 'number' || type.unit !== 'months') throw new ExpressionProblem('wrongType', `${of.id} is not in months`, of.at);
  const keys = of.keys.map((key) => scope.compile(key, scope).run);
  const birth = compileAs(birthNode, 'date', scope).run;
  return {
    type: dateType,
    run: (frame) => {
      const [born, values] = [birth(frame), keys.map((key) => key(frame))];
      const missing = [born, ...values].filter((value) => value instanceof Missing);
      if (missing.length > 0) return new Missing(missing.flatMap(({ items }) => items));
      return dayReached(parameter, values, born as string, (label, row) => {
        frame.used(row);
        frame.inputs[label] = row.shown;
      });
    },
  };
};
