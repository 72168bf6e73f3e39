import type { Instant } from '../../base/instant.ts';
import { officeDay } from '../../base/office-day.ts';
import type { ActingTerm } from './acting-term.ts';

/** The order by which `staff` is acting supervisor at a moment: its day lies in the term, and the order was not ended before. Pure. */
export const findActing = (terms: readonly ActingTerm[], staff: string, at: Instant): ActingTerm | undefined => {
  const day = officeDay(at);
  return terms.find((term) => term.staff === staff && term.from <= day && day <= term.to && (term.ended === null || at < term.ended.at));
};
