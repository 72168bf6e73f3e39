import { officeDay } from '../base/office-day.ts';
import { isPlainDate, type PlainDate } from '../base/plain-date.ts';
import type { Case } from './case.ts';

/** The day from which an office's time runs: that of the application as typed, else the day the case was opened. A day after the opening is no application's: it was typed wrong, and gives nobody more time. */
export const applicationDay = ({ facts, opened }: Pick<Case, 'facts' | 'opened'>): PlainDate => {
  const day = officeDay(opened.at);
  const typed = facts.law?.['applicationDate'];
  return typeof typed === 'string' && isPlainDate(typed) && typed < day ? (typed as PlainDate) : day;
};
