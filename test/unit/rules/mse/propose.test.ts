import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, addMonths } from '../../../../shared/base/date-steps.ts';
import type { PlainDate } from '../../../../shared/base/plain-date.ts';
import { noDecision, type DecisionDraft } from '../../../../shared/domain/mse/decision-draft.ts';
import { Cause } from '../../../../shared/domain/mse/cause.ts';
import { LifeActivity } from '../../../../shared/domain/mse/life-activity.ts';
import { Outcome } from '../../../../shared/domain/mse/outcome.ts';
import type { Rating } from '../../../../shared/domain/mse/rating.ts';
import { Term } from '../../../../shared/domain/mse/term.ts';
import { ageBandOn } from '../../../../shared/rules/mse/age-band-on.ts';
import { decisionIssues } from '../../../../shared/rules/mse/decision-issues.ts';
import { proposeDecision } from '../../../../shared/rules/mse/propose-decision.ts';
import { termEnd } from '../../../../shared/rules/mse/term-end.ts';
import { mseRules } from '../../../support/mse-rules.ts';

const day = (text: string) => text as PlainDate;
const today = day('2026-11-22');
const adult = day('1974-03-01');
const referral = { insured: false, workHarm: null };

const anyRatings: fc.Arbitrary<Rating[]> = fc.uniqueArray(
  fc.record({
    category: fc.constantFrom(...LifeActivity.options),
    degree: fc.constantFrom(null, 0, 1, 2, 3),
    items: fc.uniqueArray(fc.record({ code: fc.constantFrom('b710', 'd450', 'd510', 'd850', 'b144'), qualifier: fc.constantFrom(0, 1, 2, 3, 4, 8, 9) }), { selector: (item) => item.code, maxLength: 5 }),
  }) as fc.Arbitrary<Rating>,
  { selector: (rating) => rating.category, maxLength: 9 },
);
const anyBirth = fc.integer({ min: 0, max: 90 * 12 }).map((months) => addMonths(today, -months));
/** Any day of any law: before and after the cut-off moved from 16 to 7. */
const anyDay = fc.integer({ min: 0, max: 22 * 365 }).map((days) => addDays(today, -days));
/** Only a child has these. */
const ofChildren: readonly string[] = ['play', 'motor'];
const propose = (ratings: readonly Rating[], birthDate: PlainDate, more: object = {}) => proposeDecision(mseRules, { birthDate, day: today, referral: { ...referral, ...more }, draft: { ratings: [...ratings] } });

