import type { InputIssue } from '../../../shared/base/app-error.ts';
import type { PlainDate } from '../../../shared/base/plain-date.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import { checkIin, iinMismatch, type IinWarning } from '../../../shared/domain/iin.ts';
import { firstBirthDate, iinFault } from '../../../shared/domain/person-issues.ts';
import { PersonInput } from '../../../shared/ipc/inputs.ts';
import { inputIssues } from '../../i18n/input-issues.ts';
import type { TypedPerson } from './typed-person.ts';

/** The fault of the typed IIN, if any: a code below `errors:issue`. Too few digits are no fault while one still types (`typing`). */
export const findIinFault = (iin: string, training: boolean, typing: boolean): string | undefined => {
  const digits = iin.replace(/\s/gu, '');
  if (digits === '' || (typing && /^\d{1,11}$/.test(digits))) return undefined;
  return iinFault(digits, training);
};

/** What is odd about the IIN but may be saved: codes below `errors:issue`. */
export const iinWarnings = (person: TypedPerson): readonly IinWarning[] => {
  const check = checkIin(person.iin);
  if (person.iin.trim() === '' || check.status === 'invalid') return [];
  const mismatch = person.birthDate !== null && person.sex !== null ? iinMismatch(person.iin, person.birthDate, person.sex) : [];
  return [...check.warnings, ...mismatch];
};

/** The input of the registration, or every fault of what was typed, in the order of the form. */
export const checkTypedPerson = (person: TypedPerson, training: boolean, today: PlainDate): Result<PersonInput, InputIssue[]> => {
  const iin = person.iin.replace(/\s/gu, '');
  const issues: InputIssue[] = [];
  const fault = findIinFault(iin, training, false);
  if (fault !== undefined) issues.push({ path: 'iin', code: fault });
  const parsed = PersonInput.safeParse({ ...person, iin: iin === '' || fault !== undefined ? null : iin });
  if (!parsed.success) issues.push(...inputIssues(parsed.error));
  if (person.birthDate !== null && person.birthDate > today) issues.push({ path: 'birthDate', code: 'future' });
  if (person.birthDate !== null && person.birthDate < firstBirthDate) issues.push({ path: 'birthDate', code: 'tooLongAgo' });
  if (person.sex === null) issues.splice(0, issues.length, ...issues.map((issue) => (issue.path === 'sex' ? { path: 'sex', code: 'required' } : issue)));
  return parsed.success && issues.length === 0 ? ok(parsed.data) : err(issues);
};
