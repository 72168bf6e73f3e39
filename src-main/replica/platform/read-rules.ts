import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { canonicalJson } from '../../../shared/base/canonical-json.ts';
import { Instant } from '../../../shared/base/instant.ts';
import { isRuleFile } from '../../../shared/rules/load/is-rule-file.ts';
import { loadRules } from '../../../shared/rules/load/load-rules.ts';
import type { RuleFiles, Rules } from '../../../shared/rules/load/rules.ts';
import { Risk } from '../../../shared/rules/schema/risk.ts';

const ShippedEdition = z.object({ name: z.string().min(1), issued: Instant });

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

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** What the shipped edition is called, and when it was made. */
export const readEditionName = (folder: string): { readonly name: string; readonly issued: string } => ShippedEdition.parse(readJson(join(folder, 'edition.json')));

/** Answers an earlier edition that is shipped below `folder/editions`, by its hash; undefined where none has it. */
export const lazyEditions = (folder: string): ((edition: string) => Rules | undefined) => {
  let files: Map<string, { readonly name: string; readonly files: RuleFiles }> | undefined;
  const loaded = new Map<string, Rules>();
  return (edition) => {
    if (!files) {
      const place = join(folder, 'editions');
      const kept = (existsSync(place) ? readdirSync(place) : []).filter((name) => name.endsWith('.json')).map((name) => readJson(join(place, name)) as { name: string; files: RuleFiles });
      files = new Map(kept.map((one) => [sha256(Buffer.from(canonicalJson(one.files))), one]));
    }
    const found = files.get(edition);
    const rules = found && !loaded.has(edition) ? loadRules({ ...found, sha256 }) : undefined;
    if (rules?.ok) loaded.set(edition, rules.value);
    return loaded.get(edition);
  };
};

/** Answers the shipped edition of the law, loaded and checked when first asked for. Throws where it has a fault: it is checked before it is shipped. */
export const lazyRules = (folder: string): (() => Rules) => {
  let rules: Rules | undefined;
  return () => {
    if (rules) return rules;
    const loaded = loadRules({ name: 'current', files: readRuleFiles(folder), sha256 });
    if (!loaded.ok) throw new Error(`the shipped rules are not sound: ${JSON.stringify(loaded.error)}`);
    return (rules = loaded.value);
  };
};
