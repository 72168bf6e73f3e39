import type { z } from 'zod';
import { z as zod } from 'zod';
import type { AppError } from '../../base/app-error.ts';
import { utf8 } from '../../base/bytes.ts';
import { canonicalJson } from '../../base/canonical-json.ts';
import { err, ok, type Result } from '../../base/result.ts';
import type { CompiledParameter } from '../language/compiled-parameter.ts';
import { ledgerNames } from '../facts/ledger-names.ts';
import { Contributions } from '../schema/contributions.ts';
import { FactDefinition, type Fact } from '../schema/fact.ts';
import { Organisations } from '../schema/organisations.ts';
import { Parameter } from '../schema/parameter.ts';
import { Programme } from '../schema/programme.ts';
import { Risk } from '../schema/risk.ts';
import { Sources } from '../schema/sources.ts';
import { checkReferences } from './check-references.ts';
import { compileContributions } from './compile-contributions.ts';
import { compileParameter } from './compile-parameter.ts';
import { compileProgramme } from './compile-programme.ts';
import { zodIssues, type RuleIssue } from './issue.ts';
import type { CompiledProgramme, RuleFiles, Rules } from './rules.ts';

export type LoadInput = {
  readonly name: string;
  readonly files: RuleFiles;
  /** SHA-256 as hexadecimal text; given, because shared code has no cryptography of its own. */
  readonly sha256: (bytes: Uint8Array<ArrayBuffer>) => string;
};

const byPath = <S extends z.ZodType>(files: RuleFiles, folder: string, schema: S, issues: RuleIssue[]): Map<string, z.infer<S>> => {
  const found = new Map<string, z.infer<S>>();
  for (const file of Object.keys(files).sort()) {
    if (!file.startsWith(folder)) continue;
    const parsed = schema.safeParse(files[file]);
    if (parsed.success) found.set(file, parsed.data);
    else issues.push(...zodIssues(file, parsed.error));
  }
  return found;
};

/** The facts of a programme: each with its definition, its own or the one of the dictionary. */
const factsOf = (file: string, programme: Programme, dictionary: ReadonlyMap<string, FactDefinition>, issues: RuleIssue[]): Fact[] =>
  programme.facts.flatMap(({ definition, ...use }, index): Fact[] => {
    const found = definition ?? dictionary.get(use.id);
    if (!found) issues.push({ file, path: `facts.${index}.id`, code: 'unknownFact', detail: use.id });
    return found ? [{ ...found, ...use }] : [];
  });

/**
 * Reads an edition of the law: schemas, types of every expression, dates, sources, texts, references, no cycle.
 * Error: RulesInvalid with every fault found, each with its file and place.
 */
export const loadRules = ({ name, files, sha256 }: LoadInput): Result<Rules, AppError> => {
  const issues: RuleIssue[] = [];
  const parameterFiles = byPath(files, 'parameters/', Parameter, issues);
  const programmeFiles = byPath(files, 'programmes/', Programme, issues);
  const risks = [...byPath(files, 'risks/', Risk, issues)].map(([file, risk]) => ({ file, risk }));
  const only = <S extends z.ZodType>(file: string, schema: S): z.infer<S> | undefined => byPath(files, file, schema, issues).get(file);
  const dictionary = new Map<string, FactDefinition>();
  for (const [index, fact] of (only('facts.json', zod.array(FactDefinition)) ?? []).entries()) {
    if (dictionary.has(fact.id)) issues.push({ file: 'facts.json', path: `${index}.id`, code: 'nameTwice', detail: fact.id });
    dictionary.set(fact.id, fact);
  }
  const organisations = only('organisations.json', Organisations) ?? { organisations: [], steps: [] };
  for (const file of Object.keys(files)) if (!/^(parameters|programmes|risks)\/[^/]+\.json$|^(contributions|facts|organisations|sources)\.json$/.test(file)) issues.push({ file, path: '', code: 'unknownFile', detail: file });

  const parameters = new Map<string, CompiledParameter>();
  for (const [file, parameter] of parameterFiles) parameters.set(parameter.id, compileParameter(file, parameter, issues));
  const ledger = ledgerNames([...programmeFiles.values()].map(({ id }) => id));
  const programmes = new Map<string, CompiledProgramme>();
  for (const [file, programme] of programmeFiles) {
    if (file !== `programmes/${programme.id}.json`) issues.push({ file, path: 'id', code: 'idOfFile', detail: programme.id });
    programmes.set(programme.id, compileProgramme(file, programme, factsOf(file, programme, dictionary, issues), { parameters, ledger }, issues));
  }
  const contributions = only('contributions.json', Contributions);
  const contributionDue = contributions && compileContributions('contributions.json', contributions, parameters, issues);
  checkReferences({ risks, programmes, organisations }, issues);
  const sources = only('sources.json', Sources) ?? {};
  if (issues.length > 0) return err({ type: 'RulesInvalid', issues });
  return ok({
    edition: sha256(utf8(canonicalJson(files))), name, files, programmes, parameters, organisations, sources, contributionDue,
    risks: risks.map(({ risk }) => risk).sort((a, b) => a.order - b.order),
    parameterFiles: new Map([...parameterFiles.values()].map((parameter) => [parameter.id, parameter])),
  });
};
