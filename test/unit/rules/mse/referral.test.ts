import { describe, expect, it } from 'vitest';
import type { PlainDate } from '../../../../shared/base/plain-date.ts';
import { readIcdCode } from '../../../../shared/domain/mse/icd-code.ts';
import { Referral } from '../../../../shared/domain/mse/referral.ts';
import { findWhodasScore } from '../../../../shared/domain/mse/whodas.ts';
import { referralIssues } from '../../../../shared/rules/mse/check-referral.ts';
import { afterWorkingDays, isWorkingDay } from '../../../../shared/rules/mse/working-days.ts';
import { mseRules } from '../../../support/mse-rules.ts';

const day = (text: string) => text as PlainDate;
const referral = Referral.parse({
  form: '031/у', organisation: 'Ұлан АОА', number: '17', date: '2026-11-03', commission: [{ name: 'Ә. Қуанышев', position: 'төраға' }], main: { code: 'T93', text: '' }, others: [], treatment: 'Операция, ЛФК',
  onset: '2026-07-03', exception: null, attachments: [], insured: true, workHarm: null,
});
const codes = (change: Partial<Referral>) => referralIssues(mseRules, { ...referral, ...change }, day('1974-01-01'), day('2026-11-22')).map(({ path, code }) => `${path} ${code}`);

describe('referralIssues', () => {
  it('takes a referral from four months after the onset on', () => {
    expect(codes({})).toEqual([]);
    expect(codes({ onset: day('2026-07-04') })).toEqual(['onset tooEarly']);
    expect(codes({ onset: day('2026-10-30'), exception: 'anatomicalDefect' })).toEqual([]);
    expect(codes({ onset: day('2026-10-30'), exception: 'incurable' })).toEqual([]);
    expect(codes({ onset: day('2026-10-30'), exception: 'acquaintance' })).toEqual(['exception unknownCode']);
  });
  it('refuses days that cannot be', () => {
    expect(codes({ date: day('2026-11-23') })).toEqual(['date future']);
    expect(codes({ onset: day('2026-11-04') })).toContain('onset afterReferral');
    expect(codes({ onset: day('1973-01-01') })).toEqual(['onset beforeBirth']);
  });
});

describe('readIcdCode', () => {
  it.each([
    ['М16', 'M16', true], ['m16', 'M16', false], ['Т93.1', 'T93.1', true], ['К35', 'K35', true], ['I63,4', 'I63.4', false], ['І63', 'I63', true], [' G80 .1', 'G80.1', false], ['ВО5', 'B05', true], ['GЗ5', 'G35', true],
  ])('reads %s as %s', (typed, code, mended) => expect(readIcdCode(typed)).toEqual({ code, mended }));
  it.each(['', 'Ж12', 'G8', 'G800', 'G80.', '16M', 'G80.123'])('reads no code in «%s»', (typed) => expect(readIcdCode(typed)).toBeUndefined());
});

describe('working days', () => {
  it('passes over week-ends and holidays', () => {
    expect(isWorkingDay(mseRules, day('2026-11-22'))).toBe(false);
    expect(isWorkingDay(mseRules, day('2026-12-16'))).toBe(false);
    expect(afterWorkingDays(mseRules, day('2026-11-20'), 1)).toBe('2026-11-23');
    expect(afterWorkingDays(mseRules, day('2026-12-15'), 1)).toBe('2026-12-17');
    expect(afterWorkingDays(mseRules, day('2026-11-03'), 10)).toBe('2026-11-17');
  });
});

describe('WHODAS', () => {
  it('sums twelve answers, and nothing less', () => {
    expect(findWhodasScore(Array.from({ length: 12 }, () => 2))).toBe(24);
    expect(findWhodasScore([null, ...Array.from({ length: 11 }, () => 2)])).toBeUndefined();
  });
});
