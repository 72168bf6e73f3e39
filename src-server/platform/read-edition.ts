import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { isRuleFile } from '../../shared/rules/load/is-rule-file.ts';
import type { RuleFiles } from '../../shared/rules/load/rules.ts';

const Kept = z.object({ name: z.string().min(1), files: z.record(z.string(), z.unknown()) });

/** An edition of the law as it lies on a disk: a folder like `resources/rules`, or one file `{name, files}`. Throws what the system throws, and where the file is none. */
export const readEdition = (path: string): { readonly name: string; readonly files: RuleFiles } => {
  if (!statSync(path).isDirectory()) return Kept.parse(JSON.parse(readFileSync(path, 'utf8')));
  const names = readdirSync(path, { recursive: true, encoding: 'utf8' }).map((name) => name.replaceAll('\\', '/')).filter(isRuleFile).sort();
  return { name: basename(path), files: Object.fromEntries(names.map((name) => [name, JSON.parse(readFileSync(join(path, name), 'utf8')) as unknown])) };
};
