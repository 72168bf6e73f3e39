import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MseRules, mseRuleFiles } from '../../../shared/domain/mse/mse-rules.ts';

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

const read = (resources: string): MseData => ({
  rules: MseRules.parse(Object.fromEntries(Object.keys(mseRuleFiles).map((name) => [name, JSON.parse(readFileSync(join(resources, 'rules', 'mse', `${name}.json`), 'utf8')) as unknown]))),
  icf: readNames(join(resources, 'reference', 'icf-subset.tsv')),
  icd: readNames(join(resources, 'reference', 'icd10-subset.tsv')),
});

/** The shipped rules and classifications below `resources`, read when first asked for. Throws then where a file is missing or not of its schema: the program is not whole. */
export const lazyMseData = (resources: string): (() => MseData) => {
  let data: MseData | undefined;
  return () => (data ??= read(resources));
};
