import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MseRules, mseRuleFiles } from '../../shared/domain/mse/mse-rules.ts';

const folder = join(import.meta.dirname, '../../resources/rules/mse');

/** The shipped rules, as the product reads them. */
export const mseRules = MseRules.parse(Object.fromEntries(Object.keys(mseRuleFiles).map((name) => [name, JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')) as unknown])));
