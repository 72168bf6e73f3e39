import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MseRules, mseRuleFiles } from '../../../shared/domain/mse/mse-rules.ts';
import { pensionAgeRows } from '../../../shared/rules/mse/pension-age-rows.ts';

/** A code of a classification with its name in three languages. */
export type CodeName = { readonly code: string; readonly kk: string; readonly ru: string; readonly en: string };

/** What the commission's rules and screens are made of. */
export type MseData = { readonly rules: MseRules; readonly icf: readonly CodeName[]; readonly icd: readonly CodeName[] };

const readNames = (path: string): CodeName[] => {
  const [header, ...lines] = readFileSync(path, 'utf8').trimEnd().split('\n');
  if (header !== 'code\tkk\tru\ten') throw new Error(`${path}: unknown columns`);
  return lines.map((line) => {
    const [code, kk, ru, en] = line.split('\t');
    if (!code || !kk || !ru || !en) throw new Error(`${path}: a name is missing in "${line}"`);
    return { code, kk, ru, en };
  });
};

const readJson = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));

/** The rules of the commission below `folder` (`resources/rules`); the pension age is that of the payments. Throws where a file is missing or not of its schema. */
export const readMseRules = (folder: string): MseRules =>
  MseRules.parse(Object.fromEntries(Object.keys(mseRuleFiles).map((name) => [name, name === 'pension-age' ? pensionAgeRows(readJson(join(folder, 'parameters', 'pension-age.json'))) : readJson(join(folder, 'mse', `${name}.json`))])));

const read = (resources: string): MseData => ({
  rules: readMseRules(join(resources, 'rules')),
  icf: readNames(join(resources, 'reference', 'icf-subset.tsv')),
  icd: readNames(join(resources, 'reference', 'icd10-subset.tsv')),
});

/** The shipped rules and classifications below `resources`, read when first asked for. Throws then where a file is missing or not of its schema: the program is not whole. */
export const lazyMseData = (resources: string): (() => MseData) => {
  let data: MseData | undefined;
  return () => (data ??= read(resources));
};
