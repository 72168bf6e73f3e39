import { addMonths } from '../../base/date-steps.ts';
import type { PlainDate } from '../../base/plain-date.ts';
import type { ActEffect } from '../../domain/mse/act-effect.ts';
import type { Extract } from '../../domain/mse/extract.ts';
import type { MseRules } from '../../domain/mse/mse-rules.ts';

/** What an effect is made of. */
type Told = Pick<Extract, 'act' | 'kind' | 'cites' | 'band' | 'birthDate' | 'sex' | 'outcome' | 'cause' | 'generalLoss' | 'professionalLoss' | 'from' | 'until'>;

/** The day a person reaches pension age: the first on which they are as old as the age that holds on that very day (women's age rises by steps, so it is looked for from the lowest). */
export const pensionDay = (rules: Pick<MseRules, 'pension-age'>, person: { readonly birthDate: PlainDate; readonly sex: 'male' | 'female' }): PlainDate => {
  const { values } = rules['pension-age'];
  const ages = values.map(({ from, value }, at) => {
    const reached = addMonths(person.birthDate, person.sex === 'male' ? value.maleMonths : value.femaleMonths);
    return { day: reached < from ? from : reached, next: values[at + 1]?.from };
  });
  return (ages.find(({ day, next }) => next === undefined || day < next) ?? ages.at(-1)!).day;
};

const groupOf = { group1: 1, group2: 2, group3: 3, child: null } as const;
const earlier = (a: PlainDate, b: PlainDate | null): PlainDate => (b === null || a < b ? a : b);

/**
 * The facts of a signed act for the entitlement engine. An act that finds no disability gives none: what ran before ends on its day, as does what an act gave that this one cites. From 30 % professional loss the insurer pays, below it the
 * employer; a loss set for under a year is paid by the month, else as an annuity (facts: level 3). Pure.
 */
export const actEffects = (rules: Pick<MseRules, 'pension-age'>, told: Told): ActEffect[] => {
  const { act, from, until, outcome, cause, generalLoss, professionalLoss } = told;
  const pension = pensionDay(rules, told);
  const effects: ActEffect[] = [];
  if (outcome !== 'none' && cause !== null) effects.push({ level: 1, act, group: groupOf[outcome], cause, child: told.band !== 'adult', from, to: until });
  if (generalLoss !== null && pension > from) effects.push({ level: 2, act, percent: generalLoss, from, to: earlier(pension, until) });
  if (professionalLoss !== null)
    effects.push({ level: 3, act, percent: professionalLoss, annuity: until === null || until >= addMonths(from, 12), payer: professionalLoss >= 30 ? 'insurer' : 'employer', from, to: until });
  return effects;
};

/** A correction says what should have been said, so it holds from the first day of what it corrects. */
const mended = (told: readonly Told[], one: Told): Told => {
  const before = one.kind === 'correction' ? told.find(({ act }) => act === one.cites) : undefined;
  return before ? { ...one, from: mended(told.filter((other) => other !== one), before).from } : one;
};

/**
 * What the signed acts of one person give together. Of an act that was corrected, or annulled by a court, nothing stands, from its first day; a re-examination and an appeal decide from their own day on (when the degree changes
 * the new amount runs from the change; facts: level 2). Where effects overlap the later act holds: the earlier effect of every level ends on the day the later act begins. Oldest first; the acts in any order. Pure.
 */
export const effectsOver = (rules: Pick<MseRules, 'pension-age'>, told: readonly Told[]): ActEffect[] => {
  const gone = new Set(told.flatMap(({ kind, cites }) => (cites !== null && (kind === 'correction' || kind === 'annulment') ? [cites] : [])));
  const standing = told.filter(({ act }) => !gone.has(act)).map((one) => mended(told, one)).toSorted((a, b) => (`${a.from} ${a.act}` < `${b.from} ${b.act}` ? -1 : 1));
  return standing.flatMap((one, at) => {
    const effects = actEffects(rules, one);
    const next = standing[at + 1]?.from;
    if (next === undefined) return effects;
    return effects.flatMap((effect) => (effect.from >= next ? [] : [effect.to === null || effect.to > next ? ({ ...effect, to: next } as ActEffect) : effect]));
  });
};