describe('proposeDecision', () => {
  it('never yields a group outside the rule, whatever the ratings and the age', () => {
    const seen = new Set<string>();
    fc.assert(fc.property(anyRatings, fc.integer({ min: 0, max: 90 * 12 }), anyDay, (ratings, months, on) => {
      const birthDate = addMonths(on, -months);
      const { outcome } = proposeDecision(mseRules, { birthDate, day: on, referral, draft: { ratings } });
      // the rule once more, written another way: III, II, I by the highest degree of a category that the age has; no group under seven, under sixteen until November 2022
      const isAdult = addMonths(birthDate, 216) <= on;
      const isChild = addMonths(birthDate, on < '2022-11-01' ? 192 : 84) > on;
      const degrees = ratings.flatMap(({ category, degree }) => (isAdult && ofChildren.includes(category) ? [] : [degree ?? 0]));
      const highest = Math.max(0, ...degrees);
      seen.add(outcome);
      expect(outcome).toBe(highest === 0 ? 'none' : isChild ? 'child' : `group${4 - highest}`);
    }), { numRuns: 2000 });
    expect([...seen].toSorted()).toEqual(['child', 'group1', 'group2', 'group3', 'none']);
  });
  it('lets no decision pass that the age does not have, and none that differs from the rule without grounds', () => {
    const anyDecision: fc.Arbitrary<DecisionDraft> = fc.record({
      outcome: fc.constantFrom(...Outcome.options, null), cause: fc.constantFrom(...Cause.options, null), term: fc.constantFrom(...Term.options, null), causePaper: fc.constantFrom('', '№ 7'), grounds: fc.constantFrom('', 'Негіздеме'),
      generalLoss: fc.constantFrom(null, 0, 29, 30, 65, 100), professionalLoss: fc.constantFrom(null, 4, 5, 100), mainProfession: fc.constantFrom('', 'слесарь'),
    });
    let passed = 0;
    const ratedWhole = anyRatings.map((some): Rating[] => LifeActivity.options.map((category) => {
      const { degree, items } = some.find((one) => one.category === category) ?? { degree: 0 as const, items: [] };
      return { category, degree: degree ?? 0, items: degree ? [{ code: 'd450', qualifier: degree }] : items.filter(({ qualifier }) => qualifier !== 8) };
    }));
    fc.assert(fc.property(ratedWhole, anyBirth, anyDecision, fc.boolean(), (ratings, birthDate, given, follows) => {
      const proposal = propose(ratings, birthDate);
      // half of them begin as the rules propose, or hardly one would pass
      const decision = follows ? { ...given, outcome: proposal.outcome, cause: proposal.cause, term: proposal.outcome === 'none' ? null : proposal.terms[0]!.term, generalLoss: null, professionalLoss: null } : given;
      if (decisionIssues(mseRules, decision, proposal, today).length > 0) return;
      passed += 1;
      const isChild = addMonths(birthDate, 84) > today;
      expect(decision.outcome).not.toBe(isChild ? 'group1' : 'child');
      expect(isChild && /^group/.test(decision.outcome!)).toBe(false);
      if (decision.outcome !== proposal.outcome) expect(decision.grounds).not.toBe('');
      expect([decision.cause === null, decision.term === null]).toEqual(decision.outcome === 'none' ? [true, true] : [false, false]);
    }), { numRuns: 2000 });
    expect(passed).toBeGreaterThan(100);
  });
  it('does not let an adult be rated by a child’s category', () => {
    const play: Rating = { category: 'play', degree: 3, items: [{ code: 'd880', qualifier: 4 }] };
    expect(propose([play], adult).outcome).toBe('none');
    expect(propose([play], day('2022-01-01')).outcome).toBe('child');
    expect(propose([play], day('2016-01-01')).outcome).toBe('group1');
  });
  it('says what a category still lacks', () => {
    const lacks = (rating: Rating) => propose([rating], adult).categories.find((one) => one.category === rating.category)?.missing;
    expect(lacks({ category: 'movement', degree: 2, items: [] })).toBe('items');
    expect(lacks({ category: 'movement', degree: null, items: [{ code: 'd450', qualifier: 2 }] })).toBe('degree');
    expect(lacks({ category: 'movement', degree: 2, items: [{ code: 'd450', qualifier: 2 }, { code: 'b710', qualifier: 8 }] })).toBe('open');
    expect(lacks({ category: 'movement', degree: 2, items: [{ code: 'd450', qualifier: 2 }, { code: 'b710', qualifier: 9 }] })).toBeNull();
    expect(lacks({ category: 'movement', degree: 0, items: [] })).toBeNull();
  });
  it('names source, day and certainty of everything that it rests on', () => {
    const { trace } = propose([], adult, { insured: true, workHarm: { act: '7', date: today, employer: 'x', profession: 'слесарь', otherProfession: '', otherMonths: 0, harmMonths: 12 } });
    expect(trace.map((line) => line.rule)).toEqual(expect.arrayContaining(['mse.age-cut-offs', 'mse.group-by-degree', 'mse.general-loss-bands', 'mse.professional-loss-range', 'mse.terms']));
    expect(trace.every((line) => line.source.length > 5)).toBe(true);
    expect(trace.find((line) => line.rule === 'mse.degree-by-qualifier')?.certainty).toBe('U');
  });
  it('offers the losses only to whom the law gives them', () => {
    expect(propose([], adult)).toMatchObject({ general: null, professional: null });
    const both = propose([{ category: 'movement', degree: 2, items: [{ code: 'd450', qualifier: 2 }] }], adult, { insured: true, workHarm: { act: '7', date: today, employer: 'x', profession: 'слесарь', otherProfession: 'водитель', otherMonths: 240, harmMonths: 12 } });
    expect(both).toMatchObject({ outcome: 'group2', cause: 'workInjury', general: { usual: { from: 60, to: 79 } }, professional: { from: 5, to: 100, profession: 'водитель' } });
  });
});

