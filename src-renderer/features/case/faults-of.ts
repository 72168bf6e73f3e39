import type { AppError } from '../../../shared/base/app-error.ts';
import type { CaseFacts } from '../../../shared/domain/case.ts';

/** Fields of the facts that an action was refused for → issue code. A field that was required and is filled in by now is no fault any more. */
export const faultsOf = (failure: AppError | null, facts: CaseFacts): Readonly<Record<string, string>> => {
  if (failure?.type !== 'InvalidInput') return {};
  const faults = failure.issues.map((issue) => [issue.path.split('.').at(-1) ?? '', issue.code] as const);
  return Object.fromEntries(faults.filter(([field, code]) => field in facts && (code !== 'required' || !facts[field as keyof CaseFacts])));
};
