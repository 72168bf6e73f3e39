import { factType } from '../facts/fact-type.ts';
import { readFact } from '../facts/read-fact.ts';
import { compile } from '../language/compile.ts';
import type { CompiledParameter } from '../language/compiled-parameter.ts';
import type { Frame, Run } from '../language/frame.ts';
import { parseExpression } from '../language/parse.ts';
import type { Compiled, Scope } from '../language/scope.ts';
import { ExpressionProblem } from '../language/syntax.ts';
import { commonType, dateType, numberType, typeName, type Type } from '../language/types.ts';
import { Missing, shown, type Value } from '../language/value.ts';
import type { Fact } from '../schema/fact.ts';
import type { Programme } from '../schema/programme.ts';
import type { RuleIssue } from './issue.ts';
import type { CompiledProgramme } from './rules.ts';

/** Names the language itself gives. */
const reserved = new Set(['asOf', 'amount', 'openEnd']);
const money = numberType('money');
const never: Run = () => new Missing([]);

/** Reads a definition once per evaluation and notes it in the trace. */
const definitionRun = (source: Programme['definitions'][number], run: Run): Run => {
  const { id, title, source: citation, certainty } = source;
  return (frame: Frame) => {
    let made = frame.definitions.get(id);
    if (!made) {
      const [inputs, locals] = [frame.inputs, frame.locals];
      frame.inputs = {};
      frame.locals = [];
      const value = run(frame);
      made = { value, shown: shown(value) };
      frame.definitions.set(id, made);
      frame.trace.push({ rule: `definition:${id}`, title, inputs: frame.inputs, value: made.shown, citation, certainty });
      frame.inputs = inputs;
      frame.locals = locals;
    }
    frame.inputs[id] = made.shown;
    return made.value;
  };
};

