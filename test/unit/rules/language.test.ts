import { describe, expect, it } from 'vitest';
import { compile } from '../../../shared/rules/language/compile.ts';
import type { CompiledParameter } from '../../../shared/rules/language/compiled-parameter.ts';
import { parseExpression } from '../../../shared/rules/language/parse.ts';
import type { Compiled, Scope } from '../../../shared/rules/language/scope.ts';
import { ExpressionProblem } from '../../../shared/rules/language/syntax.ts';
import { booleanType, dateType, numberType, typeName, type Type } from '../../../shared/rules/language/types.ts';
import { Missing, shown, type Value } from '../../../shared/rules/language/value.ts';
import { findRational, whole } from '../../../shared/rules/language/rational.ts';
import { compileParameter } from '../../../shared/rules/load/compile-parameter.ts';
import { Parameter } from '../../../shared/rules/schema/parameter.ts';
import type { RuleIssue } from '../../../shared/rules/load/issue.ts';

const words = { kk: 'к', ru: 'р', en: 'e' };
const parameter = (id: string, unit: string, values: [string, unknown][], more: object = {}): [string, CompiledParameter] => {
  const issues: RuleIssue[] = [];
  const made = compileParameter(`parameters/${id}.json`, Parameter.parse({ id, title: words, unit, ...more, values: values.map(([from, value]) => ({ from, value, source: 's', certainty: 'L' })) }), issues);
  expect(issues).toEqual([]);
  return [id, made];
};
const parameters = new Map([
  parameter('wage', 'money', [['2020-01-01', '42500'], ['2022-01-01', '60000'], ['2030-01-01', null]]),
  parameter('share', 'decimal', [['2020-01-01', { I: { '0': '0.1', '6': '0.7' }, II: 'unknown' }]], { keys: [{ kind: 'code', choices: ['I', 'II'] }, { kind: 'band' }] }),
  parameter('factor', 'decimal', [['2020-01-01', '1.05'], ['2021-01-01', '1.1'], ['2022-01-01', 'unknown']]),
  parameter('age', 'months', [['2018-01-01', '702'], ['2019-01-01', '708']]),
]);
const item = { month: dateType, income: numberType('money') };
const names: Record<string, [Type, Value]> = {
  income: [numberType('money'), findRational('100000')!], months: [numberType('months'), whole(84)], group: [{ kind: 'code', choices: ['I', 'II'] }, 'I'],
  yes: [booleanType, true], no: [booleanType, false], gap: [booleanType, new Missing([{ what: 'fact', id: 'gap' }])], day: [dateType, '2024-02-29'],
  rows: [{ kind: 'list', of: { kind: 'record', fields: item } }, [{ month: '2024-01-01', income: whole(10) }, { month: '2024-02-01', income: whole(30) }]],
  none: [{ kind: 'list', of: { kind: 'record', fields: item } }, []],
};
const scope: Scope = {
  find: (name): Compiled | undefined => (names[name] ? { type: names[name][0], run: () => names[name]![1] } : undefined), parameters, depth: 0, compile,
};
const evaluate = (text: string): unknown => {
  const value = compile(parseExpression(text), scope).run({ asOf: '2024-06-15', facts: {}, given: {}, definitions: new Map(), locals: [], inputs: {}, trace: [], used: () => undefined });
  return value instanceof Missing ? { missing: value.items.map(({ id }) => id) } : shown(value);
};
const typeOf = (text: string): string => typeName(compile(parseExpression(text), scope).type);
const problemOf = (text: string): string => {
  try {
    compile(parseExpression(text), scope);
  } catch (error) {
    if (error instanceof ExpressionProblem) return error.code;
    throw error;
  }
  return 'none';
};