describe('ages and terms by date', () => {
  it('cuts at 16 before November 2022 and at 7 after, on the birthday itself', () => {
    const band = (birth: string, on: string) => ageBandOn(mseRules, day(birth), day(on)).band;
    expect(band('2010-05-01', '2022-10-31')).toBe('child');
    expect(band('2010-05-01', '2022-11-01')).toBe('youth');
    expect(band('2019-11-23', '2026-11-22')).toBe('child');
    expect(band('2019-11-22', '2026-11-22')).toBe('youth');
    expect(band('2008-11-22', '2026-11-22')).toBe('adult');
    expect(band('2008-11-23', '2026-11-22')).toBe('youth');
  });
  it('has for each age the terms of its set', () => {
    const terms = (birth: string) => propose([], day(birth)).terms.map((one) => one.term);
    expect(terms('2022-01-01')).toEqual(['m6', 'y1', 'y2', 'y5', 'untilCutOff']);
    expect(terms('2012-01-01')).toEqual(['m6', 'y1', 'until18']);
    expect(terms('1974-01-01')).toEqual(['m6', 'y1', 'y2', 'indefinite']);
  });
  it('ends a term on the birthday that changes the rules, and no term goes over one', () => {
    expect(termEnd(mseRules, 'y5', today, day('2022-01-15'))).toEqual({ until: '2029-01-15', crosses: true });
    expect(termEnd(mseRules, 'y1', today, day('2009-03-01'))).toEqual({ until: '2027-03-01', crosses: true });
    expect(termEnd(mseRules, 'm6', day('2026-08-31'), adult)).toEqual({ until: '2027-02-28', crosses: false });
    expect(termEnd(mseRules, 'indefinite', today, adult).until).toBeNull();
    fc.assert(fc.property(anyBirth, (birthDate) => {
      for (const { until } of propose([], birthDate).terms) {
        if (until === null) continue;
        expect(until > today).toBe(true);
        const before = addMonths(until, 0) === until ? until : today;
        expect([7, 18].some((age) => addMonths(birthDate, age * 12) > today && addMonths(birthDate, age * 12) < before)).toBe(false);
      }
    }));
  });
});

describe('decisionIssues', () => {
  const ratings: Rating[] = LifeActivity.options.map((category) => ({ category, degree: category === 'movement' ? 2 : 0, items: category === 'movement' ? [{ code: 'd450', qualifier: 2 }] : [] }));
  const full: DecisionDraft = { ...noDecision, outcome: 'group2', cause: 'generalIllness', term: 'y1' };
  const codes = (change: Partial<DecisionDraft>, birth: PlainDate = adult, more: object = {}) => decisionIssues(mseRules, { ...full, ...change }, propose(ratings, birth, more), today).map(({ path, code }) => `${path} ${code}`);

  it('finds nothing in a decision that follows the rules', () => expect(codes({})).toEqual([]));
  it('wants grounds where the commission differs', () => {
    expect(codes({ outcome: 'group3' })).toEqual(['decision.grounds groundsNeeded']);
    expect(codes({ outcome: 'group3', grounds: 'Оңалту нәтижесі тұрақты' })).toEqual([]);
  });
  it('refuses what no grounds justify', () => {
    expect(codes({ outcome: 'child', grounds: 'x' })).toEqual(['decision.outcome notAtThisAge']);
    expect(codes({ term: 'y5', grounds: 'x' })).toEqual(['decision.term notAtThisAge']);
    expect(codes({ cause: 'childUnder7', grounds: 'x' })).toEqual(['decision.cause notAtThisAge']);
    expect(codes({ cause: 'service' })).toEqual(['decision.causePaper required']);
    expect(codes({ generalLoss: 65 })).toEqual(['decision.generalLoss onlyInsured']);
    expect(codes({ professionalLoss: 65 })).toEqual(['decision.professionalLoss onlyHurtAtWork']);
  });
  it('holds the bands, inclusive', () => {
    for (const [loss, found] of [[29, 1], [30, 0], [59, 0], [60, 0], [79, 0], [80, 0], [100, 0]] as const) expect([loss, codes({ generalLoss: loss, grounds: 'x' }, adult, { insured: true }).length]).toEqual([loss, found]);
    expect(codes({}, adult, { insured: true })).toEqual(['decision.generalLoss required']);
    expect(codes({ generalLoss: 59 }, adult, { insured: true })).toEqual(['decision.grounds groundsNeeded']);
  });
});
