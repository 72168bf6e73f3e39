import type { AppError } from '../../../shared/base/app-error.ts';
import type { CaseFacts } from '../../../shared/domain/case.ts';
import { flatFacts, flatNameOf } from './flat-facts.ts';

/** Facts (by their flat names) that an action was refused for → issue code. One that was required and is filled in by now is no fault any more. */
export const faultsOf = (failure: AppError | null, facts: CaseFacts): Readonly<Record<string, string>> => {
  if (failure?.type !== 'InvalidInput') return {};
  const flat = flatFacts(facts);
  const faults = failure.issues.filter(({ path }) => path.startsWith('facts.')).map((issue) => [flatNameOf(issue.path), issue.code] as const);
  return Object.fromEntries(faults.filter(([field, code]) => code !== 'required' || !flat[field]));
};
