import { describe, expect, it } from 'vitest';
import type { PlainDate } from '../../../../shared/base/plain-date.ts';
import { decisionDeadline } from '../../../../shared/rules/desk/decision-deadline.ts';
import { urgencyOn } from '../../../../shared/rules/desk/urgency.ts';
import { isWorkingDay } from '../../../../shared/rules/mse/working-days.ts';
import { mseRules } from '../../../support/mse-rules.ts';

const day = (text: string) => text as PlainDate;

describe('the working-day calendar', () => {
  // As the press printed the official calendars of these years.
  it.each(['2019-03-25', '2019-07-08', '2019-12-02', '2025-10-27', '2026-01-02', '2026-01-07', '2018-08-21', '2018-08-31', '2017-09-01'])('%s is off', (text) => expect(isWorkingDay(mseRules, day(text))).toBe(false));
  it.each(['2018-08-25', '2019-03-26', '2025-10-28', '2026-01-05', '2026-01-06', '2014-10-06', '2026-12-17', '2022-12-01'])('%s is worked', (text) => expect(isWorkingDay(mseRules, day(text))).toBe(true));
  it('gives a day for each of two holidays on a weekend', () => {
    // 21 and 22 March 2026 are Saturday and Sunday, 23 March a holiday of its own
    expect(['2026-03-23', '2026-03-24', '2026-03-25', '2026-03-26'].map((text) => isWorkingDay(mseRules, day(text)))).toEqual([false, false, false, true]);
  });
  it('gives no day for a religious one', () => expect([isWorkingDay(mseRules, day('2024-06-17')), isWorkingDay(mseRules, day('2023-01-09'))]).toEqual([true, true]));
  it('gives the day of a New Year on a Sunday once', () => {
    // 1 January 2023 was a Sunday, 2 January a holiday
    expect(['2023-01-02', '2023-01-03', '2023-01-04'].map((text) => isWorkingDay(mseRules, day(text)))).toEqual([false, false, true]);
  });
});

describe('decisionDeadline', () => {
  it('counts working days over holidays', () => {
    expect(decisionDeadline(mseRules, day('2026-11-09'), ['birth-benefit'])).toBe('2026-11-19');
    expect(decisionDeadline(mseRules, day('2026-12-11'), [])).toBe('2026-12-24');
    expect(decisionDeadline(mseRules, day('2026-03-18'), ['disability-benefit'])).toBe('2026-04-02');
  });
  it('takes the shortest of what was applied for', () => expect(decisionDeadline(mseRules, day('2026-11-09'), ['birth-benefit', 'targeted-assistance'])).toBe('2026-11-18'));
});

describe('urgencyOn', () => {
  const of = urgencyOn(mseRules, day('2026-11-20'));
  it.each([['2026-11-19', 'overdue'], ['2026-11-20', 'today'], ['2026-11-24', 'soon'], ['2026-11-25', 'later']])('%s is %s', (text, said) => expect(of(day(text))).toBe(said));
  it('knows none', () => expect(of(null)).toBe('none'));
});
