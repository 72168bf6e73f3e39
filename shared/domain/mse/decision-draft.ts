import { z } from 'zod';
import { Cause } from './cause.ts';
import { Outcome } from './outcome.ts';
import { Term } from './term.ts';

const percent = z.int({ error: 'percent' }).min(0, { error: 'percent' }).max(100, { error: 'percent' }).nullable();

/** What the commission is about to decide; null: not yet. `grounds`: why, obligatory where it differs from what the rules propose. */
export const DecisionDraft = z.object({
  outcome: Outcome.nullable(),
  cause: Cause.nullable(),
  /** The authorised body's paper about the causal link, where the cause needs one. */
  causePaper: z.string().trim().max(200, { error: 'tooLong' }),
  term: Term.nullable(),
  generalLoss: percent,
  professionalLoss: percent,
  mainProfession: z.string().trim().max(200, { error: 'tooLong' }),
  grounds: z.string().trim().max(4000, { error: 'tooLong' }),
});
export type DecisionDraft = z.infer<typeof DecisionDraft>;

/** Nothing decided yet. */
export const noDecision: DecisionDraft = { outcome: null, cause: null, causePaper: '', term: null, generalLoss: null, professionalLoss: null, mainProfession: '', grounds: '' };
