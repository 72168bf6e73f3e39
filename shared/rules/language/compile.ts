import { booleanType, commonType, dateType, numberType, productType, quotientType, typeName, type Type } from './types.ts';
import { openEnd } from './dates.ts';
import { add, compare, divide, multiply, negate, subtract, zero, type Rational } from './rational.ts';
import { ExpressionProblem, type Syntax } from './syntax.ts';
import { Missing, type Value } from './value.ts';
import { compileCall } from './functions.ts';
import { compileAs, type Compiled, type Scope } from './scope.ts';
import { readParameter } from './compiled-parameter.ts';
import type { Frame, Run } from './frame.ts';

const problem = (code: string, detail: string, at: number): never => {
  throw new ExpressionProblem(code, detail, at);
};
const mismatch = (left: Type, right: Type, at: number): never => problem('typesDiffer', `${typeName(left)} and ${typeName(right)}`, at);

/** Both operands known, or what is missing of either. */
const both = (left: Run, right: Run, join: (a: Value, b: Value) => Value): Run => (frame) => {
  const [a, b] = [left(frame), right(frame)];
  if (a instanceof Missing) return b instanceof Missing ? new Missing([...a.items, ...b.items]) : a;
  return b instanceof Missing ? b : join(a, b);
};

const compareValues = (type: Type): ((a: Value, b: Value) => number) =>
  type.kind === 'number' ? (a, b) => compare(a as Rational, b as Rational) : (a, b) => (a === b ? 0 : (a as string) < (b as string) ? -1 : 1);

const relations: Record<string, (order: number) => boolean> = { '==': (o) => o === 0, '!=': (o) => o !== 0, '<': (o) => o < 0, '<=': (o) => o <= 0, '>': (o) => o > 0, '>=': (o) => o >= 0 };

/** A text in quotes is a code; compared with a code it must be one of its choices, so that a misspelling is found when the rules are loaded. */
const checkChoices = (left: Syntax, leftType: Type, right: Syntax, rightType: Type): void => {
  for (const [text, other] of [[left, rightType], [right, leftType]] as const)
    if (text.kind === 'text' && other.kind === 'code' && !other.choices.includes(text.value)) problem('unknownChoice', `${text.value} is not one of ${other.choices.join(', ')}`, text.at);
};

const compileBinary = (node: Syntax & { kind: 'binary' }, scope: Scope): Compiled => {
  const { operator, at } = node;
  if (operator === 'and' || operator === 'or') {
    const [left, right] = [compileAs(node.left, 'boolean', scope).run, compileAs(node.right, 'boolean', scope).run];
    const deciding = operator === 'or';
    // three-valued: one side that decides is enough, whatever is not known of the other
    return {
      type: booleanType,
      run: (frame) => {
        const a = left(frame);
        if (a === deciding) return deciding;
        const b = right(frame);
        if (b === deciding) return deciding;
        if (a instanceof Missing) return b instanceof Missing ? new Missing([...a.items, ...b.items]) : a;
        return b;
      },
    };
  }
  const [left, right] = [compile(node.left, scope), compile(node.right, scope)];
  if (operator in relations) {
    const type = commonType(left.type, right.type);
    const ordered = operator !== '==' && operator !== '!=';
    if (!type || type.kind === 'list' || type.kind === 'record' || (ordered && type.kind !== 'number' && type.kind !== 'date')) return mismatch(left.type, right.type, at);
    checkChoices(node.left, left.type, node.right, right.type);
    const [order, holds] = [compareValues(type), relations[operator]!];
    return { type: booleanType, run: both(left.run, right.run, (a, b) => holds(order(a, b))) };
  }
  if (operator === '+' || operator === '-') {
    const type = left.type.kind === 'number' ? commonType(left.type, right.type) : undefined;
    if (!type) return mismatch(left.type, right.type, at);
    const join = operator === '+' ? add : subtract;
    return { type, run: both(left.run, right.run, (a, b) => join(a as Rational, b as Rational)) };
  }
  if (operator === '*') {
    const type = productType(left.type, right.type);
    return type ? { type, run: both(left.run, right.run, (a, b) => multiply(a as Rational, b as Rational)) } : mismatch(left.type, right.type, at);
  }
  const type = quotientType(left.type, right.type);
  if (!type) return mismatch(left.type, right.type, at);
  return { type, run: both(left.run, right.run, (a, b) => divide(a as Rational, b as Rational) ?? new Missing([{ what: 'division', id: 'zero' }])) };
};

