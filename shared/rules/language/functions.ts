import { addDays, addMonths, ageAt, daysBetween, monthsBetween, monthStart, quarterStart } from './dates.ts';
import { compileCompound } from './compound.ts';
import { compileReached } from './reached.ts';
import { compileListCall, listCalls } from './list-functions.ts';
import { ceil, compare, floor, nearest, power, toNumber, whole, type Rational } from './rational.ts';
import type { Compiled, Scope } from './scope.ts';
import { ExpressionProblem, type Syntax } from './syntax.ts';
import { booleanType, commonType, dateType, numberType, typeName, type Type } from './types.ts';
import { Missing, type Value } from './value.ts';

export type Call = Syntax & { kind: 'call' };

type Simple = { readonly takes: readonly string[]; readonly gives: (types: readonly Type[]) => Type; readonly run: (...values: never[]) => Value };
const gives = (type: Type) => () => type;
const months = numberType('months');
const integer = numberType('integer');
const wholeOf = (types: readonly Type[]): Type => (types[0]?.kind === 'number' && types[0].unit === 'money' ? types[0] : integer);

/** Functions of plain values. `takes` names the kind of each argument; `whole` is a number without a fraction by its type. */
const simple: Record<string, Simple> = {
  floor: { takes: ['number'], gives: wholeOf, run: (a: Rational) => floor(a) },
  ceil: { takes: ['number'], gives: wholeOf, run: (a: Rational) => ceil(a) },
  nearest: { takes: ['number'], gives: wholeOf, run: (a: Rational) => nearest(a) },
  power: { takes: ['number', 'whole'], gives: gives(numberType('decimal')), run: (a: Rational, exponent: Rational) => power(a, toNumber(exponent)) },
  monthsBetween: { takes: ['date', 'date'], gives: gives(months), run: (from: string, to: string) => whole(monthsBetween(from, to)) },
  daysBetween: { takes: ['date', 'date'], gives: gives(integer), run: (from: string, to: string) => whole(daysBetween(from, to)) },
  ageAt: { takes: ['date', 'date'], gives: gives(integer), run: (birth: string, at: string) => whole(ageAt(birth, at)) },
  addMonths: { takes: ['date', 'whole'], gives: gives(dateType), run: (date: string, count: Rational) => addMonths(date, toNumber(count)) },
  addYears: { takes: ['date', 'whole'], gives: gives(dateType), run: (date: string, count: Rational) => addMonths(date, 12 * toNumber(count)) },
  addDays: { takes: ['date', 'whole'], gives: gives(dateType), run: (date: string, count: Rational) => addDays(date, toNumber(count)) },
  monthStart: { takes: ['date'], gives: gives(dateType), run: (date: string) => monthStart(date) },
  quarterStart: { takes: ['date'], gives: gives(dateType), run: (date: string) => quarterStart(date) },
};

const fits = (type: Type, wanted: string): boolean =>
  wanted === 'whole' ? type.kind === 'number' && type.unit !== 'money' && type.unit !== 'decimal' : type.kind === wanted;

const compileSimple = (node: Call, scope: Scope, { takes, gives: result, run }: Simple): Compiled => {
  if (node.args.length !== takes.length) throw new ExpressionProblem('argumentCount', `${node.name} takes ${takes.length}`, node.at);
  const args = node.args.map((arg, index) => {
    const compiled = scope.compile(arg, scope);
    if (!fits(compiled.type, takes[index]!)) throw new ExpressionProblem('wrongType', `${node.name} takes ${takes[index]}, not ${typeName(compiled.type)}`, arg.at);
    return compiled;
  });
  const apply = run as (...values: Value[]) => Value;
  return {
    type: result(args.map(({ type }) => type)),
    run: (frame) => {
      const values = args.map((arg) => arg.run(frame));
      const missing = values.filter((value) => value instanceof Missing);
      return missing.length > 0 ? new Missing(missing.flatMap(({ items }) => items)) : apply(...values);
    },
  };
};

/** min and max of numbers of one unit, or of dates. */
const compileExtreme = (node: Call, scope: Scope): Compiled => {
  const args = node.args.map((arg) => scope.compile(arg, scope));
  const [first, ...others] = args;
  if (!first) throw new ExpressionProblem('argumentCount', `${node.name} takes one or more`, node.at);
  let type: Type | undefined = first.type;
  for (const other of others) type = type && commonType(type, other.type);
  if (!type || (type.kind !== 'number' && type.kind !== 'date')) throw new ExpressionProblem('typesDiffer', args.map((arg) => typeName(arg.type)).join(' and '), node.at);
  const sign = node.name === 'min' ? -1 : 1;
  const order = type.kind === 'number' ? (a: Value, b: Value) => compare(a as Rational, b as Rational) : (a: Value, b: Value) => (a === b ? 0 : (a as string) < (b as string) ? -1 : 1);
  return {
    type,
    run: (frame) => {
      const values = args.map((arg) => arg.run(frame));
      const missing = values.filter((value) => value instanceof Missing);
      if (missing.length > 0) return new Missing(missing.flatMap(({ items }) => items));
      return values.reduce((best, value) => (order(value, best) * sign > 0 ? value : best));
    },
  };
};

/** Whether a value is known: the one place where something missing is an answer. */
const compileKnown = (node: Call, scope: Scope): Compiled => {
  const [arg] = node.args;
  if (!arg || node.args.length !== 1) throw new ExpressionProblem('argumentCount', 'known takes 1', node.at);
  const { run } = scope.compile(arg, scope);
  return { type: booleanType, run: (frame) => !(run(frame) instanceof Missing) };
};

/** Compiles a call of a function of the language. */
export const compileCall = (node: Call, scope: Scope): Compiled => {
  if (node.name === 'min' || node.name === 'max') return compileExtreme(node, scope);
  if (node.name === 'known') return compileKnown(node, scope);
  if (node.name === 'compound') return compileCompound(node, scope);
  if (node.name === 'reached') return compileReached(node, scope);
  if (listCalls.has(node.name)) return compileListCall(node, scope);
  const found = Object.hasOwn(simple, node.name) ? simple[node.name] : undefined;
  if (!found) throw new ExpressionProblem('unknownFunction', node.name, node.at);
  return compileSimple(node, scope, found);
};
