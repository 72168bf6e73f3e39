import { add, compare, toNumber, whole, zero, type Rational } from './rational.ts';
import type { Compiled, Scope } from './scope.ts';
import { ExpressionProblem, type Syntax } from './syntax.ts';
import { booleanType, numberType, typeName, type Type } from './types.ts';
import { Missing, type Value } from './value.ts';
import type { Frame, Run } from './frame.ts';

type Call = Syntax & { kind: 'call' };
export const listCalls = new Set(['count', 'sum', 'any', 'all', 'filter', 'smallest', 'largest', 'range', 'distinct']);

const wrong = (code: string, detail: string, at: number): never => {
  throw new ExpressionProblem(code, detail, at);
};

const compileEach = (node: Syntax, of: Type, scope: Scope): Compiled => {
  if (node.kind !== 'each') return wrong('expected', 'name -> expression', node.at);
  const { depth } = scope;
  const item: Compiled = { type: of, run: (frame) => frame.locals[depth]! };
  return scope.compile(node.body, { ...scope, depth: depth + 1, find: (name, at) => (name === node.name ? item : scope.find(name, at)) });
};

const mapped = (list: Run, each: Run, depth: number, join: (values: readonly Value[], items: readonly Value[]) => Value): Run => (frame: Frame) => {
  const items = list(frame);
  if (items instanceof Missing) return items;
  const values = (items as readonly Value[]).map((item) => {
    frame.locals[depth] = item;
    return each(frame);
  });
  return join(values, items as readonly Value[]);
};

const missingOf = (values: readonly Value[]): Missing | undefined => {
  const missing = values.filter((value) => value instanceof Missing);
  return missing.length === 0 ? undefined : new Missing(missing.flatMap(({ items }) => items));
};
const known = (join: (values: readonly Value[], items: readonly Value[]) => Value) => (values: readonly Value[], items: readonly Value[]): Value => missingOf(values) ?? join(values, items);

const sum = (values: readonly Value[]): Value => values.reduce<Rational>((total, value) => add(total, value as Rational), zero);
const extreme = (sign: number, type: Type, name: string) => (values: readonly Value[]): Value => {
  if (values.length === 0) return new Missing([{ what: 'fact', id: name }]);
  const order = type.kind === 'number' ? (a: Value, b: Value) => compare(a as Rational, b as Rational) : (a: Value, b: Value) => (a === b ? 0 : (a as string) < (b as string) ? -1 : 1);
  return values.reduce((best, value) => (order(value, best) * sign > 0 ? value : best));
};

/** Whole numbers from `from` to `to`, both included; empty where `to` is below. */
const compileRange = (node: Call, scope: Scope): Compiled => {
  const [from, to] = node.args.map((arg) => scope.compile(arg, scope));
  if (!from || !to || node.args.length !== 2) return wrong('argumentCount', 'range takes 2', node.at);
  for (const { type } of [from, to]) if (type.kind !== 'number' || type.unit === 'money' || type.unit === 'decimal') wrong('wrongType', `range takes whole numbers, not ${typeName(type)}`, node.at);
  return {
    type: { kind: 'list', of: numberType('integer') },
    run: (frame) => {
      const [a, b] = [from.run(frame), to.run(frame)];
      const missing = missingOf([a, b]);
      if (missing) return missing;
      const first = toNumber(a as Rational);
      return Array.from({ length: Math.max(0, Math.min(1000, toNumber(b as Rational) - first + 1)) }, (_, index) => whole(first + index));
    },
  };
};

/** Calls over a list: `count(list)`, `count(list, x -> test)`, `sum(list, x -> number)`, any, all, filter, smallest, largest, distinct, range. */
export const compileListCall = (node: Call, scope: Scope): Compiled => {
  const { name, args: [listNode, eachNode, ...rest], at } = node;
  if (name === 'range') return compileRange(node, scope);
  if (!listNode || rest.length > 0) return wrong('argumentCount', `${name} takes a list and name -> expression`, at);
  const list = scope.compile(listNode, scope);
  if (list.type.kind !== 'list') return wrong('wrongType', `${name} takes a list, not ${typeName(list.type)}`, listNode.at);
  const { depth } = scope;
  if (!eachNode) {
    if (name !== 'count') return wrong('argumentCount', `${name} takes a list and name -> expression`, at);
    return { type: numberType('integer'), run: (frame) => { const items = list.run(frame); return items instanceof Missing ? items : whole((items as readonly Value[]).length); } };
  }
  const each = compileEach(eachNode, list.type.of, scope);
  const over = (join: (values: readonly Value[], items: readonly Value[]) => Value): Run => mapped(list.run, each.run, depth, join);
  if (name === 'sum') {
    if (each.type.kind !== 'number') return wrong('wrongType', `sum takes numbers, not ${typeName(each.type)}`, eachNode.at);
    return { type: each.type, run: over(known(sum)) };
  }
  if (name === 'smallest' || name === 'largest') {
    if (each.type.kind !== 'number' && each.type.kind !== 'date') return wrong('wrongType', `${name} takes numbers or dates, not ${typeName(each.type)}`, eachNode.at);
    return { type: each.type, run: over(known(extreme(name === 'largest' ? 1 : -1, each.type, listNode.kind === 'name' ? listNode.name : name))) };
  }
  if (name === 'distinct') {
    if (each.type.kind !== 'date' && each.type.kind !== 'code' && each.type.kind !== 'text') return wrong('wrongType', `distinct takes dates, codes or texts, not ${typeName(each.type)}`, eachNode.at);
    return { type: numberType('integer'), run: over(known((values) => whole(new Set(values).size))) };
  }
  if (each.type.kind !== 'boolean') return wrong('wrongType', `${name} takes a test, not ${typeName(each.type)}`, eachNode.at);
  if (name === 'any' || name === 'all') {
    const deciding = name === 'any';
    return { type: booleanType, run: over((values) => (values.includes(deciding) ? deciding : missingOf(values) ?? !deciding)) };
  }
  if (name === 'filter') return { type: list.type, run: over(known((values, items) => items.filter((_, index) => values[index] === true))) };
  return { type: numberType('integer'), run: over(known((values) => whole(values.filter((value) => value === true).length))) };
};
