import { describe, expect, it } from 'vitest';
import type { PlainDate } from '../../../../shared/base/plain-date.ts';
import type { Measure } from '../../../../shared/domain/mse/programme.ts';
import { actEffects, effectsOver, pensionDay } from '../../../../shared/rules/mse/act-effects.ts';
import { extractOf } from '../../../../shared/rules/mse/extract-of.ts';
import { blindFile } from '../../../../shared/rules/mse/blind-file.ts';
import { carryOver, mayMove, progressOf } from '../../../../shared/rules/mse/carry-over.ts';
import { actBody } from '../../../support/mse/act.ts';
import { mseRules } from '../../../support/mse-rules.ts';

const day = (text: string) => text as PlainDate;
const body = (decision: object, more: object = {}) => actBody(3, { decision: { ...actBody(3).decision, ...decision }, ...more });
const effects = (words: ReturnType<typeof body>) => actEffects(mseRules, extractOf(words, ''));

describe('actEffects', () => {
  it('gives each level its fact, from the day the degree is set', () => {
    expect(effects(body({ professionalLoss: 70, cause: 'workInjury' }))).toEqual([
      { level: 1, act: expect.any(String) as unknown, group: 2, cause: 'workInjury', child: false, from: '2026-11-22', to: '2027-11-22' },
      { level: 2, act: expect.any(String) as unknown, percent: 65, from: '2026-11-22', to: '2027-11-22' },
      { level: 3, act: expect.any(String) as unknown, percent: 70, annuity: true, payer: 'insurer', from: '2026-11-22', to: '2027-11-22' },
    ]);
    expect(effects(body({ outcome: 'none', cause: null, term: null, generalLoss: null, until: null, professionalLoss: 29 }))).toMatchObject([{ level: 3, payer: 'employer' }]);
  });
  it('pays level 2 no longer than to pension age', () => {
    expect(pensionDay(mseRules, { birthDate: day('1974-03-01'), sex: 'male' })).toBe('2037-03-01');
    expect(pensionDay(mseRules, { birthDate: day('1967-06-01'), sex: 'female' })).toBe('2028-12-01');
    const person = { ...actBody(3).person, birthDate: '1963-12-10' };
    expect(effects(body({ until: null, term: 'indefinite' }, { person }))[1]).toMatchObject({ level: 2, to: '2026-12-10' });
    expect(effects(body({ until: null, term: 'indefinite' }, { person: { ...person, birthDate: '1960-01-01' } })).map((one) => one.level)).toEqual([1]);
  });
  it('ends what an earlier act gave where a later one begins, and forgets what was corrected', () => {
    const first = body({ from: '2025-11-22', until: '2026-11-22' });
    const again = body({ generalLoss: 85, outcome: 'group1', from: '2026-06-01', until: '2027-06-01' }, { id: '01890000-0000-7000-8000-0000000000aa', basis: { kind: 'again', act: first.id, reason: '' }, cites: { act: first.id, hash: 'A'.repeat(43) } });
    const over = (...acts: (typeof first)[]) => effectsOver(mseRules, acts.map((one) => extractOf(one, ''))).filter((one) => one.level === 2);
    expect(over(first, again)).toMatchObject([{ percent: 65, from: '2025-11-22', to: '2026-06-01' }, { percent: 85, from: '2026-06-01' }]);
    const mended = body({ generalLoss: 60, from: '2025-11-22', until: '2026-11-22' }, { id: '01890000-0000-7000-8000-0000000000ab', basis: { kind: 'correction', act: first.id, reason: 'қате' }, cites: { act: first.id, hash: 'A'.repeat(43) } });
    expect(over(first, mended)).toMatchObject([{ percent: 60, from: '2025-11-22', to: '2026-11-22' }]);
  });
});

describe('blindFile', () => {
  it('keeps sex and age, and nothing by which the person could be known', () => {
    const { referral } = actBody(3);
    const told = { ...referral, organisation: 'Ұлан аудандық ауруханасы', treatment: 'Науқас Тоқтаров Е.М., 01.03.1974 ж.т., ЖСН 740301 700 123; Тоқтаровқа ЛФК. Дәрігер Қуанышев. 12 күн.' };
    const file = blindFile({ referral: told, draft: { ratings: [], whodas: null, complaints: '', findings: '', decision: body({}).decision } }, { birthDate: day('1974-12-01'), sex: 'male' }, ['Тоқтаров', 'Ерлан', 'Маратұлы'], day('2026-11-22'));
    expect(file).toMatchObject({ sex: 'male', age: 51 });
    expect(file.treatment).toBe('Науқас […] Е.М., […] ж.т., ЖСН […]; […] ЛФК. Дәрігер […]. 12 күн.');
    expect(JSON.stringify(file)).not.toMatch(/Тоқтаров|1974|740301|Ұлан|Қуанышев|Ерлан/);
  });
});

describe('the programme', () => {
  const measure = (id: string, status: Measure['status'], outcome: Measure['outcome'] = null): Measure => ({ id, part: 'medical', kind: 'prosthetics', text: 'Протез', executor: 'Орталық', place: '', from: day('2026-01-01'), to: day('2026-12-31'), quantity: 1, status, outcome, note: '', came: null });
  it('carries over what is open, closes it where it was, and counts what was reached', () => {
    const measures = [measure('a', 'done', 'reached'), measure('b', 'underWay'), measure('c', 'declined'), measure('d', 'notDone', 'notReached')];
    let n = 0;
    const { closed, carried } = carryOver({ measures }, day('2027-02-01'), () => `new${++n}`);
    expect(closed.map((one) => one.status)).toEqual(['done', 'carried', 'declined', 'carried']);
    expect(carried).toMatchObject([{ id: 'new1', came: 'b', status: 'planned', from: '2027-02-01', to: '2027-02-01', outcome: null }, { came: 'd' }]);
    expect(progressOf({ measures })).toEqual({ total: 4, done: 1, reached: 1, partly: 0, open: 2 });
    expect([mayMove('done', 'planned'), mayMove('planned', 'done'), mayMove('carried', 'carried')]).toEqual([false, true, true]);
  });
});
