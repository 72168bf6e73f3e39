import { describe, expect, test } from 'vitest';
import { makeTrainingIin } from '../../../../shared/domain/iin.ts';
import type { KatoCode } from '../../../../shared/domain/kato.ts';
import type { PlainDate } from '../../../../shared/base/plain-date.ts';
import { checkTypedPerson, findIinFault, iinWarnings } from '../../../../src-renderer/features/register/check-typed-person.ts';
import { firstFaults } from '../../../../src-renderer/features/register/first-faults.ts';
import { fromSearch } from '../../../../src-renderer/features/register/from-search.ts';
import { emptyRegister, isBegun, withTyped } from '../../../../src-renderer/features/register/register-store.ts';
import { russianSpelling } from '../../../../src-renderer/features/register/russian-spelling.ts';
import { emptyPerson, type TypedPerson } from '../../../../src-renderer/features/register/typed-person.ts';

const today = '2026-11-22' as PlainDate;
const iin = makeTrainingIin('1980-05-14' as PlainDate, 'female', 12) ?? '';
const whole: TypedPerson = {
  ...emptyPerson, iin, birthDate: '1980-05-14' as PlainDate, sex: 'female', lastNameKk: 'Әбдірахманова', firstNameKk: 'Гүлнұр', lastNameRu: 'Абдрахманова', firstNameRu: 'Гульнур', district: '636200000' as KatoCode,
};

describe('typing a registration', () => {
  test('an IIN fills the birth date and the sex', () => expect(withTyped(emptyRegister, 'iin', iin, true).person).toMatchObject({ birthDate: '1980-05-14', sex: 'female' }));

  test('but never over what was typed', () => {
    const typed = withTyped(withTyped(emptyRegister, 'birthDate', '1979-01-01' as PlainDate, true), 'iin', iin, true);
    expect(typed.person).toMatchObject({ birthDate: '1979-01-01', sex: 'female' });
    expect(iinWarnings(typed.person)).toContain('iinBirthDate');
  });

  test('a training IIN fills nothing and is a fault outside training', () => {
    expect(withTyped(emptyRegister, 'iin', iin, false).person.birthDate).toBeNull();
    expect(findIinFault(iin, false, true)).toBe('iinTraining');
    expect(findIinFault(iin, true, true)).toBeUndefined();
  });

  test('too few digits are no fault while one types, letters and a wrong digit are', () => {
    expect(findIinFault('8005', true, true)).toBeUndefined();
    expect(findIinFault('8005', true, false)).toBe('iinLength');
    expect(findIinFault('80o5', true, true)).toBe('iinLength');
    expect(findIinFault(iin.slice(0, 11) + String((Number(iin[11]) + 1) % 10), true, true)).toBe('iinChecksum');
  });

  test('the Russian name follows the Kazakh one until it is typed', () => {
    const proposed = withTyped(emptyRegister, 'lastNameKk', 'Қасымғалиұлы', true);
    expect(proposed.person.lastNameRu).toBe('Касымгалиулы');
    const typed = withTyped(withTyped(proposed, 'lastNameRu', 'Касымгалиев', true), 'lastNameKk', 'Қасымғали', true);
    expect(typed.person.lastNameRu).toBe('Касымгалиев');
  });

  test('typing in a field takes its error away and no other', () => {
    const state = withTyped({ ...emptyRegister, errors: { lastNameKk: 'required', sex: 'required' } }, 'lastNameKk', 'Ә', true);
    expect(state.errors).toEqual({ sex: 'required' });
    expect([isBegun(emptyRegister), isBegun(state)]).toEqual([false, true]);
  });

  test('capitals survive the proposal', () => expect(russianSpelling('ҚҰНАНБАЕВ Әйгерім')).toBe('КУНАНБАЕВ Айгерим'));
});

describe('checking a registration', () => {
  test('whole: the input of the contract', () => {
    const checked = checkTypedPerson({ ...whole, iin: `${iin.slice(0, 6)} ${iin.slice(6)}` }, true, today);
    expect(checked).toMatchObject({ ok: true, value: { iin, lastNameKk: 'Әбдірахманова', phone: '' } });
  });

  test('without an IIN it is null', () => expect(checkTypedPerson({ ...whole, iin: '' }, true, today)).toMatchObject({ ok: true, value: { iin: null } }));

  test('an IIN that disagrees with the birth date does not block', () => expect(checkTypedPerson({ ...whole, birthDate: '1970-01-01' as PlainDate, sex: 'male' }, true, today).ok).toBe(true));

  test('every fault at once, in the order of the form', () => {
    const checked = checkTypedPerson({ ...emptyPerson, iin: '123', patronymicRu: 'а'.repeat(81) }, true, today);
    expect(checked.ok).toBe(false);
    expect(Object.entries(firstFaults(checked.ok ? [] : checked.error))).toEqual([
      ['iin', 'iinLength'], ['birthDate', 'required'], ['sex', 'required'], ['lastNameKk', 'required'], ['firstNameKk', 'required'], ['lastNameRu', 'required'], ['firstNameRu', 'required'], ['patronymicRu', 'tooLong'], ['district', 'required'],
    ]);
  });

  test('a birth date ahead', () => expect(checkTypedPerson({ ...whole, birthDate: '2026-11-23' as PlainDate }, true, today)).toEqual({ ok: false, error: [{ path: 'birthDate', code: 'future' }] }));
});

describe('what was searched for in vain', () => {
  test('is put where it belongs', () => {
    expect(fromSearch(' қасенов дәурен ', today, true)).toMatchObject({ lastNameKk: 'Қасенов', firstNameKk: 'Дәурен', lastNameRu: 'Касенов', firstNameRu: 'Даурен' });
    expect(fromSearch(iin, today, true)).toMatchObject({ iin, birthDate: '1980-05-14', lastNameKk: '' });
    expect(fromSearch('140580', today, true)).toMatchObject({ birthDate: '1980-05-14', phone: '' });
    expect(fromSearch('+7 701 123 45 67', today, true)).toMatchObject({ phone: '+7 701 123 45 67' });
    expect(fromSearch('', today, true)).toEqual(emptyPerson);
  });
});
