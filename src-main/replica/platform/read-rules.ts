import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isRuleFile } from '../../../shared/rules/load/is-rule-file.ts';
import { loadRules } from '../../../shared/rules/load/load-rules.ts';
import type { RuleFiles, Rules } from '../../../shared/rules/load/rules.ts';
import { Risk } from '../../../shared/rules/schema/risk.ts';

const readJson = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));

/** The shipped files of the law by path below `folder`. */
const readRuleFiles = (folder: string): RuleFiles =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .map((name) => name.replaceAll('\\', '/'))
      .filter(isRuleFile)
      .map((name) => [name, readJson(join(folder, name))]),
  );

/** The risks alone, in their order: what the worklist shows before anybody asks what the law gives. */
export const readRisks = (folder: string): Risk[] =>
  readdirSync(join(folder, 'risks')).filter((name) => name.endsWith('.json')).map((name) => Risk.parse(readJson(join(folder, 'risks', name)))).sort((a, b) => a.order - b.order);

/** Answers the shipped edition of the law, loaded and checked when first asked for. Throws where it has a fault: it is checked before it is shipped. */
export const lazyRules = (folder: string): (() => Rules) => {
  let rules: Rules | undefined;
  return () => {
    if (rules) return rules;
    const loaded = loadRules({ name: 'current', files: readRuleFiles(folder), sha256: (bytes) => createHash('sha256').update(bytes).digest('hex') });
    if (!loaded.ok) throw new Error(`the shipped rules are not sound: ${JSON.stringify(loaded.error)}`);
    return (rules = loaded.value);
  };
};
