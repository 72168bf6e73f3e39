import { addMonths } from '../../base/date-steps.ts';
import type { PlainDate } from '../../base/plain-date.ts';
import type { MseRules } from '../../domain/mse/mse-rules.ts';
import type { Term } from '../../domain/mse/term.ts';
import { getDated } from './find-dated.ts';

const months = { m6: 6, y1: 12, y2: 24, y5: 60 } as const;

/**
 * The day on which an outcome set on `from` no longer holds, null for an indefinite one; `crosses`: the term would go on over the birthday at which other rules of age begin (the
 * cut-off for a child, 18 for a youth), so it ends on that birthday and a re-examination is due then.
 */
export const termEnd = (rules: Pick<MseRules, 'age-cut-offs'>, term: Term, from: PlainDate, birthDate: PlainDate): { readonly until: PlainDate | null; readonly crosses: boolean } => {
  const { childUnder, adultFrom } = getDated(rules['age-cut-offs'], from).value;
  const birthdays = [childUnder, adultFrom].map((age) => addMonths(birthDate, age * 12));
  if (term === 'indefinite') return { until: null, crosses: false };
  if (term === 'untilCutOff') return { until: birthdays[0]!, crosses: false };
  if (term === 'until18') return { until: birthdays[1]!, crosses: false };
  const end = addMonths(from, months[term]);
  const crossed = birthdays.find((birthday) => birthday > from && birthday < end);
  return crossed === undefined ? { until: end, crosses: false } : { until: crossed, crosses: true };
};
