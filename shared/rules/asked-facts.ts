import { readFacts } from './facts/read-facts.ts';
import { Missing } from './language/value.ts';
import type { CompiledProgramme, Rules } from './load/rules.ts';
import { makeFrame } from './make-frame.ts';
import type { Fact } from './schema/fact.ts';

export type AskedFact = { readonly fact: Fact; /** Not given, though nothing can be decided without it. */ readonly lacking: boolean };

/** The facts to ask now, in order: those without a condition, and those whose condition holds for what is known so far. Faulty facts count as not given. */
export const askedFacts = (rules: Rules, programme: CompiledProgramme, facts: Readonly<Record<string, unknown>>, asOf: string): AskedFact[] => {
  const read = readFacts(programme, facts);
  const frame = makeFrame(rules, asOf, read);
  return programme.facts.flatMap((fact): AskedFact[] => {
    const asked = programme.askedWhen.get(fact.id)?.(frame) ?? true;
    if (asked instanceof Missing || asked === false) return [];
    return [{ fact, lacking: !fact.optional && read.values[fact.id] === undefined }];
  });
};

/** Ids of the documents to bring, for what is known so far; one that depends on something not known yet is left out. */
export const neededDocuments = (rules: Rules, programme: CompiledProgramme, facts: Readonly<Record<string, unknown>>, asOf: string): string[] => {
  const frame = makeFrame(rules, asOf, readFacts(programme, facts));
  return programme.source.documents.filter(({ id }) => (programme.neededWhen.get(id)?.(frame) ?? true) === true).map(({ id }) => id);
};
