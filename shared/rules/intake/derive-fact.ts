import type { FactValue } from '../../domain/fact-value.ts';
import type { Ledger } from '../../domain/ledger.ts';
import { determine } from '../determine.ts';
import { ledgerValues } from '../facts/ledger-names.ts';
import { readFacts } from '../facts/read-facts.ts';
import type { TraceEntry } from '../language/frame.ts';
import { Missing, shown } from '../language/value.ts';
import type { CompiledProgramme, Rules } from '../load/rules.ts';
import { makeFrame } from '../make-frame.ts';
import { resultOf } from '../result-of.ts';
import type { Fact } from '../schema/fact.ts';
import type { LawFacts } from './law-facts.ts';

/** A fact that was reckoned and not typed: out of the registry's ledger or from another programme's result, with the rule that was used. */
export type DerivedFact = { readonly register: 'ledger' | 'programme'; readonly value: FactValue; readonly trace: readonly TraceEntry[] };

type Input = {
  readonly rules: Rules;
  readonly programme: CompiledProgramme;
  readonly fact: Fact;
  /** What is known so far and sound. */
  readonly facts: LawFacts;
  readonly asOf: string;
  readonly ledger: Ledger | undefined;
  /** Facts of a programme that is applied for beside this one; undefined where it is not. */
  readonly factsBeside: (programme: string) => LawFacts | undefined;
};

const fromResult = ({ rules, asOf }: Input, id: string, facts: LawFacts): DerivedFact | undefined => {
  const made = determine({ rules, programme: id, facts, asOf });
  const value = made.ok ? resultOf(made.value) : undefined;
  const source = rules.programmes.get(id)?.source;
  if (!made.ok || value === undefined || !source) return undefined;
  const [payment] = source.payments;
  const trace: TraceEntry = {
    rule: `result:${id}`, title: source.title, inputs: Object.fromEntries(made.value.amounts.map(({ payment: paid, amount }) => [paid, amount])), value,
    citation: payment?.source ?? source.stages[0]!.source, certainty: payment?.certainty ?? 'U',
  };
  return { register: 'programme', value, trace: [trace] };
};

const fromLedger = ({ rules, programme, fact, facts, asOf }: Input, ledger: Ledger): DerivedFact | undefined => {
  const derived = programme.derived.get(fact.id);
  if (!derived || !fact.derive) return undefined;
  const read = readFacts(programme, facts);
  const known = ledgerValues(ledger);
  const frame = makeFrame(rules, asOf, { values: { ...read.values, ...known.values }, given: { ...read.given, ...known.given } });
  const value = derived(frame);
  const text = value instanceof Missing ? null : shown(value);
  if (text === null || typeof text === 'object') return undefined;
  const { title, source, certainty } = fact.derive;
  return { register: 'ledger', value: text, trace: [...frame.trace, { rule: `derived:${fact.id}`, title, inputs: frame.inputs, value: text, citation: source, certainty }] };
};

/**
 * A fact that the rules say how to reckon: the result of a programme that is applied for beside (never another register's word for it, as long as that is undetermined), else by its expression over the ledger.
 * Undefined where nothing of it is known. Pure.
 */
export const deriveFact = (input: Input): DerivedFact | undefined => {
  const { fill } = input.fact;
  const beside = fill?.from === 'programme' ? input.factsBeside(fill.path) : undefined;
  if (fill && beside) return fromResult(input, fill.path, beside);
  return input.ledger && fromLedger(input, input.ledger);
};
