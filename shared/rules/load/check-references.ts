import { canonicalJson } from '../../base/canonical-json.ts';
import { findRational } from '../language/rational.ts';
import { askedResults } from '../in-order.ts';
import type { Fact } from '../schema/fact.ts';
import type { Organisations } from '../schema/organisations.ts';
import type { Risk } from '../schema/risk.ts';
import type { RuleIssue } from './issue.ts';
import type { CompiledProgramme } from './rules.ts';

type Loaded = { readonly risks: readonly { readonly file: string; readonly risk: Risk }[]; readonly programmes: ReadonlyMap<string, CompiledProgramme>; readonly organisations: Organisations };

/** A fact must mean the same in every programme of a risk: one form is filled for all of them. */
const shapeOf = ({ type, choices, of, min, max }: Fact): string => canonicalJson({ type, min, max, choices: choices?.map(({ id }) => id), of: of?.map((field) => [field.id, field.type]) });

const checkFields = (file: string, fact: Fact, index: number, issues: RuleIssue[]): void => {
  const report = (code: string, detail: string) => issues.push({ file, path: `facts.${index}`, code, detail });
  for (const one of [fact, ...(fact.of ?? [])]) for (const bound of [one.min, one.max]) if (bound !== undefined && !findRational(bound)) report('badNumber', bound);
  if ((fact.type === 'list') !== (fact.of !== undefined)) report('fields', 'given exactly where the type is list');
  for (const one of [fact, ...(fact.of ?? [])]) if ((one.type === 'code') !== (one.choices !== undefined)) report('choices', `${one.id}: given exactly where the type is code`);
};

/** Whether a programme asks its own result, by however many others. */
const asksItself = (programmes: Loaded['programmes'], id: string): boolean => {
  const seen = new Set<string>();
  const next = [id];
  for (let one = next.pop(); one !== undefined; one = next.pop()) {
    const found = programmes.get(one);
    for (const asked of found ? askedResults(found) : []) {
      if (asked === id) return true;
      if (!seen.has(asked)) next.push(asked);
      seen.add(asked);
    }
  }
  return false;
};

/** Checks what one file says of another: risks, organisations, steps, incompatible programmes, facts of one name; and the order of stages. */
export const checkReferences = ({ risks, programmes, organisations }: Loaded, issues: RuleIssue[]): void => {
  const known = { risks: new Set(risks.map(({ risk }) => risk.id)), organisations: new Set(organisations.organisations.map(({ id }) => id)), steps: new Set(organisations.steps.map(({ id }) => id)) };
  for (const { file, risk } of risks) if (file !== `risks/${risk.id}.json`) issues.push({ file, path: 'id', code: 'idOfFile', detail: risk.id });
  const shapes = new Map<string, { shape: string; programme: string }>();
  for (const { source, facts } of programmes.values()) {
    const file = `programmes/${source.id}.json`;
    const report = (path: string, code: string, detail: string) => issues.push({ file, path, code, detail });
    if (!known.risks.has(source.risk)) report('risk', 'unknownRisk', source.risk);
    facts.forEach(({ fill }, index) => {
      if (fill?.from !== 'programme') return;
      if (programmes.get(fill.path)?.source.risk !== source.risk) report(`facts.${index}.fill.path`, 'unknownProgramme', `${fill.path}: one of the same risk`);
      else if (asksItself(programmes, source.id)) report(`facts.${index}.fill.path`, 'cycle', fill.path);
    });
    source.incompatible.forEach(({ programme }, index) => {
      if (!programmes.has(programme)) report(`incompatible.${index}.programme`, 'unknownProgramme', programme);
    });
    source.responsible.forEach(({ step, organisation }, index) => {
      if (!known.steps.has(step)) report(`responsible.${index}.step`, 'unknownStep', step);
      if (!known.organisations.has(organisation)) report(`responsible.${index}.organisation`, 'unknownOrganisation', organisation);
    });
    let before = '';
    source.stages.forEach(({ from, to }, index) => {
      if (from <= before || (to !== undefined && to < from)) report(`stages.${index}`, 'datesAscend', `${from} after ${before}`);
      before = to ?? from;
    });
    facts.forEach((fact, index) => {
      checkFields(file, fact, index, issues);
      const key = `${source.risk} ${fact.id}`;
      const first = shapes.get(key);
      if (first && first.shape !== shapeOf(fact)) report(`facts.${index}`, 'factDiffers', `${fact.id} of ${first.programme}`);
      shapes.set(key, first ?? { shape: shapeOf(fact), programme: source.id });
    });
  }
};
