import { z } from 'zod';
import { CaseId, PersonId } from '../base/ids.ts';
import { PlainDate } from '../base/plain-date.ts';
import { CaseStep } from './case.ts';
import { FactValue } from './fact-value.ts';
import { KatoCode } from './kato.ts';

const tenge = z.string().regex(/^\d{1,15}(\.\d{1,12})?$/);

/** One payment as it was decided; money as decimal text in tenge, `to` null is open. */
export const DecidedAmount = z.object({ payment: z.string(), level: z.literal([1, 2, 3]), amount: tenge, unit: z.enum(['KZT/month', 'KZT once']), from: PlainDate, to: PlainDate.nullable(), withheld: tenge });
export type DecidedAmount = z.infer<typeof DecidedAmount>;

/** What one programme gave: enough to make it again word for word with the same edition, and its whole answer with reasons and trace (a `Determination`). */
export const DecidedProgramme = z.object({
  programme: z.string().max(80),
  outcome: z.enum(['entitled', 'refused', 'undetermined']),
  facts: z.record(z.string(), FactValue),
  amounts: z.array(DecidedAmount).max(40),
  answer: z.json(),
});
export type DecidedProgramme = z.infer<typeof DecidedProgramme>;

/** What stands in the place of the programmes where nothing may be told of them. */
export const nothingDecided: readonly z.infer<typeof DecidedProgramme>[] = [{ programme: '', outcome: 'undetermined', facts: {}, amounts: [], answer: null }];

/**
 * A decision of an office: made when a supervisor approves a case, or anew when the norms change. `edition` is the hash of the rules, `asOf` the day they were applied
 * on. Nothing of it is ever changed but `withdrawn` and `replacedBy`.
 */
export const Decision = z.object({
  id: z.string().regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/, { error: 'id' }),
  number: z.string().max(30),
  caseId: CaseId,
  personId: PersonId,
  district: KatoCode,
  risk: z.string().max(60),
  asOf: PlainDate,
  edition: z.string().regex(/^[0-9a-f]{64}$/),
  decided: CaseStep,
  programmes: z.array(DecidedProgramme).min(1).max(40),
  /** The decision that this one replaces, where norms changed. */
  replaces: z.string().max(36).nullable(),
  replacedBy: z.string().max(36).nullable(),
  withdrawn: CaseStep.nullable(),
});
export type Decision = z.infer<typeof Decision>;
