import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PlainDate } from '../../../shared/base/plain-date.ts';
import { checkIin, iinMismatch, makeTrainingIin, trainingCheckDigit, type Sex } from '../../../shared/domain/iin.ts';

const rows = readFileSync('resources/reference/iin-vectors.tsv', 'utf8').trim().split('\n').slice(1)
  .map((line) => line.split('\t') as [iin: string, valid: string, why: string]);
const statusOf: Record<string, string> = { yes: 'valid', no: 'invalid', warn: 'warn', training: 'training' };

const birthDates = fc.date({ min: new Date('1930-01-01T00:00:00Z'), max: new Date('2029-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10) as PlainDate);
const sexes = fc.constantFrom<Sex>('male', 'female');
const serials = fc.integer({ min: 0, max: 9999 });

describe('checkIin', () => {
  it.each(rows)('%s is %s: %s', (iin, valid, why) => {
    const check = checkIin(iin);
    expect(check.status).toBe(statusOf[valid]);
    const date = /\d{4}-\d{2}-\d{2}/.exec(why)?.[0];
    if (date !== undefined && valid === 'yes') expect(check.birthDate).toBe(date);
    const sex = /\b(female|male)\b/.exec(why)?.[0];
    if (sex !== undefined) expect(check.sex).toBe(sex);
    if (why.startsWith('unissuable')) expect(check.reason).toBe('iinUnissuable');
    if (why === 'wrong check digit') expect(check.reason).toBe('iinChecksum');
    if (valid === 'warn') expect(check.warnings).toEqual(['iinNotADate']);
  });

  it('covers the whole table', () => { expect(rows).toHaveLength(19); });

  it('tolerates white space between the digits', () => {
    expect(checkIin(' 991231\u00a0100 010 ')).toEqual(checkIin('991231100010'));
  });

  it.each(['', '99123110001', '9912311000100', '99123110001a', '٩٩١٢٣١١٠٠٠١٠'])('refuses %j as no twelve digits', (text) => {
    expect(checkIin(text)).toMatchObject({ status: 'invalid', reason: 'iinLength' });
  });

  it('accepts a foreign citizen with a warning, without a birth date', () => {
    const numbers = Array.from({ length: 10 }, (_, digit) => checkIin(`85061500001${String(digit)}`)).filter((check) => check.status !== 'invalid');
    expect(numbers).toEqual([{ status: 'warn', warnings: ['iinForeign'] }]);
  });

  it('refuses a 7th digit of 9, with which nobody is numbered', () => {
    for (let digit = 0; digit <= 9; digit += 1) expect(checkIin(`85061590001${String(digit)}`)).toMatchObject({ status: 'invalid', reason: 'iinCentury' });
  });

  it('takes one check digit of the ten, and refuses the other nine', () => {
    fc.assert(fc.property(birthDates, sexes, serials, (birthDate, sex, serial) => {
      const iin = makeTrainingIin(birthDate, sex, serial);
      if (iin === undefined) return;
      const taken = Array.from({ length: 10 }, (_, digit) => iin.slice(0, 11) + String(digit)).filter((text) => checkIin(text).status !== 'invalid');
      expect(taken).toEqual([iin]);
    }));
  });
});

describe('makeTrainingIin', () => {
  it('has the check digit that the same number has as two numbers', () => {
    fc.assert(fc.property(birthDates, sexes, serials, (birthDate, sex, serial) => {
      const day = Number(birthDate.slice(2).replaceAll('-', ''));
      const check = trainingCheckDigit(day, (sex === 'male' ? 70_000 : 80_000) + serial);
      expect(check?.toString()).toBe(makeTrainingIin(birthDate, sex, serial)?.at(-1));
    }), { numRuns: 2000 });
  });

  it('makes numbers that are training numbers of that day and sex, or none', () => {
    fc.assert(fc.property(birthDates, sexes, serials, (birthDate, sex, serial) => {
      const iin = makeTrainingIin(birthDate, sex, serial);
      if (iin === undefined) return;
      expect(checkIin(iin)).toEqual({ status: 'training', birthDate, sex, warnings: [] });
      expect(iinMismatch(iin, birthDate, sex)).toEqual([]);
    }));
  });

  it('leaves out about one serial in 121', () => {
    const none = Array.from({ length: 10_000 }, (_, serial) => makeTrainingIin('1980-01-05' as PlainDate, 'male', serial)).filter((iin) => iin === undefined).length;
    expect(none).toBeGreaterThan(50);
    expect(none).toBeLessThan(120);
  });

  it.each([-1, 10_000, 1.5, Number.NaN])('treats the serial %d as a bug', (serial) => {
    expect(() => makeTrainingIin('1980-01-05' as PlainDate, 'male', serial)).toThrow(RangeError);
  });
});

describe('iinMismatch', () => {
  it('warns, and never blocks', () => {
    expect(iinMismatch('991231100010', '1899-12-31' as PlainDate, 'male')).toEqual([]);
    expect(iinMismatch('991231100010', '1899-12-30' as PlainDate, 'male')).toEqual(['iinBirthDate']);
    expect(iinMismatch('991231100010', '1899-12-31' as PlainDate, 'female')).toEqual(['iinSex']);
    expect(iinMismatch('991231100010', '1999-12-31' as PlainDate, 'female')).toEqual(['iinBirthDate', 'iinSex']);
  });

  it('compares a training number without its century, and says nothing of what a number does not name', () => {
    expect(iinMismatch('800105700013', '1880-01-05' as PlainDate, 'male')).toEqual([]);
    expect(iinMismatch('000229300015', '1900-03-01' as PlainDate, 'male')).toEqual([]);
    expect(iinMismatch('123', '1900-03-01' as PlainDate, 'male')).toEqual([]);
  });
});
