import type { InputIssue } from '../../../shared/base/app-error.ts';
import { emptyPerson } from './typed-person.ts';

/** Field → the code of its first fault, in the order of the form. A fault of no field of the form is left out. */
export const firstFaults = (issues: readonly InputIssue[]): Record<string, string> => {
  const faults: Record<string, string> = {};
  for (const field of Object.keys(emptyPerson)) {
    const issue = issues.find((one) => one.path === field);
    if (issue) faults[field] = issue.code;
  }
  return faults;
};