const compileParameter = (node: Syntax & { kind: 'parameter' }, scope: Scope): Compiled => {
  const parameter = scope.parameters.get(node.id);
  if (!parameter) return problem('unknownParameter', node.id, node.at);
  if (parameter.keys.length !== node.keys.length) problem('keyCount', `${node.id} has ${parameter.keys.length}`, node.at);
  const keys = node.keys.map((key, index) => {
    const [{ type, run }, wanted] = [compile(key, scope), parameter.keys[index]!];
    if (type.kind !== wanted.kind || (type.kind === 'number' && type.unit === 'money')) problem('wrongType', `key ${index + 1} of ${node.id} is ${typeName(wanted)}, not ${typeName(type)}`, key.at);
    if (type.kind === 'code' && wanted.kind === 'code') {
      const strange = type.choices.find((choice) => !wanted.choices.includes(choice));
      if (strange !== undefined) problem('unknownChoice', `${node.id} has no key ${strange}`, key.at);
    }
    return run;
  });
  const date = node.date ? compileAs(node.date, 'date', scope).run : undefined;
  return {
    type: parameter.type,
    run: (frame) => {
      const at = date ? date(frame) : frame.asOf;
      if (at instanceof Missing) return at;
      const values = keys.map((key) => key(frame));
      const missing = values.filter((value) => value instanceof Missing);
      if (missing.length > 0) return new Missing(missing.flatMap(({ items }) => items));
      const row = readParameter(parameter, at as string, values);
      if (row instanceof Missing) return row;
      frame.used(row);
      frame.inputs[row.label] = row.shown;
      return row.value;
    },
  };
};

const compileField = (node: Syntax & { kind: 'field' }, scope: Scope): Compiled => {
  const of = compileAs(node.of, 'record', scope);
  const { name } = node;
  const type = of.type.kind === 'record' && Object.hasOwn(of.type.fields, name) ? of.type.fields[name] : undefined;
  if (!type) return problem('unknownField', name, node.at);
  const path = node.of.kind === 'name' ? `${node.of.name}.${name}` : name;
  return {
    type,
    run: (frame) => {
      const record = of.run(frame);
      return record instanceof Missing ? record : ((record as Record<string, Value>)[name] ?? new Missing([{ what: 'fact', id: path }]));
    },
  };
};

/** Compiles an expression and checks its types on the way. Throws an {@link ExpressionProblem}. */
export const compile = (node: Syntax, scope: Scope): Compiled => {
  const constant = (type: Type, value: Value): Compiled => ({ type, run: () => value });
  switch (node.kind) {
    case 'number': return constant(numberType(node.whole ? 'literal' : 'decimal'), node.value);
    case 'text': return constant({ kind: 'code', choices: [node.value] }, node.value);
    case 'date': return constant(dateType, node.value);
    case 'boolean': return constant(booleanType, node.value);
    case 'name': return node.name === 'openEnd' ? constant(dateType, openEnd) : scope.find(node.name, node.at) ?? problem('unknownName', node.name, node.at);
    case 'field': return compileField(node, scope);
    case 'parameter': return compileParameter(node, scope);
    case 'call': return compileCall(node, scope);
    case 'each': return problem('unexpected', '->', node.at);
    case 'binary': return compileBinary(node, scope);
    case 'negative': {
      const { type, run } = compileAs(node.of, 'number', scope);
      return { type, run: both(run, () => zero, (a) => negate(a as Rational)) };
    }
    case 'not': {
      const { run } = compileAs(node.of, 'boolean', scope);
      return { type: booleanType, run: both(run, () => true, (a) => a !== true) };
    }
    case 'in': {
      const of = compile(node.of, scope);
      const choices = node.choices.map((choice) => {
        if (choice.kind !== 'text' && choice.kind !== 'number' && choice.kind !== 'date') return problem('expected', 'constants', choice.at);
        const { type, run } = compile(choice, scope);
        if (!commonType(of.type, type)) return mismatch(of.type, type, choice.at);
        checkChoices(node.of, of.type, choice, type);
        return run;
      });
      const order = compareValues(of.type);
      return { type: booleanType, run: both(of.run, () => true, (value) => choices.some((choice) => order(value, choice(noFrame)) === 0)) };
    }
    case 'if': {
      const test = compileAs(node.test, 'boolean', scope).run;
      const [then, otherwise] = [compile(node.then, scope), compile(node.otherwise, scope)];
      const type = commonType(then.type, otherwise.type);
      if (!type) return mismatch(then.type, otherwise.type, node.at);
      return {
        type,
        run: (frame) => {
          const holds = test(frame);
          return holds instanceof Missing ? holds : holds ? then.run(frame) : otherwise.run(frame);
        },
      };
    }
  }
};

/** For constants, which look at nothing. */
const noFrame: Frame = { asOf: '', facts: {}, given: {}, definitions: new Map(), locals: [], inputs: {}, trace: [], used: () => undefined };
