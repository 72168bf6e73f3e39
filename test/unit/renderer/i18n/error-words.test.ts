import i18next from 'i18next';
import { beforeAll, describe, expect, test } from 'vitest';
import { errorWords, issueWords } from '../../../../src-renderer/i18n/error-words.ts';
import { resources } from '../../../../src-renderer/i18n/resources.ts';

beforeAll(() => i18next.init({ lng: 'ru', resources, defaultNS: 'common', interpolation: { escapeValue: false } }));

describe('errorWords', () => {
  const words = (error: Parameters<typeof errorWords>[1], language = 'ru') => errorWords(i18next.getFixedT(language), error);

  test('says what happened and the way out', () => {
    expect(words({ type: 'Offline' })).toEqual({ title: 'Нет связи с центром.', way: expect.stringContaining('Повторите') });
    expect(words({ type: 'Offline' }, 'kk').title).toBe('Орталыққа байланыс жоқ.');
  });

  test('adds the detail that has words of its own', () => {
    expect(words({ type: 'Conflict', what: 'iin', id: 'x' }).title).toContain('с этим ИИН');
    expect(words({ type: 'ServerRefused', detail: 'revoked' }).title).toContain('отозван');
    expect(words({ type: 'RuleRefused', rule: 'fourEyes', citation: null }).title).toContain('другой руководитель');
  });

  test('names the field of a fault', () => expect(words({ type: 'InvalidInput', issues: [{ path: 'facts.onsetDate', code: 'required' }] }).title).toContain('Дата утраты трудоспособности: Это поле'));

  test('an unknown detail or code leaves no key on the screen', () => {
    expect(words({ type: 'ServerRefused', detail: 'somethingNew' }).title).toBe('Центр отказал.');
    expect(words({ type: 'NotFound', what: 'unicorn', id: 'x' }).title).toBe('Не найдено.');
    expect(issueWords(i18next.getFixedT('en'), { code: 'too_small' })).toMatch(/^This value does not fit/);
  });

  test('fills the figures in', () => {
    expect(words({ type: 'DatabaseTooNew', found: 40, supported: 30 }).title).toMatch(/40.*30/);
    expect(words({ type: 'Unexpected', incidentId: 'W-1234' }).way).toContain('W-1234');
  });
});

describe('plurals', () => {
  test('as each language counts', () => {
    const days = (language: string, count: number) => i18next.getFixedT(language)('common:days', { count });
    expect([1, 2, 5, 21, 22, 25].map((count) => days('ru', count))).toEqual(['1 день', '2 дня', '5 дней', '21 день', '22 дня', '25 дней']);
    expect([1, 2, 5].map((count) => days('kk', count))).toEqual(['1 күн', '2 күн', '5 күн']);
    expect([1, 2].map((count) => days('en', count))).toEqual(['1 day', '2 days']);
  });
});
