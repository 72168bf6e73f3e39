import type { AppError } from '../../../shared/base/app-error.ts';
import type { Result } from '../../../shared/base/result.ts';
import { loadRules } from '../../../shared/rules/load/load-rules.ts';
import type { Rules } from '../../../shared/rules/load/rules.ts';
import { readEditionFiles, sha256 } from '../../../scripts/rules/read-edition.ts';

// a test cuts deep into files whose shape it knows
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Files = Record<string, any>;

/** The shipped rules after `change` of a copy of their files. */
export const changedRules = (change: (files: Files) => void): Result<Rules, AppError> => {
  const files = structuredClone(readEditionFiles('current').files) as Files;
  change(files);
  return loadRules({ name: 'changed', files, sha256 });
};

/** The same, where it must load. */
export const changedRulesOrThrow = (change: (files: Files) => void): Rules => {
  const loaded = changedRules(change);
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.error));
  return loaded.value;
};
