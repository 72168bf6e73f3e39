import type { InputIssue } from '../../base/app-error.ts';
import type { FactValue } from '../../domain/fact-value.ts';
import { askedFacts, neededDocuments } from '../asked-facts.ts';
import { determine } from '../determine.ts';
import type { Determination } from '../determination.ts';
import type { TraceEntry } from '../language/frame.ts';
import { inOrder } from '../in-order.ts';
import { readFact } from '../facts/read-fact.ts';
import type { CompiledProgramme, Rules } from '../load/rules.ts';
import type { Fact } from '../schema/fact.ts';
import type { Words } from '../schema/words.ts';
import { findKnown, type KnownSources } from './known-facts.ts';
import type { LawFacts } from './law-facts.ts';
import { deriveFact, type DerivedFact } from './derive-fact.ts';
import { findConflicts, type Conflict, type Entitlement } from './conflicts.ts';
import { claimable, claimedOf } from './claims.ts';
import { wordsOf } from './form-words.ts';

/** Where a field stands in the form: who applies, what happened, work and contributions. */
export type FieldGroup = 'applicant' | 'event' | 'work';

export type FormField = Pick<Fact, 'id' | 'label' | 'help' | 'type' | 'min' | 'max' | 'choices' | 'of'> & {
  readonly group: FieldGroup;
  /** The article or act the question comes from. */
  readonly source: string;
  readonly optional: boolean;
  /** Needed and not known: nothing can be decided without it. */
  readonly lacking: boolean;
  /** What holds: as typed, else as a register has it, else as the rules say where nothing is said; null where it is not known. */
  readonly value: FactValue;
  readonly from: 'typed' | 'register' | 'default' | 'nobody';
  /** What a register says, whichever holds; `fixed`: it is mended there and not here; `whole`: nothing of it has to be added, so that another value needs a reason. */
  readonly known: { readonly register: string; readonly value: FactValue; readonly fixed: boolean; readonly whole: boolean; /** How it was reckoned, where it was. */ readonly derived: readonly TraceEntry[] | null } | null;
};

export type FormProgramme = {
  readonly id: string;
  readonly level: 1 | 2 | 3;
  readonly title: Words;
  readonly summary: Words;
  readonly claimed: boolean;
  /** Null where it is not applied for. */
  readonly determination: Determination | null;
  /** What it is not paid together with and is there as well, in this case or by another decision: the citizen chooses. */
  readonly conflicts: readonly Conflict[];
  readonly responsible: readonly { readonly step: Words; readonly organisation: Words }[];
};

export type CaseForm = {
  readonly edition: string;
  readonly asOf: string;
  readonly fields: readonly FormField[];
  readonly programmes: readonly FormProgramme[];
  readonly documents: readonly { readonly id: string; readonly title: Words; readonly source: string }[];
  /** Faults of what was typed; `path` is the fact, with the row and field of a list. */
  readonly faults: readonly InputIssue[];
  /** Name as it stands in a trace → what it is called. */
  readonly names: Readonly<Record<string, Words>>;
};

export type CaseFormInput = {
  readonly rules: Rules;
  readonly risk: string;
  readonly facts: LawFacts;
  readonly claims: readonly string[] | undefined;
  readonly asOf: string;
  /** What registers know; left out where the case was handed over: then everything stands in its facts. */
  readonly sources?: KnownSources | undefined;
  /** What the person is entitled to by decisions in force of other cases. */
  readonly entitled?: readonly Entitlement[] | undefined;
};

const groupOf = ({ fill }: Fact): FieldGroup => (fill?.from === 'person' || fill?.from === 'household' ? 'applicant' : fill?.from === 'ledger' || fill?.from === 'programme' ? 'work' : 'event');

/** Two citations as one: what both name stands once. */
const joinSources = (one: string, other: string): string => [...new Set([...one.split('; '), ...other.split('; ')])].join('; ');

const issuesOf = (fact: Fact, value: FactValue): InputIssue[] => {
  const issues: InputIssue[] = [];
  readFact(fact, value, fact.id, (path, code, params) => void issues.push(params ? { path, code, params } : { path, code }));
  return issues;
};

/** What a register says of a fact; a list of which it knows some fields only is still a start. */
const knownOf = (fact: Fact, sources: KnownSources | undefined): FactValue | undefined => {
  const value = sources && fact.fill ? findKnown(sources, fact.fill) : undefined;
  return value === undefined || issuesOf(fact, value).some(({ code }) => code !== 'required') ? undefined : value;
};

const knownFacts = (programmes: readonly CompiledProgramme[], sources: KnownSources | undefined): Map<string, FactValue> => {
  const known = new Map<string, FactValue>();
  for (const { facts } of programmes) {
    for (const fact of facts) {
      const value = known.has(fact.id) ? undefined : knownOf(fact, sources);
      if (value !== undefined) known.set(fact.id, value);
    }
  }
  return known;
};

/** Of these facts the ones that the programme asks: what it is decided on, and what is kept of it. */
export const factsOf = (programme: CompiledProgramme, facts: LawFacts): LawFacts => Object.fromEntries(programme.facts.flatMap(({ id }) => (Object.hasOwn(facts, id) ? [[id, facts[id]!]] : [])));

