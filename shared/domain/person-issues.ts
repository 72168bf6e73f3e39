import type { InputIssue } from '../base/app-error.ts';
import { checkIin } from './iin.ts';
import type { Person } from './person.ts';

/** Nobody who lives was born before this day. */
export const firstBirthDate = '1880-01-01';

type Setting = { readonly today: string; readonly training: boolean; readonly isDistrict: (kato: string) => boolean };

/** The fault of an ИИН that is complete, if any: a code below `errors:issue`. Made-up people and real ones never meet: a made-up person among real ones would be paid real money. */
export const iinFault = (iin: string, training: boolean): string | undefined => {
  const check = checkIin(iin);
  if (check.status === 'invalid') return check.reason ?? 'iinChecksum';
  if ((check.status === 'training') === training) return undefined;
  return training ? 'iinNotTraining' : 'iinTraining';
};

/** What cannot be true of a person, whoever says it: asked on the laptop before it is saved, and again by the centre. `today` is the last day that may have come. */
export const personIssues = ({ iin, birthDate, district }: Pick<Person, 'iin' | 'birthDate' | 'district'>, { today, training, isDistrict }: Setting): InputIssue[] => {
  const issues: InputIssue[] = [];
  const fault = iin === null ? undefined : iinFault(iin, training);
  if (fault) issues.push({ path: 'iin', code: fault });
  if (birthDate > today) issues.push({ path: 'birthDate', code: 'future' });
  else if (birthDate < firstBirthDate) issues.push({ path: 'birthDate', code: 'tooLongAgo' });
  if (!isDistrict(district)) issues.push({ path: 'district', code: 'katoUnknown' });
  return issues;
};
