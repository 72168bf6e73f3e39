import { z } from 'zod';
import { addMonths } from '../../base/date-steps.ts';
import { ActId } from '../../base/ids.ts';
import { PlainDate } from '../../base/plain-date.ts';
import type { ActBody } from '../../domain/mse/act-body.ts';
import { Cause } from '../../domain/mse/cause.ts';
import type { MseRules } from '../../domain/mse/mse-rules.ts';

/**
 * What a signed act says to the three levels of protection. `to` is the first day on which it no longer holds; null: for good. Level 1: the state benefit by group and cause;
 * level 2: the Fund's payment by the degree of general loss, not beyond pension age; level 3: the insurer's payment by the degree of professional loss. `percent` whole.
 */
export const ActEffect = z.discriminatedUnion('level', [
  z.object({ level: z.literal(1), act: ActId, group: z.literal([1, 2, 3]).nullable(), cause: Cause, child: z.boolean(), from: PlainDate, to: PlainDate.nullable() }),
  z.object({ level: z.literal(2), act: ActId, percent: z.int(), from: PlainDate, to: PlainDate }),
  z.object({ level: z.literal(3), act: ActId, percent: z.int(), annuity: z.boolean(), payer: z.enum(['employer', 'insurer']), from: PlainDate, to: PlainDate.nullable() }),
]);
export type ActEffect = z.infer<typeof ActEffect>;

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
export const actEffects = (rules: Pick<MseRules, 'pension-age'>, body: ActBody): ActEffect[] => {
  const { decision, person } = body;
  const { from, until } = decision;
  const pension = pensionDay(rules, person);
  const effects: ActEffect[] = [];
  if (decision.outcome !== 'none' && decision.cause !== null)
    effects.push({ level: 1, act: body.id, group: groupOf[decision.outcome], cause: decision.cause, child: body.band !== 'adult', from, to: until });
  if (decision.generalLoss !== null && pension > from) effects.push({ level: 2, act: body.id, percent: decision.generalLoss, from, to: earlier(pension, until) });
  if (decision.professionalLoss !== null)
    effects.push({ level: 3, act: body.id, percent: decision.professionalLoss, annuity: until === null || until >= addMonths(from, 12), payer: decision.professionalLoss >= 30 ? 'insurer' : 'employer', from, to: until });
  return effects;
};

/** Where the effects of several acts of one person overlap, the later act (by day, then as given) holds: the earlier effect of the same level ends on the day the later begins, a cited act from the start. */
export const effectsOver = (acts: readonly { readonly body: ActBody; readonly effects: readonly ActEffect[] }[]): ActEffect[] => {
  const cited = new Set(acts.flatMap(({ body }) => (body.cites && body.basis.kind !== 'again' ? [body.cites.act] : [])));
  const standing = acts.filter(({ body }) => !cited.has(body.id)).toSorted((a, b) => (a.body.decision.from < b.body.decision.from ? -1 : a.body.decision.from > b.body.decision.from ? 1 : 0));
  return standing.flatMap(({ effects }, at) => {
    const next = standing[at + 1]?.body.decision.from;
    if (next === undefined) return effects;
    return effects.flatMap((effect) => (effect.from >= next ? [] : [effect.to === null || effect.to > next ? ({ ...effect, to: next } as ActEffect) : effect]));
  });
};
