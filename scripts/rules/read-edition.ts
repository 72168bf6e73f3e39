import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { z } from 'zod';
import { textOf } from '../../shared/base/bytes.ts';
import { findParts } from '../../shared/sync/parts.ts';
import type { AppError } from '../../shared/base/app-error.ts';
import type { Result } from '../../shared/base/result.ts';
import { isRuleFile } from '../../shared/rules/load/is-rule-file.ts';
import { loadRules } from '../../shared/rules/load/load-rules.ts';
import type { RuleFiles, Rules } from '../../shared/rules/load/rules.ts';

const folder = resolve(import.meta.dirname, '../../resources/rules');

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

const readFolder = (root: string): RuleFiles => {
  const files: Record<string, unknown> = {};
  for (const name of readdirSync(root, { recursive: true, encoding: 'utf8' }).sort()) {
    const path = name.replaceAll('\\', '/');
    if (!isRuleFile(path)) continue;
    try {
      files[path] = JSON.parse(readFileSync(join(root, name), 'utf8'));
    } catch (error) {
      throw new Error(`${path}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
    }
  }
  return files;
};

/** The data of the commission, which cites too but is applied by rules of its own. */
export const readMseFiles = (): Readonly<Record<string, unknown>> =>
  Object.fromEntries(readdirSync(join(folder, 'mse')).filter((name) => name.endsWith('.json')).sort().map((name) => [`mse/${name}`, JSON.parse(readFileSync(join(folder, 'mse', name), 'utf8')) as unknown]));

const KeptEdition = z.object({ name: z.string().min(1), files: z.record(z.string(), z.unknown()) });
/** Nothing is no law: a path mistyped would pass every check. */
const whole = (named: string, given: unknown): { readonly name: string; readonly files: RuleFiles } => {
  const read = KeptEdition.safeParse(given);
  if (!read.success || !Object.keys(read.data.files).some((path) => path.startsWith('programmes/'))) throw new Error(`${named} is no edition: a folder of rules, or a file {"name","files"}, with programmes is needed`);
  return read.data;
};

/** What stands in a file of the centre; whose signature it bears the laptops check, who know their centre's key. */
const signedContent = (path: string): unknown => {
  const [bytes, signature] = findParts(new Uint8Array(readFileSync(path)), 2) ?? [];
  if (!bytes || signature?.length !== 64) throw new Error('not an edition file');
  return JSON.parse(textOf(bytes));
};

/** The files of an edition: `current`, the name of a kept one (`resources/rules/editions/NAME.json`), a folder, one file of `{name, files}`, or a signed `.edition`. Throws a sentence. */
export const readEditionFiles = (named: string): { readonly name: string; readonly files: RuleFiles } => {
  if (named === 'current') return { name: 'current', files: readFolder(folder) };
  const kept = join(folder, 'editions', `${named}.json`);
  const path = existsSync(kept) ? kept : resolve(named);
  if (!existsSync(path)) throw new Error(`no edition ${named}: current, ${keptEditions().join(', ')}, or a path`);
  if (statSync(path).isDirectory()) return whole(named, { name: basename(path), files: readFolder(path) });
  try {
    if (path.endsWith('.edition')) return whole(named, signedContent(path));
    return whole(named, JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    throw new Error(`${named}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
};

export const keptEditions = (): string[] => (existsSync(join(folder, 'editions')) ? readdirSync(join(folder, 'editions')).filter((name) => name.endsWith('.json')).map((name) => name.slice(0, -5)) : []);

export const loadEdition = (named: string): Result<Rules, AppError> => loadRules({ ...readEditionFiles(named), sha256 });
