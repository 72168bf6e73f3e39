import { z } from 'zod';
import { PlainDate } from '../../base/plain-date.ts';
import { AgeBand } from '../../domain/mse/age-band.ts';
import type { AssessmentDraft } from '../../domain/mse/assessment.ts';
import { Cause } from '../../domain/mse/cause.ts';
import { Degree } from '../../domain/mse/degree.ts';
import { LifeActivity } from '../../domain/mse/life-activity.ts';
import type { Group, MseRules } from '../../domain/mse/mse-rules.ts';
import { Outcome } from '../../domain/mse/outcome.ts';
import type { Referral } from '../../domain/mse/referral.ts';
import { Term } from '../../domain/mse/term.ts';
import { ageBandOn } from './age-band-on.ts';
import { getDated } from './find-dated.ts';
import { findMainProfession } from './main-profession.ts';
import { proposeOutcome } from './propose-outcome.ts';
import { rateCategories } from './rate-categories.ts';
import { termEnd } from './term-end.ts';
import { TraceLine } from './trace-line.ts';

const range = z.object({ from: z.int(), to: z.int() });

/** What the rules propose for an examination, with everything it rests on. The commission decides. */
export const Proposal = z.object({
  band: AgeBand,
  outcome: Outcome,
  because: z.array(LifeActivity),
  categories: z.array(z.object({
    category: LifeActivity, decided: Degree.nullable(), proposed: Degree.nullable(), open: z.array(z.string()), missing: z.enum(['degree', 'items', 'open']).nullable(),
  })),
  causes: z.array(Cause),
  cause: Cause.nullable(),
  /** The terms that may be chosen, each with its end if it began on the day; `crosses`: cut off at a birthday. */
  terms: z.array(z.object({ term: Term, until: PlainDate.nullable(), crosses: z.boolean() })),
  /** Whole per cent; null: this loss is not set for the person. `general.usual` is the band that goes with the outcome. */
  general: z.object({ bands: z.array(range), usual: range.nullable() }).nullable(),
  professional: range.extend({ profession: z.string() }).nullable(),
  trace: z.array(TraceLine),
});
export type Proposal = z.infer<typeof Proposal>;

type Facts = { readonly birthDate: PlainDate; readonly day: PlainDate; readonly referral: Pick<Referral, 'insured' | 'workHarm'>; readonly draft: Pick<AssessmentDraft, 'ratings'> };

const likelyCause = (band: AgeBand, referral: Facts['referral']): Cause => (band === 'child' ? 'childUnder7' : referral.workHarm ? 'workInjury' : band === 'youth' ? 'child7to18' : 'generalIllness');

/** Proposes outcome, cause, terms and the ranges of both losses for somebody examined on `day`. Pure. */
export const proposeDecision = (rules: MseRules, { birthDate, day, referral, draft }: Facts): Proposal => {
  const age = ageBandOn(rules, birthDate, day);
  const rated = rateCategories(rules, draft.ratings, age.band, day);
  const found = proposeOutcome(rules, rated.categories, age.band, day);
  const causes = getDated(rules.causes, day);
  const allowed = causes.value.filter((cause) => cause.bands.includes(age.band)).map((cause) => cause.id);
  const likely = likelyCause(age.band, referral);
  const terms = getDated(rules.terms, day);
  const [bands, usual, professional] = [getDated(rules['general-loss-bands'], day), getDated(rules['band-by-group'], day), getDated(rules['professional-loss-range'], day)];
  const profession = findMainProfession(referral.workHarm);
  const isLost = referral.insured && age.band === 'adult';
  const band = found.outcome in usual.value ? bands.value[usual.value[found.outcome as Group]] : undefined;
  return {
    band: age.band,
    outcome: found.outcome,
    because: [...found.because],
    categories: rated.categories.map((one) => ({ ...one, open: [...one.open] })),
    causes: allowed,
    cause: found.outcome === 'none' || !allowed.includes(likely) ? null : likely,
    terms: (terms.value[age.band] ?? []).map((term) => ({ term, ...termEnd(rules, term, day, birthDate) })),
    general: isLost ? { bands: bands.value, usual: band ?? null } : null,
    professional: profession === undefined ? null : { ...professional.value, profession },
    trace: [age.trace, ...rated.trace, found.trace, causes.trace, terms.trace, ...(isLost ? [bands.trace, usual.trace] : []), ...(profession === undefined ? [] : [professional.trace])],
  };
};
