import type { InputIssue } from '../../base/app-error.ts';
import { addMonths } from '../../base/date-steps.ts';
import type { PlainDate } from '../../base/plain-date.ts';
import type { MseRules } from '../../domain/mse/mse-rules.ts';
import type { Referral } from '../../domain/mse/referral.ts';
import { getDated } from './find-dated.ts';

/**
 * What is wrong with a referral on `today`: a day ahead, an onset after the referral, the wait of four months not over and no exception to it, harm at work after the referral. An empty list: it may be
 * taken. `path` is relative to the referral.
 */
export const referralIssues = (rules: Pick<MseRules, 'referral-wait'>, referral: Referral, birthDate: PlainDate, today: PlainDate): InputIssue[] => {
  const wait = getDated(rules['referral-wait'], referral.date).value;
  const issues: InputIssue[] = [];
  const add = (path: string, code: string, params?: InputIssue['params']) => issues.push({ path, code, ...(params ? { params } : {}) });
  if (referral.date > today) add('date', 'future');
  if (referral.onset > referral.date) add('onset', 'afterReferral');
  if (referral.onset < birthDate) add('onset', 'beforeBirth');
  if (referral.exception !== null && !wait.exceptions.includes(referral.exception)) add('exception', 'unknownCode');
  else if (referral.exception === null && referral.onset <= referral.date && referral.date < addMonths(referral.onset, wait.months)) add('onset', 'tooEarly', { months: wait.months, day: addMonths(referral.onset, wait.months) });
  if (referral.workHarm && referral.workHarm.date > referral.date) add('workHarm.date', 'afterReferral');
  return issues;
};