describe('the language of rules', () => {
  it.each([
    ['1 + 2 * 3', '7'], ['(1 + 2) * 3', '9'], ['-2 - -3', '1'], ['7 / 24 * 24', '7'], ['0.1 + 0.2', '0.3'], ['1 / 3', '0.333333333333'], ['10 - 4 - 3', '3'], ['ceil(22987.5)', '22988'],
    ['floor(-0.5)', '-1'], ['ceil(-0.5)', '0'], ['nearest(0.5)', '1'], ['power(1.1, 2)', '1.21'], ['min(3, 1, 2)', '1'], ['max(day, 2025-01-01)', '2025-01-01'],
    ['if months >= 72 then 1.0 + 0.02 * floor((months - 60) / 12) else 1.0', '1.04'],
    ['addMonths(2024-01-31, 1)', '2024-02-29'], ['addMonths(2024-03-31, -13)', '2023-02-28'], ['addDays(2024-02-28, 2)', '2024-03-01'], ['addYears(day, 1)', '2025-02-28'],
    ['monthsBetween(2024-01-31, 2024-02-29)', '1'], ['monthsBetween(2024-01-15, 2024-02-14)', '0'], ['ageAt(2006-03-01, 2024-02-29)', '17'], ['ageAt(2004-02-29, 2023-02-28)', '19'],
    ['daysBetween(2024-02-28, 2024-03-01)', '2'], ['monthStart(day)', '2024-02-01'], ['quarterStart(2024-06-30)', '2024-04-01'],
    ["group == 'I'", true], ["group in ('II')", false], ["group != 'II' and not no", true], ['yes or gap', true], ['no and gap', false], ['gap and no', false], ['known(gap)', false], ['known(day)', true],
    ['@wage', '60000'], ['@wage at 2021-12-31', '42500'], ['@wage at addDays(2021-12-31, 1)', '60000'], ["@share['I', 5]", '0.1'], ['@share[group, 6]', '0.7'],
    ['sum(rows, r -> r.income)', '40'], ['sum(none, r -> r.income)', '0'], ['count(rows)', '2'], ['count(rows, r -> r.income > 10)', '1'], ['any(rows, r -> r.month == 2024-02-01)', true], ['all(none, r -> no)', true],
    ['largest(rows, r -> r.month)', '2024-02-01'], ['smallest(filter(rows, r -> r.income > 10), r -> r.income)', '30'], ['sum(range(1, 4), n -> n * n)', '30'], ['distinct(rows, r -> r.month)', '2'], ['sum(rows, r -> sum(rows, s -> s.income) * 1)', '80'],
    ['compound(@factor, 2019-12-31, 2021-06-01)', '1.155'], ['compound(@factor, 2020-01-01, 2020-12-31)', '1'], ['reached(@age, 1960-06-30)', '2018-12-30'], ['reached(@age, 1960-07-01)', '2019-07-01'],
  ])('%s is %j', (text, value) => expect(evaluate(text)).toEqual(value));

  it.each([
    ['yes and gap', ['gap']], ['if gap then 1 else 2', ['gap']], ['@wage at 2019-12-31', ['wage']], ['@wage at 2030-01-01', ['wage']], ["@share['II', 7]", ['share']], ['@share[group, -1]', ['share']],
    ['1 / (months - 84)', ['zero']], ['compound(@factor, 2021-06-01, 2023-01-01)', ['factor']], ['smallest(none, r -> r.income)', ['none']],
  ])('%s is not known: %j', (text, missing) => expect(evaluate(text)).toEqual({ missing }));

  it.each([['income / 24', 'money'], ['income / income', 'decimal'], ['months + 1', 'months'], ['0.5 * income', 'money'], ['max(0, income - 5 * income)', 'money'], ['@share[group, months]', 'decimal'], ['count(rows)', 'integer']])(
    '%s is %s', (text, type) => expect(typeOf(text)).toBe(type));

  it.each([
    ['income + months', 'typesDiffer'], ['income * income', 'typesDiffer'], ['1 / income', 'typesDiffer'], ['income + 0.5', 'typesDiffer'], ["group == 'IV'", 'unknownChoice'], ["'IV' == group", 'unknownChoice'], ["group in ('I', 'IV')", 'unknownChoice'],
    ['day + 1', 'typesDiffer'], ["group < 'II'", 'typesDiffer'], ['rows == rows', 'typesDiffer'], ['if income then 1 else 2', 'wrongType'], ["if yes then 1 else 'I'", 'typesDiffer'], ['not income', 'wrongType'], ['nobody', 'unknownName'],
    ['@nothing', 'unknownParameter'], ['@share[group]', 'keyCount'], ["@share['III', 1]", 'unknownChoice'], ['@share[group, income]', 'wrongType'], ['@wage at income', 'wrongType'], ['sqrt(2)', 'unknownFunction'], ['toString(2)', 'unknownFunction'],
    ['floor(1, 2)', 'argumentCount'], ['addMonths(day, 0.5)', 'wrongType'], ['addMonths(day, income)', 'wrongType'], ['sum(rows)', 'argumentCount'], ['sum(rows, r -> r.month)', 'wrongType'], ['sum(rows, r -> r.nothing)', 'unknownField'],
    ['count(income)', 'wrongType'], ['distinct(rows, r -> r.income)', 'wrongType'], ['rows.income', 'wrongType'], ['1 +', 'unexpected'], ['1 2', 'unexpected'], ['(1', 'expected'], ['if yes then 1', 'expected'], ['2024-02-30 == day', 'noSuchDay'], ['a $ b', 'unknownCharacter'], ['r -> 1', 'unexpected'],
    [`${'('.repeat(300)}1${')'.repeat(300)}`, 'tooDeep'], ['compound(@wage, day, day)', 'wrongType'], ['reached(@wage, day)', 'wrongType'], ['group in (months)', 'expected'],
  ])('%s is refused: %s', (text, code) => expect(problemOf(text)).toBe(code));
});