/** Compiles every expression of a programme; each fault becomes an issue with its place in the file. */
export const compileProgramme = (file: string, source: Programme, facts: readonly Fact[], { parameters, ledger }: { readonly parameters: ReadonlyMap<string, CompiledParameter>; readonly ledger: ReadonlyMap<string, Type> }, issues: RuleIssue[]): CompiledProgramme => {
  const report = (path: string, code: string, detail: string): undefined => void issues.push({ file, path, code, detail });
  const names = new Map<string, Compiled>([['asOf', { type: dateType, run: (frame) => frame.asOf }]]);
  facts.forEach((fact, index) => {
    if (names.has(fact.id) || reserved.has(fact.id) || ledger.has(fact.id)) return report(`facts.${index}.id`, 'nameTwice', fact.id);
    names.set(fact.id, {
      type: factType(fact),
      run: (frame) => {
        const value = frame.facts[fact.id];
        if (value === undefined) return new Missing([{ what: 'fact', id: fact.id }]);
        frame.inputs[fact.id] = frame.given[fact.id] ?? null;
        return value;
      },
    });
  });

  const making = new Set<string>();
  const find = (name: string, at: number): Compiled | undefined => {
    const known = names.get(name);
    if (known) return known;
    const index = source.definitions.findIndex(({ id }) => id === name);
    const definition = source.definitions[index];
    if (!definition) return undefined;
    if (making.has(name)) throw new ExpressionProblem('cycle', [...making, name].join(' → '), at);
    making.add(name);
    const compiled = attempt(`definitions.${index}.value`, definition.value, undefined);
    making.delete(name);
    const made: Compiled = compiled ? { type: compiled.type, run: definitionRun(definition, compiled.run) } : { type: money, run: never };
    if (compiled) names.set(name, made);
    return compiled && made;
  };
  const scope: Scope = { find, parameters, depth: 0, compile };

  function attempt(path: string, text: string, wanted: Type | undefined, more?: ReadonlyMap<string, Compiled>): Compiled | undefined {
    try {
      const compiled = compile(parseExpression(text), more ? { ...scope, find: (name, at) => more.get(name) ?? find(name, at) } : scope);
      if (!wanted || (commonType(wanted, compiled.type) && typeName(commonType(wanted, compiled.type)!) === typeName(wanted))) return compiled;
      return report(path, 'wrongType', `${typeName(wanted)} wanted, ${typeName(compiled.type)} given`);
    } catch (error) {
      if (!(error instanceof ExpressionProblem)) throw error;
      return report(path, error.code, `${error.message} (at ${error.at + 1} of: ${text})`);
    }
  }
  const run = (path: string, text: string, wanted: Type): Run => attempt(path, text, wanted)?.run ?? never;
  const maybe = (path: string, text: string | undefined, wanted: Type): Run | undefined => (text === undefined ? undefined : run(path, text, wanted));
  const boolean: Type = { kind: 'boolean' };

  source.definitions.forEach(({ id }, index) => {
    if (reserved.has(id) || ledger.has(id) || facts.some((fact) => fact.id === id)) report(`definitions.${index}.id`, 'nameTwice', id);
    if (source.definitions.findIndex((one) => one.id === id) !== index) report(`definitions.${index}.id`, 'nameTwice', id);
    if (!names.has(id) && !issues.some((issue) => issue.file === file && issue.path === `definitions.${index}.value`)) {
      try {
        find(id, 0);
      } catch (error) {
        if (!(error instanceof ExpressionProblem)) throw error;
        report(`definitions.${index}.value`, error.code, error.message);
      }
    }
  });

  const defaults = new Map<string, { value: Value; given: unknown }>();
  facts.forEach((fact, index) => {
    if (fact.default === undefined) return;
    const value = readFact(fact, fact.default, `facts.${index}.default`, (path, code) => report(path, code, JSON.stringify(fact.default)));
    if (value !== undefined) defaults.set(fact.id, { value, given: fact.default });
  });
  const registry = new Map([...ledger].map(([id, type]): [string, Compiled] => [id, {
    type,
    run: (frame) => {
      frame.inputs[id] = frame.given[id] ?? null;
      return frame.facts[id] ?? new Missing([{ what: 'fact', id }]);
    },
  }]));
  const derived = new Map(facts.flatMap((fact, index): [string, Run][] => {
    if (!fact.derive) return [];
    if (fact.fill?.from !== 'ledger' && fact.fill?.from !== 'programme') report(`facts.${index}.derive`, 'fill', 'derived from the ledger, or the result of a programme');
    return [[fact.id, attempt(`facts.${index}.derive.value`, fact.derive.value, factType(fact), registry)?.run ?? never]];
  }));
  const conditional = (kind: 'facts' | 'documents', rows: readonly { id: string; when: string | undefined }[]) =>
    new Map(rows.flatMap(({ id, when }, index) => (when === undefined ? [] : [[id, run(`${kind}.${index}.${kind === 'facts' ? 'askedWhen' : 'neededWhen'}`, when, boolean)] as const])));

  return {
    source, facts, defaults, derived,
    askedWhen: conditional('facts', facts.map(({ id, askedWhen }) => ({ id, when: askedWhen }))),
    neededWhen: conditional('documents', source.documents.map(({ id, neededWhen }) => ({ id, when: neededWhen }))),
    checks: source.checks.map((one, index) => {
      if (!facts.some(({ id }) => id === one.at)) report(`checks.${index}.at`, 'unknownFact', one.at);
      return { source: one, test: run(`checks.${index}.test`, one.test, boolean) };
    }),
    lawDate: maybe('lawDate', source.lawDate, dateType) ?? ((frame) => frame.asOf),
    conditions: source.conditions.map((one, index) => ({ source: one, test: run(`conditions.${index}.test`, one.test, boolean) })),
    notices: source.notices.map((one, index) => ({ source: one, when: maybe(`notices.${index}.when`, one.when, boolean) })),
    payments: source.payments.flatMap((one, index) => {
      const path = `payments.${index}`;
      const rounding = parameters.get(one.rounding);
      if (!rounding || rounding.keys.length > 0 || rounding.type.kind !== 'code') return report(`${path}.rounding`, 'unknownParameter', one.rounding) ?? [];
      const strange = rounding.type.choices.find((choice) => !['up', 'down', 'nearest', 'none'].includes(choice));
      if (strange !== undefined) report(`${path}.rounding`, 'unknownChoice', strange);
      const amount: Compiled = { type: money, run: (frame) => frame.definitions.get('amount')!.value };
      return [{
        source: one, rounding,
        when: maybe(`${path}.when`, one.when, boolean),
        amount: run(`${path}.amount`, one.amount, money),
        from: run(`${path}.from`, one.from, dateType),
        to: maybe(`${path}.to`, one.to, dateType),
        withheld: one.withheld === undefined ? undefined : attempt(`${path}.withheld`, one.withheld, money, new Map([['amount', amount]]))?.run,
        shares: maybe(`${path}.shares`, one.shares, numberType('integer')),
      }];
    }),
  };
};