/** The form of a case and what the law gives for what is in it so far: only what the programmes applied for ask, in their order, each fact once. Pure. */
export const caseForm = ({ rules, risk, facts, claims, asOf, sources, entitled = [] }: CaseFormInput): CaseForm => {
  const all = claimable(rules, risk);
  const claimed = claimedOf(rules, risk, claims, asOf);
  const programmes = all.filter(({ source }) => claimed.includes(source.id));
  const known = knownFacts(programmes, sources);
  const given: Record<string, FactValue> = { ...Object.fromEntries(known), ...facts };
  const faults = new Map<string, InputIssue[]>();
  for (const { facts: asked } of programmes) for (const fact of asked) if (Object.hasOwn(given, fact.id) && !faults.has(fact.id)) faults.set(fact.id, issuesOf(fact, given[fact.id]!));
  // What is wrong counts as not known: the rest is still told.
  const sound = Object.fromEntries(Object.entries(given).filter(([id]) => (faults.get(id)?.length ?? 0) === 0));

  const derived = new Map<string, DerivedFact>();
  const factsBeside = (id: string): LawFacts | undefined => {
    const other = programmes.find(({ source }) => source.id === id);
    return other && factsOf(other, sound);
  };
  for (const programme of inOrder(programmes)) {
    for (const fact of programme.facts) {
      if (known.has(fact.id) || (fact.fill?.from !== 'programme' && !fact.derive)) continue;
      const made = deriveFact({ rules, programme, fact, facts: factsOf(programme, sound), asOf, ledger: sources?.ledger, factsBeside });
      if (!made || issuesOf(fact, made.value).length > 0) continue;
      derived.set(fact.id, made);
      known.set(fact.id, made.value);
      if (!Object.hasOwn(facts, fact.id)) given[fact.id] = sound[fact.id] = made.value;
    }
  }

  const fields = new Map<string, FormField>();
  for (const programme of programmes) {
    for (const asked of askedFacts(rules, programme, factsOf(programme, sound), asOf)) {
      const { fact } = asked;
      // a result that is still to come is asked of nobody
      const lacking = asked.lacking && !(fact.fill?.from === 'programme' && factsBeside(fact.fill.path));
      const before = fields.get(fact.id);
      if (before) {
        fields.set(fact.id, { ...before, optional: before.optional && fact.optional === true, lacking: before.lacking || lacking, source: joinSources(before.source, fact.source) });
        continue;
      }
      const typed = Object.hasOwn(facts, fact.id);
      const register = known.get(fact.id);
      const usual = programme.defaults.get(fact.id)?.given as FactValue | undefined;
      fields.set(fact.id, {
        id: fact.id, label: fact.label, help: fact.help, type: fact.type, min: fact.min, max: fact.max, choices: fact.choices, of: fact.of,
        group: groupOf(fact), source: fact.source, optional: fact.optional === true || usual !== undefined, lacking,
        value: given[fact.id] ?? usual ?? null,
        from: typed ? 'typed' : register !== undefined ? 'register' : usual === undefined ? 'nobody' : 'default',
        known: register === undefined || !fact.fill ? null : {
          register: derived.get(fact.id)?.register ?? fact.fill.from, value: register, fixed: fact.fill.from === 'person', whole: issuesOf(fact, register).length === 0, derived: derived.get(fact.id)?.trace ?? null,
        },
      });
    }
  }
  const documents = new Map<string, CaseForm['documents'][number]>();
  for (const programme of programmes) {
    const needed = neededDocuments(rules, programme, factsOf(programme, sound), asOf);
    for (const { id, title, source } of programme.source.documents) if (needed.includes(id) && !documents.has(id)) documents.set(id, { id, title, source });
  }
  const shown = all.map((programme): FormProgramme => {
    const made = programmes.includes(programme) ? determine({ rules, programme: programme.source.id, facts: factsOf(programme, sound), asOf }) : undefined;
    const { id, level, title, summary } = programme.source;
    return { id, level, title, summary, claimed: made !== undefined, determination: made?.ok ? made.value : null, conflicts: [], responsible: responsibleOf(rules, programme) };
  });
  const withConflicts = findConflicts(rules, shown, entitled);
  return {
    edition: rules.edition, asOf, fields: [...fields.values()], documents: [...documents.values()], programmes: shown.map((one) => ({ ...one, conflicts: withConflicts.get(one.id) ?? [] })),
    faults: [...fields.keys()].flatMap((id) => faults.get(id) ?? []),
    names: wordsOf(rules, programmes, shown.map(({ determination }) => determination)),
  };
};

const responsibleOf = ({ organisations: { organisations, steps } }: Rules, { source }: CompiledProgramme): FormProgramme['responsible'] =>
  source.responsible.flatMap(({ step, organisation }) => {
    const [by, what] = [organisations.find(({ id }) => id === organisation), steps.find(({ id }) => id === step)];
    return by && what ? [{ step: what.title, organisation: by.title }] : [];
  });
